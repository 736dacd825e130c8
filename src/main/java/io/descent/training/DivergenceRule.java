package io.descent.training;

import io.descent.optimizer.DifferentiableFunction;
import io.descent.optimizer.LargestCurvature;
import io.descent.optimizer.Optimizer;
import io.descent.optimizer.Point;
import java.util.Locale;

/**
 * Notices a descent that climbs: a loss that is no number or ten times the first one; for a method
 * that should go down at each step, three rises in a row. A rise counts if rounding cannot explain
 * it.
 *
 * <p>A residual r = ŷ − y is exact to about u(|ŷ| + |b|), u = 2⁻⁵³, since ŷ and b are rounded to doubles.
 * By Cauchy and Schwarz the mean of r² is then exact to 2δ√J + δ², where δ = u(‖ŷ‖ + |b|) and ‖ŷ‖ ≤ ‖y‖ + √J,
 * norms being root mean squares; and at the start, where W = 0, ‖y‖ ≤ |b| + √J. Far from 0 labels
 * thus leave J few digits near its floor.
 */
final class DivergenceRule {

    private static final double FACTOR = 10;
    private static final double SUM_ROUNDING = 1e-9; // of the sum of all r², relative
    private static final double UNIT_ROUNDOFF = 0x1p-53;
    private static final int RISES = 3;

    private final Point start;
    private final double highest;
    private final Optimizer optimizer;
    private final double unit;
    private final double labels; // ‖y‖, at most
    private int rises; // in a row

    /**
     * @param start where W = 0, or at numbers drawn at random
     * @param from J where the descent begins: a model of other data may be far from these
     * @param unit of the loss, for people
     * @param rises in a row so far
     */
    DivergenceRule(Point start, double from, Optimizer optimizer, double unit, int rises) {
        this.start = start;
        this.highest = Math.max(start.value(), from);
        this.unit = unit;
        this.optimizer = optimizer;
        this.rises = rises;
        this.labels = bias(start) + Math.sqrt(start.value());
    }

    /**
     * @throws DivergedException if the step from one point to the next shows divergence
     */
    void check(Point from, Point to, int iteration, DifferentiableFunction function) {
        rises = to.value() > from.value() + rounding(from, to) ? rises + 1 : 0;
        boolean climbs = optimizer.monotone() && rises >= RISES;
        boolean far = to.value() > FACTOR * highest + rounding(start, to);
        if (!to.isFinite() || far || climbs) {
            throw diverged(to, iteration, function).at(to);
        }
    }

    /** How often in a row the loss has risen. */
    int rises() {
        return rises;
    }

    /**
     * As {@link #check}, for the point at which a descent ends.
     *
     * @param noise of J, relative, beside rounding
     */
    void checkEnd(Point end, int iteration, double noise, DifferentiableFunction function) {
        if (end.value() > highest * (1 + noise) + rounding(start, end)) {
            throw diverged(end, iteration, function);
        }
    }

    /** How far apart rounding alone can bring two equal losses. */
    private double rounding(Point a, Point b) {
        return rounding(a) + rounding(b) + SUM_ROUNDING * a.value();
    }

    private double rounding(Point point) {
        double error = Math.sqrt(point.value());
        double residual = UNIT_ROUNDOFF * (labels + error + bias(point));
        return residual * (2 * error + residual);
    }

    private static double bias(Point point) {
        return Math.abs(point.parameters()[point.parameters().length - 1]);
    }

    private DivergedException diverged(Point to, int iteration, DifferentiableFunction function) {
        StringBuilder rest = new StringBuilder(" at iteration ").append(iteration);
        if (optimizer.stepSize().isPresent()) {
            double used = optimizer.stepSize().getAsDouble();
            rest.append(String.format(Locale.ROOT, " with step size %.4g", used))
                    .append(advice(used, function));
        }
        return new DivergedException(unit * highest, unit * to.value(), rest.toString());
    }

    private String advice(double used, DifferentiableFunction function) {
        String smaller = "; choose a smaller one, or leave it on auto";
        return switch (optimizer.stepMeaning()) {
            case OWN -> ", which the method found itself; choose another optimizer";
            case LENGTH -> smaller;
            case FACTOR_OF_GRADIENT -> {
                double curvature = LargestCurvature.estimate(function, start.gradient());
                yield curvature > 0 && used > 1 / curvature
                        ? String.format(
                                Locale.ROOT,
                                "; a step size of %.4g would not (1/L, L = %.4g the largest curvature)",
                                1 / curvature,
                                curvature)
                        : smaller;
            }
        };
    }
}
