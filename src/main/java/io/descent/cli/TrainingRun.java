package io.descent.cli;

import io.descent.config.OutputSettings;
import io.descent.config.Settings;
import io.descent.model.Network;
import io.descent.report.Portrait;
import io.descent.report.ReportData;
import io.descent.report.ReportPage;
import io.descent.storage.CheckpointDirectory;
import io.descent.storage.IfExists;
import io.descent.storage.RunDirectory;
import io.descent.storage.RunLayout;
import io.descent.training.DivergedException;
import io.descent.training.StopReason;
import io.descent.training.TrainingListener.TrainingStart;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import org.apache.hadoop.fs.Path;

/** Settings → output → table → examples → fit → run. */
final class TrainingRun implements AutoCloseable {
    private final Assignment assignment;
    private final Settings settings;
    private final Console console;
    private final RunDirectory output;

    private TrainingRun(Assignment assignment, Console console) {
        this.assignment = assignment;
        this.settings = assignment.settings();
        this.console = console;
        OutputSettings place = settings.output();
        output = RunDirectory.prepare(new Path(place.path()), ifExists(place), assignment.toRecord(), Engine.hadoop());
    }

    /**
     * Fits what the assignment says, from the last checkpoint on where there is one, and writes the run.
     *
     * @param otherCheckpoints what becomes of checkpoints of other settings or other data
     */
    static Outcome of(Assignment assignment, Console console, IfExists otherCheckpoints) throws Exception {
        String directory = assignment.settings().output().path();
        try (Guarded<TrainingRun> run = Guarded.of(() -> new TrainingRun(assignment, console));
                Engine engine = Engine.start("descent train " + directory)) {
            return run.output().fit(engine, otherCheckpoints);
        }
    }

    static IfExists ifExists(OutputSettings place) {
        return place.overwrite() ? IfExists.REPLACE : IfExists.REFUSE;
    }

    private Outcome fit(Engine engine, IfExists otherCheckpoints) throws Exception {
        CheckpointDirectory checkpoints = output.checkpoints(
                settings.checkpoint().path().map(Path::new),
                settings.checkpoint().keep(),
                otherCheckpoints);
        Optional<Portrait> portrait = settings.output().report()
                ? Optional.of(new Portrait(settings.report().examples()))
                : Optional.empty();
        Fitted fitted = fit(engine, checkpoints, portrait);
        new RunWriter(output).write(fitted, page(portrait, seen -> RunReport.of(fitted, seen)));
        fitted.warnings().forEach(console::warn);
        new SummaryTable(fitted, settings.output().path()).print(console.out());
        return outcome(fitted, settings.output().path());
    }

    private Fitted fit(Engine engine, CheckpointDirectory checkpoints, Optional<Portrait> portrait) throws Exception {
        try (ProgressReporter reporter = ProgressReporter.in(output, this::parameterCount)) {
            Trainer trainer = new Trainer(engine.session(), assignment, console)
                    .keepingStateIn(checkpoints)
                    .reportingTo(reporter);
            portrait.ifPresent(trainer::portraying);
            return trainer.fit();
        } catch (DivergedException e) {
            leave(page(portrait, seen -> RunReport.of(assignment, seen, e)));
            throw e;
        }
    }

    /** The report; a run is not to be lost because it cannot be drawn. */
    private Optional<String> page(Optional<Portrait> portrait, Function<Portrait, ReportData> report) {
        try {
            return portrait.filter(Portrait::isThere).map(report).map(ReportPage::html);
        } catch (RuntimeException | OutOfMemoryError e) {
            console.warn("there is no report: it could not be drawn (" + Failure.reason(e) + ")");
            return Optional.empty();
        }
    }

    /** Leaves nothing of a descent that diverged but its report, and that where no run is in its way. */
    private void leave(Optional<String> report) {
        if (report.isEmpty()) {
            output.discard();
        } else if (output.discardBut(RunLayout.REPORT, report.get().getBytes(StandardCharsets.UTF_8))) {
            console.warn("how it diverged is to be seen in " + settings.output().path() + "/" + RunLayout.REPORT);
        } else {
            console.warn("there is no report of how it diverged: a run is in its place");
        }
    }

    private int parameterCount(TrainingStart start) {
        return Network.of(
                        start.features(),
                        settings.model().hiddenLayers(),
                        settings.data().labels().size(),
                        settings.model().activation(),
                        settings.model().intercept())
                .parameterCount();
    }

    private static Outcome outcome(Fitted fitted, String directory) {
        Optional<String> hash = Optional.of(fitted.parameterHash());
        if (fitted.summary().stopReason() == StopReason.ILL_CONDITIONED) {
            return new Outcome(
                    ExitCode.NOT_CONVERGED,
                    "not converged: the weights are not to be trusted; the run is in " + directory,
                    hash);
        }
        return new Outcome(
                ExitCode.SUCCESS, Ending.words(Ending.of(fitted).state()) + ": the run is in " + directory, hash);
    }

    /** Leaves nothing of a run that was not published but its checkpoints, and says how to go on from there. */
    @Override
    public void close() {
        output.close();
        if (output.canBeContinued()) {
            console.err()
                    .println("descent: the run can be continued from its last checkpoint: descent resume "
                            + settings.output().path());
        }
    }
}
