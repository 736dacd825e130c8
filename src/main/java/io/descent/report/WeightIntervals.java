package io.descent.report;

import io.descent.linalg.Vectors;
import io.descent.model.FeatureScaling;
import io.descent.training.FittedExamples;
import io.descent.training.FittedExamples.InverseDiagonal;
import io.descent.training.Quadratic;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.DecompositionSolver;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;

/**
 * Confidence intervals of least-squares weights: Wⱼ ± t·s·√(XᵀΩX)⁻¹ⱼⱼ, with s² = Σωr²/(n − p) for n examples and p
 * parameters, and t the quantile of Student's distribution with n − p degrees of freedom. They hold where residuals are
 * independent and normal, with variances inverse to the weights ω.
 *
 * @param confidence empty if there are no intervals
 * @param note where they come from, or why there are none
 * @param low (features)
 * @param high (features)
 */
record WeightIntervals(Optional<Double> confidence, String note, double[] low, double[] high) {

    private static final double CONFIDENCE = 0.95;

    private static final String NOTE = "95 % confidence intervals, if residuals are independent and normal";

    /** What a pivot may lose before it is rounding. */
    private static final double DEPENDENT = 1e-12;

    /**
     * The intervals of all features that vary.
     *
     * @param weights fitted, (features)
     * @param error along directions of which the last are these features, and the bias if there is one
     */
    static WeightIntervals exact(FittedExamples fit, double[] weights, Quadratic error) {
        Optional<String> objection = objection(fit, error);
        return objection.isPresent() ? none(objection.get()) : aroundLeastSquares(fit, weights, error);
    }

    /**
     * The intervals of some of many features, from what is known of how all depend on each other.
     *
     * @param weights fitted, (features)
     * @param error along any directions
     */
    static WeightIntervals estimated(FittedExamples fit, int[] features, double[] weights, Quadratic error) {
        Optional<String> objection = objection(fit, error);
        return objection.isPresent() ? none(objection.get()) : fromTheSketch(fit, features, weights, error);
    }

    static WeightIntervals none(String why) {
        return new WeightIntervals(
                Optional.empty(), "No confidence intervals: " + why + ".", new double[0], new double[0]);
    }

    private static Optional<String> objection(FittedExamples fit, Quadratic error) {
        if (!fit.isFitted()) {
            return Optional.of("the descent diverged");
        }
        if (fit.penalty().lambda() > 0) {
            return Optional.of("a penalty draws the weights to 0 by an amount that is not known");
        }
        if (fit.standardisation().features().variables() == 0) {
            return Optional.of("no feature varies");
        }
        return freedom(fit, error) < 1 ? Optional.of("there are no more examples than parameters") : Optional.empty();
    }

    private static long freedom(FittedExamples fit, Quadratic error) {
        return error.rows()
                - fit.standardisation().features().variables()
                - (fit.network().hasIntercept() ? 1 : 0);
    }

    private static double quantile(long freedom) {
        return new TDistribution(null, freedom).inverseCumulativeProbability((1 + CONFIDENCE) / 2);
    }

    private static WeightIntervals of(String note, double[] low, double[] high) {
        return Vectors.allFinite(low) && Vectors.allFinite(high)
                ? new WeightIntervals(Optional.of(CONFIDENCE), note, low, high)
                : none("the data do not determine the weights");
    }

    /** Around the weights of least squares, at which a descent that was cut short has not arrived. */
    private static WeightIntervals aroundLeastSquares(FittedExamples fit, double[] weights, Quadratic error) {
        long freedom = freedom(fit, error);
        int size = weights.length + (fit.network().hasIntercept() ? 1 : 0);
        int first = error.gradient().length - size;
        double[] scale = new double[size]; // to a diagonal of ones
        Arrays.setAll(scale, k -> 1 / Math.sqrt(error.hessian()[first + k][first + k]));
        double[][] scaled = new double[size][size];
        double[] gradient = new double[size];
        for (int k = 0; k < size; k++) {
            gradient[k] = error.gradient()[first + k] * scale[k];
            for (int l = 0; l < size; l++) {
                scaled[k][l] = error.hessian()[first + k][first + l] * scale[k] * scale[l];
            }
        }
        if (!Vectors.allFinite(scale)) {
            return none("some features do not vary where examples have a weight");
        }
        DecompositionSolver solver;
        try {
            solver = new CholeskyDecomposition(new Array2DRowRealMatrix(scaled, false), DEPENDENT, DEPENDENT)
                    .getSolver();
        } catch (NonPositiveDefiniteMatrixException e) {
            return none("some features are combinations of others");
        }
        double[] step = solver.solve(new ArrayRealVector(gradient, false)).toArray();
        double least = error.value();
        for (int k = 0; k < size; k++) {
            least -= gradient[k] * step[k] / 2;
        }
        double variance = Math.max(0, least) / freedom; // over Σω, which the second derivative is too
        double t = quantile(freedom);
        double[] low = new double[weights.length];
        double[] high = new double[weights.length];
        for (int k = 0; k < weights.length; k++) {
            double[] unit = new double[size];
            unit[k] = 1;
            double inverse = 2 * solver.solve(new ArrayRealVector(unit, false)).getEntry(k);
            double half = t * Math.sqrt(variance * inverse) * scale[k];
            double centre = weights[k] - scale[k] * step[k];
            low[k] = centre - half;
            high[k] = centre + half;
        }
        return of(NOTE + ".", low, high);
    }

    private static WeightIntervals fromTheSketch(
            FittedExamples fit, int[] features, double[] weights, Quadratic error) {
        Optional<InverseDiagonal> inverse = fit.inverseDiagonal(features);
        if (inverse.isEmpty()) {
            return none("there are too many features, or some are combinations of others");
        }
        FeatureScaling scaling = fit.standardisation().features();
        long freedom = freedom(fit, error);
        double t = quantile(freedom);
        double[] low = new double[weights.length];
        double[] high = new double[weights.length];
        for (int k = 0; k < weights.length; k++) {
            double variance = error.value() / freedom * inverse.get().values()[k];
            double half = t * Math.sqrt(variance) / scaling.scale(features[k]);
            low[k] = weights[k] - half;
            high[k] = weights[k] + half;
        }
        String from = inverse.get().rows() < fit.rows()
                ? String.format(
                        Locale.ROOT,
                        ", estimated from %,d of %,d examples.",
                        inverse.get().rows(),
                        fit.rows())
                : ".";
        return of(NOTE + from, low, high);
    }
}
