package io.descent.optimizer;

import io.descent.linalg.Vectors;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.OptionalDouble;

/**
 * The limited-memory quasi-Newton method L-BFGS (J. Nocedal, S. J. Wright, Numerical Optimization,
 * algorithm 7.4): the last pairs of moves s and gradient changes y stand for the inverse of the
 * second derivative.
 *
 * @param memory the number of pairs kept, ≥ 1
 */
public record LimitedMemoryBfgs(int memory) implements OptimizerSettings {

    public static final String NAME = "l-bfgs";

    private static final int DEFAULT_MEMORY = 10;

    public LimitedMemoryBfgs {
        if (memory < 1) {
            throw new IllegalArgumentException("memory must be at least 1, but is " + memory);
        }
    }

    public LimitedMemoryBfgs() {
        this(DEFAULT_MEMORY);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optimizer create() {
        return new State();
    }

    private record Pair(double[] move, double[] change, double product) {}

    private final class State implements Optimizer {

        private final Deque<Pair> pairs = new ArrayDeque<>(); // the latest first
        private double inverseCurvature; // sᵀy/yᵀy of the latest pair, kept when pairs are dropped
        private double last;
        private boolean stalled;

        @Override
        public Point step(Point current, DifferentiableFunction function) {
            double[] direction = Vectors.times(-1, inverseHessianTimes(current.gradient()));
            double first = pairs.isEmpty() ? firstStep(current) : 1;
            LineSearch.Result found = LineSearch.along(direction, current, function, first);
            if (found == null) {
                stalled = pairs.isEmpty();
                pairs.clear(); // once more along the gradient itself before giving up
                return current;
            }
            Point next = found.point();
            last = found.step();
            double[] move = Vectors.minus(next.parameters(), current.parameters());
            double[] change = Vectors.minus(next.gradient(), current.gradient());
            double product = Vectors.dot(move, change);
            if (product > 1e-300) {
                pairs.addFirst(new Pair(move, change, product));
                inverseCurvature = product / Vectors.dot(change, change);
                if (pairs.size() > memory) {
                    pairs.removeLast();
                }
            }
            return next;
        }

        /**
         * A length along −g, in whatever units: the one that curvature met before suggests, else 2J/‖g‖², at which a
         * parabola of this value and slope would touch 0. The minimum of a J ≥ 0 lies no further, if J is quadratic
         * (J. Nocedal, S. J. Wright, Numerical Optimization, equation 3.60, with 0 for the lower value).
         */
        private double firstStep(Point current) {
            if (inverseCurvature > 0) {
                return inverseCurvature;
            }
            double norm = current.gradientNorm();
            double step = 2 * (current.value() / norm) / norm;
            return step > 0 && step < Double.MAX_VALUE ? step : 1 / Math.max(1, norm);
        }

        private double[] inverseHessianTimes(double[] gradient) {
            double[] q = gradient;
            double[] factors = new double[pairs.size()];
            int k = 0;
            for (Pair pair : pairs) {
                factors[k] = Vectors.dot(pair.move(), q) / pair.product();
                q = Vectors.plus(q, -factors[k++], pair.change());
            }
            if (!pairs.isEmpty()) {
                q = Vectors.times(inverseCurvature, q);
            }
            Iterator<Pair> oldestFirst = pairs.descendingIterator();
            while (oldestFirst.hasNext()) {
                Pair pair = oldestFirst.next();
                double factor = Vectors.dot(pair.change(), q) / pair.product();
                q = Vectors.plus(q, factors[--k] - factor, pair.move());
            }
            return q;
        }

        @Override
        public OptimizerState save() {
            OptimizerState state = new OptimizerState()
                    .put("inverse-curvature", inverseCurvature)
                    .put("step-size", last)
                    .put("stalled", stalled)
                    .put("products", pairs.stream().mapToDouble(Pair::product).toArray());
            int k = 0;
            for (Pair pair : pairs) {
                state.put("move-" + k, pair.move()).put("change-" + k++, pair.change());
            }
            return state;
        }

        @Override
        public void restore(OptimizerState state, int dimension) {
            inverseCurvature = state.number("inverse-curvature");
            last = state.number("step-size");
            stalled = state.flag("stalled");
            for (double product : state.array("products")) {
                int k = pairs.size();
                pairs.addLast(
                        new Pair(state.array("move-" + k, dimension), state.array("change-" + k, dimension), product));
            }
        }

        @Override
        public OptionalDouble stepSize() {
            return last > 0 ? OptionalDouble.of(last) : OptionalDouble.empty();
        }

        @Override
        public boolean stalled() {
            return stalled;
        }

        @Override
        public boolean monotone() {
            return true;
        }
    }
}
