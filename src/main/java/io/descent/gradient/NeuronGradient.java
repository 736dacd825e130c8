package io.descent.gradient;

import io.descent.model.Parameters;

/**
 * The gradient of one linear neuron over blocks of examples. With rᵢ = Σⱼ Wⱼxᵢⱼ + b − yᵢ it adds
 * Σωᵢrᵢxᵢ (for W), Σωᵢrᵢ (for b) and Σωᵢrᵢ² to a {@link GradientSum}.
 *
 * <p>Holds scratch space: one instance for each thread.
 */
public final class NeuronGradient {

    private final double[] weights;
    private final double bias;
    private final int parameters;
    private double[] residuals = new double[0];

    /** The gradient at the given parameters, in the units of the blocks. */
    public NeuronGradient(Parameters at) {
        this.weights = at.weights();
        this.bias = at.bias();
        this.parameters = at.network().parameterCount();
    }

    /** An empty sum of the right size. */
    public GradientSum newSum() {
        return new GradientSum(parameters);
    }

    /** Adds a block's contribution to the error and its gradient. */
    public void add(ExampleBlock block, GradientSum sum) {
        residuals(block, block.labels());
        addResiduals(block, sum);
    }

    /**
     * Adds a block's contribution to the curvature along the direction that this instance was made
     * with: the same sums with all labels 0, that is Σω(Xp)² and XᵀωXp.
     */
    public void addCurvature(ExampleBlock block, GradientSum sum) {
        residuals(block, null);
        addResiduals(block, sum);
    }

    private void residuals(ExampleBlock block, double[] labels) {
        if (residuals.length < block.rows()) {
            residuals = new double[block.rows()];
        }
        block.features().residuals(weights, bias, labels, residuals);
    }

    private void addResiduals(ExampleBlock block, GradientSum sum) {
        double squaredError = 0;
        double weight = 0;
        for (int i = 0; i < block.rows(); i++) {
            double r = residuals[i];
            double omega = block.weight(i);
            residuals[i] = omega * r;
            squaredError += omega * r * r;
            weight += omega;
        }
        sum.add(block, residuals, squaredError, weight);
    }
}
