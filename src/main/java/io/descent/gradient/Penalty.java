package io.descent.gradient;

/**
 * The penalty on the weights, 2λ(α‖W‖₁ + (1−α)/2·‖W‖₂²); biases are never penalised. The factor 2
 * goes with the mean squared error, which is twice the loss of Spark ML, so that λ and α mean what
 * regParam and elasticNetParam mean there; but Spark ML divides the L2 part by the label's standard deviation, so that
 * its ridge of λ·σ is this one of λ.
 *
 * @param lambda λ ≥ 0, the strength
 * @param alpha α in [0, 1], the share of the L1 norm
 */
public record Penalty(double lambda, double alpha) {

    /** No penalty. */
    public static final Penalty NONE = new Penalty(0, 0);

    public Penalty {
        if (!(lambda >= 0) || Double.isInfinite(lambda)) {
            throw new IllegalArgumentException("lambda must be at least 0, but is " + lambda);
        }
        if (!(alpha >= 0 && alpha <= 1)) {
            throw new IllegalArgumentException("alpha must be in [0, 1], but is " + alpha);
        }
    }

    /**
     * The same penalty where J is divided by σ² and the weights by σ, for labels divided by σ: the L2 part stays as it is,
     * and the L1 part is divided by σ.
     */
    public Penalty forLabelsOf(double deviation) {
        double l1 = lambda * alpha / deviation;
        double all = lambda * (1 - alpha) + l1;
        return all == 0 ? NONE : new Penalty(all, l1 / all);
    }

    /** The second derivative with respect to each weight: 2λ(1−α). */
    public double curvature() {
        return 2 * lambda * (1 - alpha);
    }

    /** What the L1 norm is multiplied by: 2λα. */
    public double l1() {
        return 2 * lambda * alpha;
    }

    /** The value of the smooth part, λ(1−α)‖W‖₂², at the first {@code weights} parameters. */
    public double smoothValue(double[] parameters, int weights) {
        if (curvature() == 0) {
            return 0;
        }
        double squares = 0;
        for (int j = 0; j < weights; j++) {
            squares += parameters[j] * parameters[j];
        }
        return curvature() / 2 * squares;
    }

    /** The value of the other part, 2λα‖W‖₁, at the first {@code weights} parameters. */
    public double l1Value(double[] parameters, int weights) {
        if (l1() == 0) {
            return 0;
        }
        double sum = 0;
        for (int j = 0; j < weights; j++) {
            sum += Math.abs(parameters[j]);
        }
        return l1() * sum;
    }
}
