package io.descent.gradient;

import java.io.Serializable;

/**
 * The sums over examples from which the mean squared error and its gradient follow, with residuals
 * rᵢ = ŷᵢ − yᵢ and weights ωᵢ: Σωr² and, for each parameter, Σωr·∂ŷ/∂parameter. Partial sums are
 * merged; nothing is divided before all examples are in.
 */
public final class GradientSum implements Serializable {

    private static final long serialVersionUID = 1L;

    private final double[] gradient; // (parameters): Σωrxⱼ, then Σωr
    private double squaredError; // Σωr²
    private double weight; // Σω
    private long rows;

    /**
     * An empty sum.
     *
     * @param parameters the length of the flat parameter array
     */
    public GradientSum(int parameters) {
        this(new double[parameters], 0, 0, 0);
    }

    /** A sum with given contents; the array is kept, not copied. */
    public GradientSum(double[] gradient, double squaredError, double weight, long rows) {
        this.gradient = gradient;
        this.squaredError = squaredError;
        this.weight = weight;
        this.rows = rows;
    }

    /**
     * Adds a block.
     *
     * @param scaledResiduals ωr (at least the block's rows)
     * @param blockSquaredError Σωr² over the block
     * @param blockWeight Σω over the block
     */
    void add(ExampleBlock block, double[] scaledResiduals, double blockSquaredError, double blockWeight) {
        block.features().addTransposeTimes(scaledResiduals, gradient);
        int bias = gradient.length - 1;
        for (int i = 0; i < block.rows(); i++) {
            gradient[bias] += scaledResiduals[i];
        }
        squaredError += blockSquaredError;
        weight += blockWeight;
        rows += block.rows();
    }

    /**
     * Adds another partial sum.
     *
     * @return this
     */
    public GradientSum merge(GradientSum other) {
        if (other.gradient.length != gradient.length) {
            throw new IllegalArgumentException("sums to merge must have the same number of parameters, but have "
                    + gradient.length
                    + " and "
                    + other.gradient.length);
        }
        for (int j = 0; j < gradient.length; j++) {
            gradient[j] += other.gradient[j];
        }
        squaredError += other.squaredError;
        weight += other.weight;
        rows += other.rows;
        return this;
    }

    /** A copy of Σωr·∂ŷ/∂parameter, (parameters). */
    public double[] gradient() {
        return gradient.clone();
    }

    /** Σωr². */
    public double squaredError() {
        return squaredError;
    }

    /** Σω. */
    public double weight() {
        return weight;
    }

    /** The number of examples. */
    public long rows() {
        return rows;
    }
}
