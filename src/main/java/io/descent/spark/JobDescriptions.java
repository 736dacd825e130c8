package io.descent.spark;

import io.descent.training.IterationRecord;
import io.descent.training.TrainingListener;
import io.descent.training.TrainingState;
import java.util.Locale;
import org.apache.spark.SparkContext;

/**
 * Tells Spark what its jobs are for, so that its own pages say so: {@code iteration 12 · loss 0.0312} for the passes of
 * iteration 12, with the loss before it. Spark keeps the words by thread; those of the thread that makes this are put
 * back when it is closed there.
 */
final class JobDescriptions implements TrainingListener, AutoCloseable {
    private static final String DESCRIPTION = "spark.job.description";

    private final SparkContext context;
    private final String before; // or null

    JobDescriptions(SparkContext context) {
        this.context = context;
        this.before = context.getLocalProperty(DESCRIPTION);
        describe("statistics and caching");
    }

    /** What the jobs from here on are for. */
    void describe(String purpose) {
        context.setJobDescription(purpose);
    }

    @Override
    public void started(TrainingStart start) {
        describe("iteration 0");
    }

    @Override
    public void resumed(TrainingState state) {
        next(state.last());
    }

    @Override
    public void iterationEnded(IterationRecord record) {
        next(record);
    }

    private void next(IterationRecord last) {
        describe(String.format(Locale.ROOT, "iteration %d · loss %.4g", last.iteration() + 1, last.loss()));
    }

    @Override
    public void close() {
        context.setJobDescription(before);
    }
}
