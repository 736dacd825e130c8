package io.descent.training;

import io.descent.linalg.Vectors;
import io.descent.optimizer.Optimizer;
import io.descent.optimizer.Point;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * When to stop. A descent has converged when ‖∇J‖₂ ≤ tolerance·‖∇J₀‖₂, with ∇J₀ the gradient at W =
 * 0, b = mean label, for networks at the parameters that were drawn. A method that can estimate the relative error of the
 * parameters is held to the tolerance in that too.
 *
 * @param tolerance ≥ 0
 * @param maxIterations ≥ 1
 * @param effort how far to go
 * @param patience for networks: the iterations to go on without a smaller validation loss, ≥ 1; empty for as long as it
 *     takes
 */
public record StopRule(double tolerance, int maxIterations, Effort effort, OptionalInt patience) {

    /** How far a descent goes. */
    public enum Effort {
        /** Until the tolerance is met. */
        TOLERANCE,
        /** Until a method that can tell has no digit left to gain. */
        EVERY_DIGIT
    }

    public StopRule {
        if (!(tolerance >= 0)) {
            throw new IllegalArgumentException("tolerance must be at least 0, but is " + tolerance);
        }
        if (maxIterations < 1) {
            throw new IllegalArgumentException("max iterations must be at least 1, but is " + maxIterations);
        }
        if (patience.isPresent() && patience.getAsInt() < 1) {
            throw new IllegalArgumentException("patience must be at least 1, but is " + patience.getAsInt());
        }
    }

    /** One that does not look at validation examples. */
    public StopRule(double tolerance, int maxIterations, Effort effort) {
        this(tolerance, maxIterations, effort, OptionalInt.empty());
    }

    /** The reason to stop here, if there is one. */
    Optional<StopReason> check(Point point, Point start, Optimizer optimizer, int iteration) {
        if (point.gradientNorm() == 0) {
            return Optional.of(StopReason.TOLERANCE);
        }
        if (optimizer.stalled()) {
            return Optional.of(converged(point, start) ? StopReason.TOLERANCE : StopReason.PRECISION_LIMIT);
        }
        boolean refines =
                effort == Effort.EVERY_DIGIT && optimizer.relativeError(point).isPresent();
        if (!refines && accurate(point, start, optimizer)) {
            return Optional.of(StopReason.TOLERANCE);
        }
        if (iteration >= maxIterations) {
            return Optional.of(accurate(point, start, optimizer) ? StopReason.TOLERANCE : StopReason.MAX_ITERATIONS);
        }
        return Optional.empty();
    }

    /**
     * True if the gradient is small against the first. With an L1 norm that is the first of the smooth part: the
     * subgradient is but rounding where the start is the minimum.
     */
    boolean converged(Point point, Point start) {
        return point.gradientNorm() <= tolerance * Vectors.norm(start.gradient());
    }

    /**
     * True if the start is the minimum of a bias alone, with no feature that varies. J is then a parabola of curvature 2
     * in b, and its minimum is the mean label, where the descent starts. What gradient g there is stems from rounding,
     * and a tolerance relative to it is out of reach. That it is rounding shows in the way left to the minimum, |g|/2:
     * up to two spacings of the doubles at b are lost in dividing one rounded sum by another, and rounding J hides ways
     * whose gain g²/4 is below the spacing of the doubles at J.
     */
    boolean biasIsRight(Point start) {
        double bias = start.parameters()[start.parameters().length - 1];
        return start.gradientNorm() / 2 <= 2 * Math.ulp(bias) + Math.sqrt(Math.ulp(start.value()));
    }

    private boolean accurate(Point point, Point start, Optimizer optimizer) {
        return converged(point, start) && optimizer.relativeError(point).orElse(0) <= tolerance;
    }
}
