package io.descent.optimizer;

import io.descent.linalg.SymmetricTridiagonal;
import io.descent.linalg.Vectors;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Conjugate gradients for a quadratic J (M. R. Hestenes, E. Stiefel, "Methods of Conjugate
 * Gradients for Solving Linear Systems", 1952). Each iteration is one pass, the curvature along the
 * direction p, which gives the exact length α of the step and the next gradient; there is no step
 * size to choose.
 *
 * <p>The gradients of the method are orthogonal to each other in exact arithmetic. Rounding would
 * lose that, and with it the end after as many iterations as there are distinct curvatures; so each
 * new gradient is made orthogonal to those before it, as far back as memory allows.
 *
 * <p>Lengths are measured with a {@link Preconditioner} M, in which the valley is rounder than in
 * the parameters themselves.
 *
 * <p>The gradient is carried over by a recurrence. Once that has nothing more to give, it is
 * computed from the data again, and the method starts anew from there: an iterative refinement. It
 * has stalled when that no longer halves the gradient.
 */
public record ConjugateGradient(Preconditioner preconditioner) implements OptimizerSettings {

    public static final String NAME = "conjugate-gradient";

    /** Doubles that the earlier gradients may take: 64 MB. */
    private static final int MEMORY = 8 << 20;

    /** A recurrence that started at 1 is not worth more digits than this. */
    private static final double EXHAUSTED = 1e-12;

    /** A curvature this far below the largest is rounding. */
    private static final double FLAT = 1e-18;

    public ConjugateGradient() {
        this(Preconditioner.NONE);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optimizer create() {
        return new State(preconditioner);
    }

    /** A gradient r with M⁻¹r, both over √(rᵀM⁻¹r). */
    private record Earlier(double[] gradient, double[] solved) {}

    private static final class State implements Optimizer {

        private final Preconditioner preconditioner;
        private final Deque<Earlier> basis = new ArrayDeque<>();
        private final List<Double> alphas = new ArrayList<>();
        private final List<Double> betas = new ArrayList<>();
        private Point cycleStart;
        private double cycleLength; // √(rᵀM⁻¹r) at the cycle's start
        private boolean started; // the cycle that begins at the point returned last
        private double[] direction; // p, (dimension)
        private double length; // √(rᵀM⁻¹r) at the current point
        private double largest;
        private double smallest = Double.POSITIVE_INFINITY;
        private double last; // α of the last step; 0 if it did not move
        private boolean stalled;

        State(Preconditioner preconditioner) {
            this.preconditioner = preconditioner;
        }

        @Override
        public Point step(Point current, DifferentiableFunction function) {
            last = 0;
            if (current.origin() == Point.Origin.EVALUATED && !started) {
                startCycle(current);
                if (stalled) {
                    return current;
                }
            }
            started = false;
            DifferentiableFunction.Curvature curvature = function.curvature(direction);
            double size = Math.pow(preconditioner.norm(direction), 2);
            if (!(curvature.quadraticForm() > FLAT * largest * size)) {
                return endCycle(current, function);
            }
            largest = Math.max(largest, curvature.quadraticForm() / size);

            double alpha = length * length / curvature.quadraticForm();
            last = alpha;
            double[] parameters = Vectors.plus(current.parameters(), alpha, direction);
            double[] gradient = Vectors.plus(current.gradient(), alpha, curvature.product());
            for (Earlier earlier : basis) {
                double part = Vectors.dot(earlier.solved(), gradient);
                gradient = Vectors.plus(gradient, -part, earlier.gradient());
            }
            double value = Math.max(0, current.value() - alpha * length * length / 2);
            Point next = Point.extrapolated(parameters, value, gradient);

            double[] solved = preconditioner.solve(gradient);
            double nextLength = length(gradient, solved);
            double beta = (nextLength / length) * (nextLength / length);
            direction = Vectors.plus(Vectors.times(-1, solved), beta, direction);
            length = nextLength;
            rememberCoefficients(alpha, beta);
            rememberGradient(gradient, solved);
            if (length <= EXHAUSTED * cycleLength || alphas.size() >= function.dimension()) {
                return endCycle(next, function);
            }
            return next;
        }

        private void startCycle(Point start) {
            double[] solved = preconditioner.solve(start.gradient());
            length = length(start.gradient(), solved);
            stalled = cycleStart != null && length > cycleLength / 2;
            cycleStart = start;
            cycleLength = length;
            direction = Vectors.times(-1, solved);
            basis.clear();
            alphas.clear();
            betas.clear();
            rememberGradient(start.gradient(), solved);
        }

        private Point endCycle(Point last, DifferentiableFunction function) {
            Point start = cycleStart;
            Point end = last.origin() == Point.Origin.EVALUATED ? last : function.evaluate(last.parameters());
            double startLength = cycleLength;
            startCycle(end);
            started = true;
            return cycleLength <= startLength ? end : start;
        }

        private static double length(double[] gradient, double[] solved) {
            return Math.sqrt(Math.max(0, Vectors.dot(gradient, solved)));
        }

        private void rememberGradient(double[] gradient, double[] solved) {
            if (length > 0) {
                basis.addLast(new Earlier(Vectors.times(1 / length, gradient), Vectors.times(1 / length, solved)));
            }
            if (2L * basis.size() * gradient.length > MEMORY) {
                basis.removeFirst();
            }
        }

        /** The coefficients of a run are those of Lanczos's matrix, whose spectrum is M⁻¹H's. */
        private void rememberCoefficients(double alpha, double beta) {
            alphas.add(alpha);
            betas.add(beta);
            int n = alphas.size();
            double[] diagonal = new double[n];
            double[] offDiagonal = new double[n];
            for (int k = 0; k < n; k++) {
                diagonal[k] = 1 / alphas.get(k) + (k == 0 ? 0 : betas.get(k - 1) / alphas.get(k - 1));
                offDiagonal[k] = Math.sqrt(betas.get(k)) / alphas.get(k);
            }
            double found = SymmetricTridiagonal.smallestEigenvalue(diagonal, Arrays.copyOf(offDiagonal, n - 1));
            if (found > 0) {
                smallest = Math.min(smallest, found);
            }
        }

        @Override
        public OptimizerState save() {
            OptimizerState state = new OptimizerState()
                    .put("largest-curvature", largest)
                    .put("smallest-curvature", smallest)
                    .put("step-size", last)
                    .put("stalled", stalled)
                    .put("in-cycle", cycleStart != null);
            if (cycleStart != null) {
                saveCycle(state);
            }
            return state;
        }

        private void saveCycle(OptimizerState state) {
            state.put("cycle-start-parameters", cycleStart.parameters())
                    .put("cycle-start-value", cycleStart.value())
                    .put("cycle-start-gradient", cycleStart.gradient())
                    .put("cycle-start-gradient-norm", cycleStart.gradientNorm())
                    .put("cycle-start-evaluated", cycleStart.origin() == Point.Origin.EVALUATED)
                    .put("cycle-length", cycleLength)
                    .put("cycle-started", started)
                    .put("direction", direction)
                    .put("length", length)
                    .put("alphas", array(alphas))
                    .put("betas", array(betas))
                    .put("basis-size", basis.size());
            int k = 0;
            for (Earlier earlier : basis) {
                state.put("basis-gradient-" + k, earlier.gradient()).put("basis-solved-" + k++, earlier.solved());
            }
        }

        @Override
        public void restore(OptimizerState state, int dimension) {
            largest = state.number("largest-curvature");
            smallest = state.number("smallest-curvature");
            last = state.number("step-size");
            stalled = state.flag("stalled");
            if (state.flag("in-cycle")) {
                restoreCycle(state, dimension);
            }
        }

        private void restoreCycle(OptimizerState state, int dimension) {
            cycleStart = new Point(
                    state.array("cycle-start-parameters", dimension),
                    state.number("cycle-start-value"),
                    state.array("cycle-start-gradient", dimension),
                    state.number("cycle-start-gradient-norm"),
                    state.flag("cycle-start-evaluated") ? Point.Origin.EVALUATED : Point.Origin.EXTRAPOLATED);
            cycleLength = state.number("cycle-length");
            started = state.flag("cycle-started");
            direction = state.array("direction", dimension);
            length = state.number("length");
            double[] steps = state.array("alphas");
            for (int k = 0; k < steps.length; k++) {
                alphas.add(steps[k]);
                betas.add(state.array("betas", steps.length)[k]);
            }
            for (int k = 0; k < state.whole("basis-size"); k++) {
                basis.addLast(new Earlier(
                        state.array("basis-gradient-" + k, dimension), state.array("basis-solved-" + k, dimension)));
            }
        }

        private static double[] array(List<Double> values) {
            return values.stream().mapToDouble(Double::doubleValue).toArray();
        }

        @Override
        public OptionalDouble stepSize() {
            return last > 0 ? OptionalDouble.of(last) : OptionalDouble.empty();
        }

        @Override
        public OptionalDouble relativeError(Point point) {
            if (Double.isInfinite(smallest)) {
                return OptionalDouble.empty();
            }
            double[] gradient = point.gradient();
            double distance = length(gradient, preconditioner.solve(gradient)) / smallest;
            double size = preconditioner.norm(point.parameters());
            return size > 0 ? OptionalDouble.of(distance / size) : OptionalDouble.empty();
        }

        @Override
        public boolean stalled() {
            return stalled;
        }
    }
}
