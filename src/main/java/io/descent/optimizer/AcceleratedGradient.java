package io.descent.optimizer;

import io.descent.linalg.Vectors;
import java.util.OptionalDouble;

/**
 * Nesterov's accelerated gradient and, with an L1 norm in J, its proximal form FISTA: x ←
 * shrink(y − η∇J(y)), y ← x + m(x − x before), with m from t ← (1 + √(1 + 4t²))/2 (A. Beck, M.
 * Teboulle, "A Fast Iterative Shrinkage-Thresholding Algorithm for Linear Inverse Problems", SIAM
 * J. Imaging Sci. 2, 2009). The memory is dropped whenever the move turns against the gradient (B.
 * O'Donoghue, E. Candès, "Adaptive Restart for Accelerated Gradient Schemes", 2015).
 *
 * @param name under which it was chosen: {@link #NESTEROV} or {@link #FISTA}
 */
public record AcceleratedGradient(String name, StepSize size) implements OptimizerSettings {

    public static final String NESTEROV = "nesterov";
    public static final String FISTA = "fista";

    @Override
    public Optimizer create() {
        return new State(size);
    }

    private static final class State implements Optimizer {

        private final SteepestStep rule;
        private double[] last; // x, (dimension)
        private double t = 1;

        State(StepSize size) {
            this.rule = new SteepestStep(size);
        }

        @Override
        public Point step(Point current, DifferentiableFunction function) {
            double eta = rule.next(current, function);
            double[] y = current.parameters();
            if (last == null) {
                last = y;
            }
            double[] x = shrink(Vectors.plus(y, -eta, current.gradient()), eta, function);
            double[] move = Vectors.minus(x, last);
            if (Vectors.dot(Vectors.minus(y, x), move) > 0) {
                t = 1;
            }
            double next = (1 + Math.sqrt(1 + 4 * t * t)) / 2;
            double memory = (t - 1) / next;
            last = x;
            t = next;
            Point point = function.evaluate(Vectors.plus(x, memory, move));
            rule.tooLong(current, point);
            rule.accept();
            return point;
        }

        @Override
        public OptimizerState save() {
            return rule.save().put("t", t).putIfPresent("x", last);
        }

        @Override
        public void restore(OptimizerState state, int dimension) {
            rule.restore(state);
            t = state.number("t");
            last = rule.started() ? state.array("x", dimension) : null;
        }

        @Override
        public OptionalDouble stepSize() {
            return rule.last();
        }

        @Override
        public StepMeaning stepMeaning() {
            return rule.meaning();
        }

        /** Moves each weight η·l1 towards 0, and no further than 0. */
        private static double[] shrink(double[] v, double eta, DifferentiableFunction function) {
            double threshold = eta * function.l1();
            if (threshold > 0) {
                for (int j = 0; j < function.weights(); j++) {
                    v[j] = Math.copySign(Math.max(0, Math.abs(v[j]) - threshold), v[j]);
                }
            }
            return v;
        }
    }
}
