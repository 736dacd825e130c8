package io.descent.cli;

import io.descent.training.IterationRecord;
import io.descent.training.TrainingListener;
import io.descent.training.TrainingState;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.spark.SparkContext;

/**
 * Shows how a training goes, while it goes: on a terminal in one line that changes, elsewhere in a plain line now and
 * then. Before the descent it shows the phase, and how many tasks of Spark's are done.
 */
final class ProgressListener implements TrainingListener, AutoCloseable {
    private final ProgressDisplay display;
    private final LongSupplier nanoTime;
    private final Runnable detach;
    private final Consumer<String> warnings;

    private String phase = "";
    private long jobs;
    private long jobsBefore;
    private int jobsPerPass = 1;
    private DescentProgress descent;

    /**
     * @param nanoTime as {@link System#nanoTime}
     */
    ProgressListener(ProgressDisplay display, LongSupplier nanoTime) {
        this(display, nanoTime, () -> {}, sentence -> {});
    }

    private ProgressListener(
            ProgressDisplay display, LongSupplier nanoTime, Runnable detach, Consumer<String> warnings) {
        this.display = display;
        this.nanoTime = nanoTime;
        this.detach = detach;
        this.warnings = warnings;
    }

    /** One that hears of Spark's tasks and jobs as well, until it is closed. */
    static ProgressListener on(Console console, SparkContext context) {
        ProgressDisplay display = console.columns().isPresent()
                ? new TerminalDisplay(console.err(), console.columns().getAsInt())
                : new PlainDisplay(console.err());
        SparkCounter counter = new SparkCounter();
        ProgressListener listener = new ProgressListener(
                display, System::nanoTime, () -> context.removeSparkListener(counter), console::warn);
        counter.tell(listener);
        context.addSparkListener(counter);
        return listener;
    }

    /** Something begins that takes time. */
    synchronized void phase(String name) {
        phase = name;
        display.showNow(name, nanoTime.getAsLong());
    }

    /** Tasks of the present phase have ended. */
    synchronized void tasks(int done, int submitted) {
        if (descent == null && !phase.isEmpty()) {
            display.show(phase + ": " + done + " of " + submitted + " tasks", nanoTime.getAsLong());
        }
    }

    /** A job has ended; each pass over the data is one. */
    synchronized void jobEnded() {
        jobs++;
    }

    /** An executor is gone, and with it the blocks that it had cached. */
    void executorLost(String id, String reason) {
        warn("executor " + id + " is gone (" + reason.lines().findFirst().orElse("no reason given")
                + "); what it held is read and computed again, to the same bits");
    }

    @Override
    public synchronized void started(TrainingStart start) {
        descent = new DescentProgress(start);
        jobsBefore = jobs;
        jobsPerPass = start.jobsPerPass();
    }

    @Override
    public synchronized void resumed(TrainingState state) {
        jobsBefore -= state.passes() * jobsPerPass + validating(state.last());
        state.history().forEach(record -> descent.add(record, state.passes()));
        display.showNow("continues from iteration " + state.iteration(), nanoTime.getAsLong());
    }

    /** Says something on a line of its own, from any thread. */
    synchronized void warn(String sentence) {
        display.end();
        warnings.accept(sentence);
    }

    @Override
    public synchronized void iterationEnded(IterationRecord record) {
        descent.add(record, (jobs - jobsBefore - validating(record)) / jobsPerPass);
        String text = display.text(descent);
        if (record.iteration() == 0) {
            display.showNow(text, nanoTime.getAsLong());
        } else {
            display.show(text, nanoTime.getAsLong());
        }
    }

    /** The passes over the validation examples, one after each iteration and the start. */
    private static long validating(IterationRecord record) {
        return record.validationLoss().isPresent() ? record.iteration() + 1 : 0;
    }

    /** Leaves the place to others: the line of a terminal is wiped, and elsewhere the last one is shown. */
    @Override
    public synchronized void close() {
        detach.run();
        display.end();
    }
}
