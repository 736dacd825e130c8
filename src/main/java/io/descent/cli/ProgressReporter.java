package io.descent.cli;

import io.descent.storage.Progress;
import io.descent.storage.RunDirectory;
import io.descent.storage.TakenOverException;
import io.descent.training.IterationRecord;
import io.descent.training.Thinning;
import io.descent.training.TrainingListener;
import io.descent.training.TrainingState;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;
import org.apache.hadoop.fs.FSError;

/**
 * Writes down how far a training is, for {@code descent watch}. A thread of its own does the writing, so that a slow disk
 * does not hold up the descent: that only hands over its records, and does the same whether or not they can be written.
 */
final class ProgressReporter implements TrainingListener, AutoCloseable {
    /** The phase in which iterations end. */
    static final String DESCENT = "descent";

    private static final long SHORTEST = TimeUnit.SECONDS.toNanos(1);
    /** How many times as long as it takes to write is waited: at most 2 % of the time of one core go there. */
    private static final int REST = 50;

    private static final long LAST_WRITE_MILLIS = 2_000;

    /** Where progress goes. */
    interface Target {
        void write(Progress progress) throws IOException;
    }

    private final Target target;
    private final LongSupplier nanoTime;
    private final ToIntFunction<TrainingStart> parameterCount;
    private final Instant began = Instant.now();
    private final List<IterationRecord> records = new ArrayList<>();

    private String phase = "starting";
    private Optional<TrainingStart> start = Optional.empty();
    private long bytes;
    private long writes;
    private long pause = SHORTEST;
    private boolean closed;
    private Optional<Thread> writer = Optional.empty();

    /**
     * @param nanoTime as {@link System#nanoTime}
     * @param parameterCount of what is about to be fitted
     */
    ProgressReporter(Target target, LongSupplier nanoTime, ToIntFunction<TrainingStart> parameterCount) {
        this.target = target;
        this.nanoTime = nanoTime;
        this.parameterCount = parameterCount;
    }

    /** One that writes nothing. */
    static ProgressReporter toNobody() {
        return new ProgressReporter(progress -> {}, System::nanoTime, start -> 0);
    }

    /** One that writes into the run's directory from now on, until it is closed. */
    static ProgressReporter in(RunDirectory output, ToIntFunction<TrainingStart> parameterCount) {
        ProgressReporter reporter = new ProgressReporter(output::write, System::nanoTime, parameterCount);
        Thread thread = new Thread(reporter::writeOn, "descent progress");
        thread.setDaemon(true);
        reporter.writer = Optional.of(thread);
        thread.start();
        return reporter;
    }

    /** Something begins that takes time. */
    synchronized void phase(String name) {
        phase = name;
    }

    @Override
    public synchronized void started(TrainingStart about) {
        phase = DESCENT;
        start = Optional.of(about);
    }

    @Override
    public synchronized void resumed(TrainingState state) {
        state.history().forEach(this::add);
    }

    @Override
    public synchronized void iterationEnded(IterationRecord record) {
        add(record);
    }

    private void add(IterationRecord record) {
        records.add(record);
        bytes += record.passes().bytes();
    }

    private synchronized Progress progress() {
        int every = Thinning.every(records.size(), Progress.MOST);
        return new Progress(
                ++writes,
                began,
                pause / 1e9,
                phase,
                start,
                start.map(about -> OptionalInt.of(parameterCount.applyAsInt(about)))
                        .orElse(OptionalInt.empty()),
                start.map(TrainingStart::bytesPerPass)
                        .filter(perPass -> perPass > 0)
                        .map(perPass -> bytes / perPass)
                        .orElse(0L),
                every,
                Thinning.of(records, every));
    }

    /**
     * Writes now.
     *
     * @return for how many nanoseconds nothing is to be written; empty if nothing ever is
     */
    OptionalLong write() {
        long before = nanoTime.getAsLong();
        try {
            target.write(progress());
        } catch (TakenOverException e) {
            return OptionalLong.empty(); // what is there to be watched is another's
        } catch (IOException | RuntimeException | FSError e) {
            // those who watch see that nothing comes; the training goes on
        }
        long taken = nanoTime.getAsLong() - before;
        synchronized (this) {
            pause = Math.max(SHORTEST, REST * taken);
            return OptionalLong.of(pause);
        }
    }

    private void writeOn() {
        OptionalLong rest = write();
        while (rest.isPresent() && !closesWithin(rest.getAsLong())) {
            rest = write();
        }
        if (rest.isPresent()) {
            write();
        }
    }

    private synchronized boolean closesWithin(long nanos) {
        long end = nanoTime.getAsLong() + nanos;
        try {
            for (long left = nanos; !closed && left > 0; left = end - nanoTime.getAsLong()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            return true; // nobody does that but who wants it to end
        }
        return closed;
    }

    /** Writes once more, and nothing after that. */
    @Override
    public void close() {
        synchronized (this) {
            if (!records.isEmpty()) {
                phase = "writing the run";
            }
            closed = true;
            notifyAll();
        }
        try {
            if (writer.isPresent()) {
                writer.get().join(LAST_WRITE_MILLIS); // of a disk that hangs, the training hangs at its own writes
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
