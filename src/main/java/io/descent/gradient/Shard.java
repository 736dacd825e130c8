package io.descent.gradient;

import io.descent.linalg.RowHash;
import java.io.Serializable;

/**
 * The rows whose hash deals them to one of a fixed number of shards, sorted by it: the same rows in the same order
 * wherever they came from. A batch is a slice of a random order of them, another one in each iteration.
 */
public final class Shard implements Serializable {

    private static final long serialVersionUID = 1L;

    private final int index;
    private final ExampleRows training;
    private final ExampleRows validation;

    /**
     * @param index from 0
     */
    public Shard(int index, ExampleRows training, ExampleRows validation) {
        this.index = index;
        this.training = training;
        this.validation = validation;
    }

    public int index() {
        return index;
    }

    /** The rows to descend on. */
    public ExampleRows training() {
        return training;
    }

    /** The rows that are only measured. */
    public ExampleRows validation() {
        return validation;
    }

    /** Adds all training rows. */
    public void addTo(NetworkGradient gradient) {
        for (int from = 0; from < training.rows(); from += NetworkGradient.ROWS) {
            gradient.add(training, from, Math.min(training.rows(), from + NetworkGradient.ROWS));
        }
    }

    /** Adds the squared error of all validation rows. */
    public void addValidationTo(NetworkGradient gradient) {
        for (int from = 0; from < validation.rows(); from += NetworkGradient.ROWS) {
            gradient.addError(validation, from, Math.min(validation.rows(), from + NetworkGradient.ROWS));
        }
    }

    /**
     * Adds the training rows of one batch.
     *
     * @param batch in [0, batches)
     * @param seed of the order of the rows
     */
    public void addTo(NetworkGradient gradient, BatchPlan plan, int iteration, int batch) {
        if (plan.batches() == 1) {
            addTo(gradient);
            return;
        }
        long seed = RowHash.finished(RowHash.finished(plan.seed() + iteration) + index);
        RowOrder order = new RowOrder(training.rows(), seed);
        int end = bound(batch + 1, plan.batches());
        for (int from = bound(batch, plan.batches()); from < end; from += NetworkGradient.ROWS) {
            gradient.add(training, order, from, Math.min(end, from + NetworkGradient.ROWS));
        }
    }

    private int bound(int batch, int batches) {
        return (int) ((long) batch * training.rows() / batches);
    }
}
