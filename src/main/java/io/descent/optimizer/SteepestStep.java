package io.descent.optimizer;

import io.descent.linalg.Vectors;
import java.util.OptionalDouble;

/**
 * The step size of the methods that follow the gradient: the one that was set, or 1/L with L
 * estimated once and raised whenever a step meets a larger curvature.
 */
final class SteepestStep {

    private final StepSize size;
    private double curvature; // L; 0 until estimated
    private double last;
    private int iteration;

    SteepestStep(StepSize size) {
        this.size = size;
    }

    /** η for the step from the given point. */
    double next(Point current, DifferentiableFunction function) {
        if (!size.isAuto()) {
            last = size.at(iteration);
        } else {
            if (curvature == 0) {
                curvature = LargestCurvature.estimate(function, current.gradient());
            }
            last = curvature > 0 ? 1 / curvature : 1;
        }
        return last;
    }

    /**
     * True if an automatic step met a curvature that it was too long for; the next one is shorter.
     */
    boolean tooLong(Point from, Point to) {
        if (!size.isAuto()) {
            return false;
        }
        double[] move = Vectors.minus(to.parameters(), from.parameters());
        double met = Vectors.dot(move, Vectors.minus(to.gradient(), from.gradient())) / Vectors.dot(move, move);
        if (met > curvature * (1 + 1e-6)) {
            curvature = 1.01 * met;
            return true;
        }
        return false;
    }

    void accept() {
        iteration++;
    }

    OptimizerState save() {
        return new OptimizerState()
                .put("curvature", curvature)
                .put("step-size", last)
                .put("iteration", iteration);
    }

    void restore(OptimizerState state) {
        curvature = state.number("curvature");
        last = state.number("step-size");
        iteration = state.whole("iteration");
    }

    /** True once a step was accepted. */
    boolean started() {
        return iteration > 0;
    }

    Optimizer.StepMeaning meaning() {
        return size.isAuto() ? Optimizer.StepMeaning.OWN : Optimizer.StepMeaning.FACTOR_OF_GRADIENT;
    }

    OptionalDouble last() {
        return last > 0 ? OptionalDouble.of(last) : OptionalDouble.empty();
    }
}
