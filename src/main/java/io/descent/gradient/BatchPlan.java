package io.descent.gradient;

import java.io.Serializable;

/**
 * How a pass over the rows is divided into steps.
 *
 * @param batches the steps of a pass, ≥ 1; each sees its part of every shard
 * @param seed of the order of the rows
 */
public record BatchPlan(int batches, long seed) implements Serializable {

    public BatchPlan {
        if (batches < 1) {
            throw new IllegalArgumentException("batches must be at least 1, but is " + batches);
        }
    }
}
