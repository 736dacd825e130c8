package io.descent.gradient;

/**
 * The sums over examples from which the mean squared error and its gradient follow, with residuals
 * rᵢ = ŷᵢ − yᵢ and weights ωᵢ. Nothing is divided yet.
 */
public final class GradientSum {

    private final double[] gradient; // (parameters): Σωrxⱼ, then Σωr
    private final double[] squaredErrors; // (outputs): Σωr²
    private final double weight; // Σω
    private final long rows;

    /**
     * The sums of one output.
     *
     * @param gradient Σωr·∂ŷ/∂parameter, (parameters); kept, not copied
     * @param squaredError Σωr²
     * @param weight Σω
     */
    public GradientSum(double[] gradient, double squaredError, double weight, long rows) {
        this(gradient, new double[] {squaredError}, weight, rows);
    }

    /**
     * The sums of several outputs.
     *
     * @param gradient Σωr·∂ŷ/∂parameter over rows and outputs, (parameters); kept, not copied
     * @param squaredErrors Σωr² of each output, (outputs); kept, not copied
     * @param weight Σω over rows
     */
    public GradientSum(double[] gradient, double[] squaredErrors, double weight, long rows) {
        this.gradient = gradient;
        this.squaredErrors = squaredErrors;
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

    /** Σωr², over rows and outputs. */
    public double squaredError() {
        double sum = 0;
        for (double each : squaredErrors) {
            sum += each;
        }
        return sum;
    }

    /** Σωr² of one output. */
    public double squaredError(int output) {
        return squaredErrors[output];
    }

    /** Σωr²/Σω, and the mean of it over several outputs. */
    public double meanSquaredError() {
        return squaredError() / (weight * squaredErrors.length);
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
