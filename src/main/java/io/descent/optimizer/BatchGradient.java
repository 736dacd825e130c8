package io.descent.optimizer;

import java.util.OptionalDouble;

/** J over a part of the examples. */
public interface BatchGradient {

    /**
     * The value of J over one batch.
     *
     * @param parameters (dimension)
     * @param iteration from 1
     * @param batch of the iteration, from 0
     * @param gradient of the smooth part of J, (dimension), overwritten
     * @return empty if the batch has no weight, and nothing is known
     */
    OptionalDouble evaluate(double[] parameters, int iteration, int batch, double[] gradient);

    /** The factor of the L1 norm, ≥ 0. */
    double l1();

    /** The number of leading parameters that are weights and carry the L1 norm. */
    int weights();
}
