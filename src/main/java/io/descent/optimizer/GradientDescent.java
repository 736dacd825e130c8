package io.descent.optimizer;

import io.descent.linalg.Vectors;
import java.util.OptionalDouble;

/**
 * Plain gradient descent, v ← v − η∇J(v). With an automatic step, η = 1/L with L the largest
 * curvature met, so that J can only go down.
 */
public record GradientDescent(StepSize size) implements OptimizerSettings {

    public static final String NAME = "gradient-descent";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optimizer create() {
        return new State(size);
    }

    private static final class State implements Optimizer {

        private final SteepestStep rule;

        State(StepSize size) {
            this.rule = new SteepestStep(size);
        }

        @Override
        public Point step(Point current, DifferentiableFunction function) {
            for (; ; ) {
                double eta = rule.next(current, function);
                Point next = function.evaluate(Vectors.plus(current.parameters(), -eta, current.gradient()));
                if (!rule.tooLong(current, next) || next.value() <= current.value()) {
                    rule.accept();
                    return next;
                }
            }
        }

        @Override
        public OptimizerState save() {
            return rule.save();
        }

        @Override
        public void restore(OptimizerState state, int dimension) {
            rule.restore(state);
        }

        @Override
        public OptionalDouble stepSize() {
            return rule.last();
        }

        @Override
        public StepMeaning stepMeaning() {
            return rule.meaning();
        }

        @Override
        public boolean monotone() {
            return true;
        }
    }
}
