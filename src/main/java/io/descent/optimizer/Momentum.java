package io.descent.optimizer;

import io.descent.linalg.Vectors;
import java.util.OptionalDouble;

/**
 * Gradient descent with a heavy ball's memory, u ← βu − η∇J(v), v ← v + u (B. T. Polyak, "Some
 * methods of speeding up the convergence of iteration methods", 1964). The automatic step is 1/L;
 * steps below 2(1+β)/L are stable.
 *
 * @param beta β in [0, 1)
 */
public record Momentum(StepSize size, double beta) implements OptimizerSettings {

    public static final String NAME = "momentum";

    private static final double DEFAULT_BETA = 0.9;

    public Momentum {
        if (!(beta >= 0 && beta < 1)) {
            throw new IllegalArgumentException("beta must be in [0, 1), but is " + beta);
        }
    }

    public Momentum(StepSize size) {
        this(size, DEFAULT_BETA);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optimizer create() {
        return new State();
    }

    private final class State implements Optimizer {

        private final SteepestStep rule = new SteepestStep(size);
        private double[] velocity; // (dimension)

        @Override
        public Point step(Point current, DifferentiableFunction function) {
            if (velocity == null) {
                velocity = new double[function.dimension()];
            }
            double eta = rule.next(current, function);
            velocity = Vectors.plus(Vectors.times(beta, velocity), -eta, current.gradient());
            Point next = function.evaluate(Vectors.plus(current.parameters(), 1, velocity));
            rule.tooLong(current, next);
            rule.accept();
            return next;
        }

        @Override
        public OptimizerState save() {
            return rule.save().putIfPresent("velocity", velocity);
        }

        @Override
        public void restore(OptimizerState state, int dimension) {
            rule.restore(state);
            velocity = rule.started() ? state.array("velocity", dimension) : null;
        }

        @Override
        public OptionalDouble stepSize() {
            return rule.last();
        }

        @Override
        public StepMeaning stepMeaning() {
            return rule.meaning();
        }
    }
}
