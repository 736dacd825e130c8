package io.descent.cli;

import io.descent.storage.DamagedRunException;
import io.descent.storage.LiveRun;
import io.descent.storage.LiveRun.View;
import io.descent.storage.Progress;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Follows a run that is being written, a look at a time: whoever writes it, also after a successor has taken over, until
 * it is complete or was given up.
 */
final class Watcher {
    private static final long LEAST_SILENCE = TimeUnit.SECONDS.toNanos(30);
    private static final int SILENT_INTERVALS = 10;
    /** Whoever takes a run over is for a moment seen without his directory, and not every look succeeds. */
    private static final int PATIENCE = 5;

    /** How it goes. */
    interface Display {
        /**
         * @param remark a sentence that must be seen, if there is one
         */
        void show(View view, Progress progress, Optional<String> remark) throws IOException;
    }

    /** Something to look at. */
    interface Sight {
        View look() throws IOException;
    }

    private final String directory;
    private final Sight sight;
    private final Display display;
    private final LongSupplier nanoTime;

    private Optional<String> watched = Optional.empty();
    private long writes = -1;
    private long lastSign;
    private int failures;
    private int interruptions;

    /**
     * @param directory for messages
     * @param nanoTime as {@link System#nanoTime}
     */
    Watcher(String directory, Sight sight, Display display, LongSupplier nanoTime) {
        this.directory = directory;
        this.sight = sight;
        this.display = display;
        this.nanoTime = nanoTime;
    }

    /** What a look has come to. */
    enum Found {
        UNDER_WAY,
        COMPLETE
    }

    /**
     * Looks once, and shows what goes on, if something does.
     *
     * @throws CommandException if there is no run, or if it was given up
     * @throws IOException if there is nothing to see, several times one after the other
     */
    Found look() throws IOException {
        View view;
        try {
            view = sight.look();
            failures = 0;
        } catch (IOException | DamagedRunException e) {
            if (watched.isEmpty() || ++failures >= PATIENCE) {
                throw e;
            }
            return Found.UNDER_WAY;
        }
        interruptions = view.state() == LiveRun.State.INTERRUPTED ? interruptions + 1 : 0;
        return switch (view.state()) {
            case NOTHING -> throw gone();
            case COMPLETE -> complete(view);
            case INTERRUPTED -> interrupted();
            case UNDER_WAY -> underWay(view);
        };
    }

    /** For those who look but once. */
    View lookOnce() throws IOException {
        View view = sight.look();
        if (view.state() == LiveRun.State.NOTHING) {
            throw gone();
        }
        return view;
    }

    private Found complete(View view) {
        if (watched.isPresent() && !watched.equals(view.id())) {
            throw new CommandException(
                    ExitCode.NO_INPUT,
                    "the run that was watched in " + directory
                            + " was given up, such as one that diverges is; the run there is an earlier one");
        }
        return Found.COMPLETE;
    }

    private CommandException gone() {
        return new CommandException(
                ExitCode.NO_INPUT,
                watched.isEmpty()
                        ? "there is no run in " + directory + ", and none is being written there"
                        : "the run that was watched in " + directory
                                + " was given up, such as one that diverges is; then its report.html tells more");
    }

    private Found interrupted() {
        if (interruptions < PATIENCE) {
            return Found.UNDER_WAY;
        }
        throw interruption();
    }

    CommandException interruption() {
        return new CommandException(
                ExitCode.TRY_AGAIN,
                "the run in " + directory + " was interrupted; continue it from its last checkpoint: descent resume "
                        + directory);
    }

    private Found underWay(View view) throws IOException {
        long now = nanoTime.getAsLong();
        long seen = view.progress().map(Progress::writes).orElse(0L);
        if (!view.id().equals(watched) || seen != writes) {
            watched = view.id();
            writes = seen;
            lastSign = now;
        }
        Progress progress = view.progress().orElseGet(Watcher::unknown);
        double silence = (now - lastSign) / 1e9;
        double usual = Math.max(LEAST_SILENCE / 1e9, SILENT_INTERVALS * progress.interval());
        display.show(
                view,
                progress,
                silence > usual
                        ? Optional.of("no sign of life for " + Numbers.duration(silence) + " from " + view.holder()
                                + ": it may have been killed, or cut off")
                        : Optional.empty());
        return Found.UNDER_WAY;
    }

    /** Of a training that has written nothing yet. */
    static Progress unknown() {
        return new Progress(0, Instant.EPOCH, 0, "starting", Optional.empty(), OptionalInt.empty(), 0, 1, List.of());
    }
}
