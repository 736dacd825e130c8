package io.descent.optimizer;

import io.descent.linalg.Vectors;
import java.util.OptionalDouble;

/**
 * Adam: m ← β₁m + (1−β₁)g, s ← β₂s + (1−β₂)g², v ← v − η·m̂/(√ŝ + ε) with m̂ = m/(1−β₁ᵗ) and ŝ =
 * s/(1−β₂ᵗ) (D. P. Kingma, J. Ba, "Adam: A Method for Stochastic Optimization", 2015).
 *
 * <p>A step moves each parameter by about η, whatever the gradient's size. The automatic η is
 * therefore a tenth of the first root mean squared error, falling as 1/(1 + t/50): in standardised
 * features no weight of a least-squares fit with independent features is larger than that error.
 *
 * <p>Many weights that move at once can change the predictions by far more than any of them alone. A
 * move Δv of a quadratic J, a mean squared error, changes predictions by √(½ΔvᵀHΔv) in the root mean
 * square, and HΔv is the change of the gradient. Where that is more than a quarter of the first error
 * the automatic η is reduced in proportion, and the step taken again. So √J rises by less than a
 * quarter of its first value in a step, whatever the units, the number and the correlation of the
 * features.
 *
 * @param beta1 β₁ in [0, 1)
 * @param beta2 β₂ in [0, 1)
 * @param epsilon ε > 0, relative to the first gradient's norm
 */
public record Adam(StepSize size, double beta1, double beta2, double epsilon) implements OptimizerSettings {

    public static final String NAME = "adam";

    private static final double DEFAULT_BETA1 = 0.9;
    private static final double DEFAULT_BETA2 = 0.999;
    private static final double DEFAULT_EPSILON = 1e-8;
    private static final double AUTO_STEP = 0.1;
    private static final double AUTO_DECAY = 0.02;
    private static final double AUTO_CHANGE = 0.25;

    /** Brings a step that led beyond all numbers back, where no proportion can be told. */
    private static final double AUTO_RETREAT = 1e-3;

    public Adam {
        checkShare("beta1", beta1);
        checkShare("beta2", beta2);
        if (!(epsilon > 0)) {
            throw new IllegalArgumentException("epsilon must be > 0, but is " + epsilon);
        }
    }

    public Adam(StepSize size) {
        this(size, DEFAULT_BETA1, DEFAULT_BETA2, DEFAULT_EPSILON);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optimizer create() {
        return new State();
    }

    private static void checkShare(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + " must be in [0, 1), but is " + value);
        }
    }

    private final class State implements Optimizer {

        private double[] mean; // m, (dimension)
        private double[] square; // s, (dimension)
        private StepSize schedule = size;
        private double floor;
        private double largestChange = Double.POSITIVE_INFINITY; // of predictions, root mean square
        private double reduction = 1; // of the schedule
        private double power1 = 1;
        private double power2 = 1;
        private double last;
        private int iteration;

        @Override
        public Point step(Point current, DifferentiableFunction function) {
            if (mean == null) {
                start(current, function);
            }
            double[] g = current.gradient();
            double[] direction = new double[g.length];
            power1 *= beta1;
            power2 *= beta2;
            for (int j = 0; j < g.length; j++) {
                mean[j] = beta1 * mean[j] + (1 - beta1) * g[j];
                square[j] = beta2 * square[j] + (1 - beta2) * g[j] * g[j];
                direction[j] = -(mean[j] / (1 - power1)) / (Math.sqrt(square[j] / (1 - power2)) + floor);
            }
            double scheduled = schedule.at(iteration++);
            for (; ; ) {
                last = reduction * scheduled;
                Point next = function.evaluate(Vectors.plus(current.parameters(), last, direction));
                double change = change(current, next);
                if (change <= largestChange || Double.isInfinite(largestChange)) {
                    return next;
                }
                reduction *= Double.isFinite(change) ? 0.9 * largestChange / change : AUTO_RETREAT;
            }
        }

        /** √(½ΔvᵀHΔv) of a move, by the change of the gradient; 0 where J is curved downwards, or no finite number. */
        private static double change(Point from, Point to) {
            double[] move = Vectors.minus(to.parameters(), from.parameters());
            return Math.sqrt(Math.max(0, Vectors.dot(move, Vectors.minus(to.gradient(), from.gradient())) / 2));
        }

        private void start(Point current, DifferentiableFunction function) {
            mean = new double[function.dimension()];
            square = new double[function.dimension()];
            floor = epsilon * current.gradientNorm() + Double.MIN_NORMAL;
            if (size.isAuto()) {
                double error = Math.sqrt(current.value());
                if (error > 0) {
                    schedule = new StepSize(AUTO_STEP * error, AUTO_DECAY);
                    largestChange = AUTO_CHANGE * error;
                } else {
                    schedule = new StepSize(1, 0);
                }
            }
        }

        @Override
        public OptimizerState save() {
            return new OptimizerState()
                    .put("iteration", iteration)
                    .put("schedule", schedule.initial(), schedule.decay())
                    .put("floor", floor)
                    .put("largest-change", largestChange)
                    .put("reduction", reduction)
                    .put("power1", power1)
                    .put("power2", power2)
                    .put("step-size", last)
                    .putIfPresent("mean", copy(mean)) // they change in place
                    .putIfPresent("square", copy(square));
        }

        @Override
        public void restore(OptimizerState state, int dimension) {
            iteration = state.whole("iteration");
            schedule = new StepSize(state.array("schedule", 2)[0], state.array("schedule", 2)[1]);
            floor = state.number("floor");
            largestChange = state.number("largest-change");
            reduction = state.number("reduction");
            power1 = state.number("power1");
            power2 = state.number("power2");
            last = state.number("step-size");
            mean = iteration > 0 ? copy(state.array("mean", dimension)) : null;
            square = iteration > 0 ? copy(state.array("square", dimension)) : null;
        }

        private static double[] copy(double[] valuesOrNull) {
            return valuesOrNull == null ? null : valuesOrNull.clone();
        }

        @Override
        public OptionalDouble stepSize() {
            return last > 0 ? OptionalDouble.of(last) : OptionalDouble.empty();
        }

        @Override
        public StepMeaning stepMeaning() {
            return size.isAuto() ? StepMeaning.OWN : StepMeaning.LENGTH;
        }
    }
}
