package io.descent.training;

import io.descent.optimizer.DifferentiableFunction;
import io.descent.optimizer.LargestCurvature;
import io.descent.optimizer.Optimizer;
import io.descent.optimizer.Point;
import java.util.Locale;

/**
 * Notices a descent that climbs: a loss that is no number or ten times the first one; for a method
 * that should go down at each step, three rises in a row.
 */
final class DivergenceRule {

    private static final double FACTOR = 10;
    private static final double ROUNDING = 1e-9;
    private static final int RISES = 3;

    private final Point start;
    private final Optimizer optimizer;
    private int rises;

    DivergenceRule(Point start, Optimizer optimizer) {
        this.start = start;
        this.optimizer = optimizer;
    }

    /**
     * @throws DivergedException if the step from one point to the next shows divergence
     */
    void check(Point from, Point to, int iteration, DifferentiableFunction function) {
        rises = to.value() > from.value() * (1 + ROUNDING) ? rises + 1 : 0;
        boolean climbs = optimizer.monotone() && rises >= RISES;
        if (!to.isFinite() || to.value() > FACTOR * start.value() || climbs) {
            throw new DivergedException(message(to, iteration, function));
        }
    }

    /** As {@link #check}, for the point at which a descent ends. */
    void checkEnd(Point end, int iteration, DifferentiableFunction function) {
        if (end.value() > start.value() * (1 + ROUNDING)) {
            throw new DivergedException(message(end, iteration, function));
        }
    }

    private String message(Point to, int iteration, DifferentiableFunction function) {
        String loss = Double.isFinite(to.value()) ? String.format(Locale.ROOT, "%.4g", to.value()) : "no finite number";
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "the descent diverged: the loss went from %.4g at the start to %s at iteration %d",
                start.value(),
                loss,
                iteration));
        if (optimizer.stepSize().isPresent()) {
            double used = optimizer.stepSize().getAsDouble();
            double curvature = LargestCurvature.estimate(function, start.gradient());
            text.append(String.format(Locale.ROOT, " with step size %.4g", used));
            if (curvature > 0 && used > 1 / curvature) {
                text.append(String.format(
                        Locale.ROOT,
                        "; a step size of %.4g would not (1/L, L = %.4g the largest curvature)",
                        1 / curvature,
                        curvature));
            } else {
                text.append("; choose a smaller one, or leave it on auto");
            }
        }
        return text.toString();
    }
}
