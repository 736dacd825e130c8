package io.descent.training;

import io.descent.gradient.GradientSum;
import java.io.Serializable;
import java.util.OptionalDouble;

/**
 * How well parameters predict some examples.
 *
 * @param rows the number of examples
 * @param mse Σωr²/Σω, in squared units of the label
 * @param r2 1 − Σωr²/Σω(y − ȳ)², or without intercept 1 − Σωr²/Σωy²; empty where the label does
 *     not vary
 */
public record Metrics(long rows, double mse, OptionalDouble r2) implements Serializable {

    /**
     * @param labelSquares Σω(y − ȳ)², or Σωy² for a model without intercept
     */
    public static Metrics of(GradientSum sum, double labelSquares) {
        OptionalDouble r2 =
                labelSquares > 0 ? OptionalDouble.of(1 - sum.squaredError() / labelSquares) : OptionalDouble.empty();
        return new Metrics(sum.rows(), sum.squaredError() / sum.weight(), r2);
    }

    /**
     * Of several labels: the means of each label's MSE and R².
     *
     * @param errors the MSE of each
     * @param variances Σω(y − ȳ)²/Σω of each, or Σωy²/Σω for a model without intercept
     */
    public static Metrics of(long rows, double[] errors, double[] variances) {
        double mse = 0;
        double r2 = 0;
        boolean varies = true;
        for (int o = 0; o < errors.length; o++) {
            mse += errors[o] / errors.length;
            varies &= variances[o] > 0;
            r2 += (1 - errors[o] / variances[o]) / errors.length;
        }
        return new Metrics(rows, mse, varies ? OptionalDouble.of(r2) : OptionalDouble.empty());
    }

    /** √MSE, in units of the label. */
    public double rmse() {
        return Math.sqrt(mse);
    }
}
