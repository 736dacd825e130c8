package io.descent.cli;

import io.descent.storage.LiveRun;
import io.descent.storage.LiveRun.View;
import io.descent.storage.Progress;
import io.descent.storage.RunSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code watch}: how a training goes that another process does, perhaps on another machine. Needs no Spark. */
@CommandLine.Command(
        name = "watch",
        description = "Shows how a training goes, until its run is complete.",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        sortOptions = false,
        footer = {
            "",
            "The loss is drawn as it falls; on a terminal in place, elsewhere there is a line every few seconds. Of a run"
                    + " that is complete its end is shown.",
            "Exit codes: 0 the run is complete; 66 there is none, or it was given up; 75 it was interrupted, and can be"
                    + " resumed.",
            "Example: descent watch target/quickstart"
        })
final class WatchCommand implements Command {
    private static final long PAUSE_MILLIS = 1_000;
    private static final int USUAL_COLUMNS = 80;

    @Parameters(index = "0", paramLabel = "DIR", description = "The run's directory: output.path of its settings.")
    private String directory;

    @Option(names = "--once", description = "Show how it goes now, and end.")
    private boolean once;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Also write a page, a local file, that loads itself anew every few seconds.")
    private Optional<String> report = Optional.empty();

    private Optional<RunSettings> settings = Optional.empty();

    @Override
    public Outcome run(Console console) throws Exception {
        Configuration hadoop = Engine.hadoop();
        Optional<LiveReport> page = report.map(file -> new LiveReport(file, directory));
        LiveRun run = LiveRun.in(FittedRun.path(directory), hadoop);
        if (once) {
            return once(run, page, console, hadoop);
        }
        if (console.columns().isEmpty()) {
            log(run, page, console);
        } else {
            draw(run, page, console);
        }
        return finish(page, console, hadoop);
    }

    /** A line now and then, unless it is the one before. */
    private void log(LiveRun run, Optional<LiveReport> page, Console console) throws Exception {
        PlainDisplay log = new PlainDisplay(console.err());
        try {
            follow(
                    run,
                    page,
                    (view, progress, remark) -> log.show(remark.orElse(WatchText.plain(progress)), System.nanoTime()));
        } finally {
            log.end();
        }
    }

    private void draw(LiveRun run, Optional<LiveReport> page, Console console) throws Exception {
        TerminalWidth width = new TerminalWidth(console.columns().getAsInt());
        WatchScreen screen = new WatchScreen(console.err());
        try (Shutdown.Hook hook = Shutdown.hook(screen::close);
                screen) {
            follow(run, page, (view, progress, remark) -> {
                WatchText text = new WatchText(width.columns() - 1, Terminal.script());
                screen.show(text.lines(heading(view, progress), progress, remark));
            });
            screen.wipe();
        }
    }

    private void follow(LiveRun run, Optional<LiveReport> page, Watcher.Display display) throws Exception {
        Watcher watcher = new Watcher(
                directory,
                run::look,
                (view, progress, remark) -> {
                    settings = view.settings();
                    display.show(view, progress, remark);
                    page.ifPresent(each -> each.write(settings, progress, remark, System.nanoTime()));
                },
                System::nanoTime);
        try {
            while (watcher.look() == Watcher.Found.UNDER_WAY) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (CommandException e) {
            page.ifPresent(each -> each.end(settings, e.getMessage())); // or it would say for ever that the run goes on
            throw e;
        }
    }

    private Outcome once(LiveRun run, Optional<LiveReport> page, Console console, Configuration hadoop)
            throws IOException {
        Watcher watcher = new Watcher(directory, run::look, (view, progress, remark) -> {}, System::nanoTime);
        View view = watcher.lookOnce();
        if (view.state() == LiveRun.State.COMPLETE) {
            return finish(page, console, hadoop);
        }
        if (view.state() == LiveRun.State.INTERRUPTED) {
            throw watcher.interruption();
        }
        Progress progress = view.progress().orElseGet(Watcher::unknown);
        print(text(console).lines(heading(view, progress), progress, Optional.empty()), console);
        page.ifPresent(each -> each.write(view.settings(), progress, Optional.empty(), System.nanoTime()));
        return Outcome.success("under way");
    }

    private Outcome finish(Optional<LiveReport> page, Console console, Configuration hadoop) throws IOException {
        FinishedRun finished = FinishedRun.open(directory, hadoop);
        print(finished.lines(text(console)), console);
        if (page.isPresent()) {
            page.get().write(finished, settings);
        }
        return new Outcome(
                ExitCode.SUCCESS,
                finished.ended() + ": the run is in " + directory,
                Optional.of(finished.run().parameterHash()));
    }

    /** With the time since the beginning, by the clock of this machine: it moves while nothing else does. */
    private String heading(View view, Progress progress) {
        double seconds = Duration.between(progress.began(), Instant.now()).toMillis() / 1e3;
        boolean known = progress.writes() > 0 && seconds >= 0;
        return directory + " · " + view.holder() + (known ? " · " + Numbers.duration(seconds) : "");
    }

    private static WatchText text(Console console) {
        OptionalInt columns = console.columns();
        return new WatchText((columns.isPresent() ? columns.getAsInt() : USUAL_COLUMNS) - 1, Terminal.script());
    }

    private static void print(List<String> lines, Console console) {
        lines.forEach(console.out()::println);
        console.out().flush();
    }
}
