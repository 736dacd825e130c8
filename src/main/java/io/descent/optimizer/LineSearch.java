package io.descent.optimizer;

import io.descent.linalg.Vectors;

/**
 * Finds a step along a direction of descent that meets Wolfe's conditions, by the secant of the
 * slope within a bracket; exact after one correction where J is quadratic. Near the minimum, where
 * values no longer differ, the conditions are those on the slope alone (W. W. Hager, H. Zhang, "A
 * New Conjugate Gradient Method with Guaranteed Descent", SIAM J. Optim. 16, 2005).
 */
final class LineSearch {

    private static final double DECREASE = 1e-4;
    private static final double CURVATURE = 0.9;
    private static final double VALUE_ROUNDING = 1e-13;
    private static final int TRIALS = 30;

    private LineSearch() {}

    /** A point that meets the conditions, and the step that leads to it. */
    record Result(Point point, double step) {}

    /** Returns null if no step was found: the direction does not descend in this arithmetic. */
    static Result along(double[] direction, Point from, DifferentiableFunction function, double firstStep) {
        double slope = Vectors.dot(direction, from.gradient());
        if (!(slope < 0)) {
            return null;
        }
        double low = 0;
        double lowSlope = slope;
        double high = Double.POSITIVE_INFINITY;
        double step = firstStep;
        for (int trial = 0; trial < TRIALS; trial++) {
            Point point = function.evaluate(Vectors.plus(from.parameters(), step, direction));
            double newSlope = Vectors.dot(direction, point.gradient());
            double secant = low + (step - low) * lowSlope / (lowSlope - newSlope);
            if (!point.isFinite() || !decreases(from, point, step, slope, newSlope)) {
                high = step;
            } else if (newSlope < CURVATURE * slope) {
                low = step;
                lowSlope = newSlope;
            } else {
                return new Result(point, step);
            }
            step = next(secant, low, high, step);
        }
        return null;
    }

    private static boolean decreases(Point from, Point to, double step, double slope, double newSlope) {
        if (to.value() <= from.value() + DECREASE * step * slope) {
            return true;
        }
        return to.value() <= from.value() + VALUE_ROUNDING * Math.abs(from.value())
                && newSlope <= (2 * DECREASE - 1) * slope;
    }

    /**
     * The zero of the slope on the line through its last two values, kept inside the bracket. While the bracket begins
     * at 0 nothing is known of the minimum's scale, and the zero may lie any number of times nearer than the step.
     */
    private static double next(double secant, double low, double high, double step) {
        if (Double.isInfinite(high)) {
            double longest = 10 * step;
            return secant > 1.1 * step && secant < longest ? secant : longest;
        }
        double margin = 0.01 * (high - low);
        boolean inside = secant > (low == 0 ? 0 : low + margin) && secant < high - margin;
        return inside ? secant : low + (high - low) / 2;
    }
}
