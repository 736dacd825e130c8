package io.descent.cli;

import io.descent.training.IterationRecord;
import io.descent.training.TrainingListener;
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

    private String phase = "";
    private long jobs;
    private long jobsBefore;
    private DescentProgress descent;

    /**
     * @param nanoTime as {@link System#nanoTime}
     */
    ProgressListener(ProgressDisplay display, LongSupplier nanoTime) {
        this(display, nanoTime, () -> {});
    }

    private ProgressListener(ProgressDisplay display, LongSupplier nanoTime, Runnable detach) {
        this.display = display;
        this.nanoTime = nanoTime;
        this.detach = detach;
    }

    /** One that hears of Spark's tasks and jobs as well, until it is closed. */
    static ProgressListener on(Console console, SparkContext context) {
        ProgressDisplay display = console.columns().isPresent()
                ? new TerminalDisplay(console.err(), console.columns().getAsInt())
                : new PlainDisplay(console.err());
        SparkCounter counter = new SparkCounter();
        ProgressListener listener =
                new ProgressListener(display, System::nanoTime, () -> context.removeSparkListener(counter));
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

    @Override
    public synchronized void started(TrainingStart start) {
        descent = new DescentProgress(start);
        jobsBefore = jobs;
    }

    @Override
    public synchronized void iterationEnded(IterationRecord record) {
        long validating = record.validationLoss().isPresent() ? record.iteration() + 1 : 0;
        descent.add(record, jobs - jobsBefore - validating);
        String text = display.text(descent);
        if (record.iteration() == 0) {
            display.showNow(text, nanoTime.getAsLong());
        } else {
            display.show(text, nanoTime.getAsLong());
        }
    }

    /** Leaves the place to others: the line of a terminal is wiped, and elsewhere the last one is shown. */
    @Override
    public synchronized void close() {
        detach.run();
        display.end();
    }
}
