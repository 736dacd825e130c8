package io.descent.gradient;

/**
 * The sums over examples from which the mean squared error and its gradient follow, with residuals
 * rᵢ = ŷᵢ − yᵢ and weights ωᵢ. Nothing is divided yet.
 */
public final class GradientSum {

    private final double[] gradient; // (parameters): Σωrxⱼ, then Σωr
    private final double squaredError; // Σωr²
    private final double weight; // Σω
    private final long rows;

    /**
     * @param gradient Σωr·∂ŷ/∂parameter, (parameters); kept, not copied
     * @param squaredError Σωr²
     * @param weight Σω
     */
    public GradientSum(double[] gradient, double squaredError, double weight, long rows) {
        this.gradient = gradient;
        this.squaredError = squaredError;
        this.weight = weight;
        this.rows = rows;
    }

    /** The sum over no examples. */
    public static GradientSum empty(int parameters) {
        return new GradientSum(new double[parameters], 0, 0, 0);
    }

    /** What stands for sums that leave the range of a double: an infinite error without a gradient. */
    public static GradientSum outOfRange(int parameters) {
        return new GradientSum(new double[parameters], Double.POSITIVE_INFINITY, 1, 0);
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
