package io.descent.gradient;

import io.descent.model.Parameters;

/**
 * The gradient of one linear neuron over blocks of examples. With rᵢ = Σⱼ Wⱼxᵢⱼ + b − yᵢ it adds
 * Σωᵢrᵢxᵢ (for W), Σωᵢrᵢ (for b) and Σωᵢrᵢ² to a {@link PartialGradient}.
 *
 * <p>Holds scratch space: one instance for each thread.
 */
public final class NeuronGradient {

    private final double[] weights;
    private final double bias;
    private double[] residuals = new double[0];

    /** The gradient at the given parameters, in the units of the blocks. */
    public NeuronGradient(Parameters at) {
        this.weights = at.weights();
        this.bias = at.bias();
    }

    /** Adds a block's contribution to the error and its gradient. */
    public void add(ExampleBlock block, PartialGradient sum) {
        add(block, block.labels(), sum);
    }

    /**
     * Adds a block's contribution to the curvature along the direction that this instance was made
     * with: the same sums with all labels 0, that is Σω(Xp)² and XᵀωXp.
     */
    public void addCurvature(ExampleBlock block, PartialGradient sum) {
        add(block, null, sum);
    }

    private void add(ExampleBlock block, double[] labels, PartialGradient sum) {
        if (residuals.length < block.rows()) {
            residuals = new double[block.rows()];
        }
        block.features().residuals(weights, bias, labels, residuals);
        sum.add(block, residuals);
    }
}
