package io.descent.optimizer;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Descent in many small steps: an iteration sees all examples, in batches, with a step after each. J is a function of
 * features and labels of mean 0 and deviation 1, so that one step size suits all data: the automatic one.
 *
 * <p>An iteration after which J is no number, or more than twice what it was at the start, is undone where the step size
 * is automatic, and done again with a quarter of it: from where the one before began, since J is measured before each
 * step, and the last ones may have been too long already.
 *
 * @param name of the method, one of {@link #NAMES}
 * @param schedule of the step size
 * @param weightDecay the part of each weight that a step takes away, divided by the step's size; ≥ 0, and 0 but for adam
 */
public record BatchDescent(String name, StepSchedule schedule, double weightDecay) implements OptimizerSettings {

    /** The methods that can descend so. */
    public static final List<String> NAMES =
            List.of(Adam.NAME, Momentum.NAME, AcceleratedGradient.NESTEROV, GradientDescent.NAME);

    private static final double AUTO_ADAM = 3e-3;
    private static final double AUTO_MOMENTUM = 0.02;
    private static final double AUTO_DESCENT = 0.1;
    private static final double RETREAT = 0.25;
    private static final int MOST_RETREATS = 20;
    private static final double FACTOR = 2;
    private static final double[] NONE = {};

    /**
     * @throws IllegalArgumentException if the method is none of these, or has no such weight decay
     */
    public BatchDescent {
        UpdateRule rule = UpdateRule.named(name);
        if (!(weightDecay >= 0) || Double.isInfinite(weightDecay)) {
            throw new IllegalArgumentException("weight decay must be at least 0, but is " + weightDecay);
        }
        if (weightDecay > 0 && rule != UpdateRule.ADAM) {
            throw new IllegalArgumentException("weight decay must be 0 with " + name + ", but is " + weightDecay);
        }
    }

    /** Without weight decay. */
    public BatchDescent(String name, StepSchedule schedule) {
        this(name, schedule, 0);
    }

    @Override
    public Optimizer create() {
        return new State();
    }

    private double initial() {
        if (!schedule.size().isAuto()) {
            return schedule.size().initial();
        }
        return switch (UpdateRule.named(name)) {
            case ADAM -> AUTO_ADAM;
            case MOMENTUM, NESTEROV -> AUTO_MOMENTUM;
            case GRADIENT_DESCENT -> AUTO_DESCENT;
        };
    }

    /** The gradient at a point that was evaluated before. */
    private record Known(Point point, double l1, int weights) implements BatchGradient {

        @Override
        public OptionalDouble evaluate(double[] parameters, int iteration, int batch, double[] gradient) {
            System.arraycopy(point.gradient(), 0, gradient, 0, gradient.length);
            return OptionalDouble.of(point.value());
        }
    }

    private final class State implements Optimizer {

        private final UpdateRule rule = UpdateRule.named(name);
        private double[][] memory = new double[rule.memory()][]; // (dimension) each, once there was a step
        private double[] before = NONE; // where the last iteration began, if it had many steps
        private double[][] memoryBefore = memory; // of then
        private double highest; // J at the start
        private double reduction = 1; // of the step size
        private double last;
        private int iteration;

        @Override
        public Point step(Point current, DifferentiableFunction function) {
            BatchedFunction batched = (BatchedFunction) function;
            if (iteration == 0) {
                memory = new double[rule.memory()][function.dimension()];
                highest = current.value();
            }
            double[] from = current.parameters();
            for (int retreats = 0; ; retreats++) {
                Walk walk = new Walk(
                                rule,
                                schedule.course(reduction * initial()),
                                weightDecay,
                                iteration + 1,
                                batched.batches(),
                                from,
                                memory)
                        .branch(); // to be able to come back
                Point next = batched.batches() == 1 ? oneStep(walk, current, function) : manySteps(walk, batched);
                last = walk.stepSize();
                boolean good = next.isFinite() && next.value() <= FACTOR * highest;
                if (good || !schedule.size().isAuto() || retreats == MOST_RETREATS) {
                    iteration++;
                    before = batched.batches() == 1 ? NONE : from;
                    memoryBefore = memory;
                    memory = walk.memory();
                    return next;
                }
                reduction *= RETREAT;
                if (retreats == 0 && before.length > 0) { // the steps that lead here may have been too long already
                    from = before;
                    memory = memoryBefore;
                }
                memory = rule.shortened(memory, RETREAT);
            }
        }

        private Point manySteps(Walk walk, BatchedFunction function) {
            function.descend(walk);
            return Point.evaluated(
                    walk.parameters(), walk.meanValue(), walk.meanGradient(), function.l1(), function.weights());
        }

        /**
         * Where one batch has all examples, J and its gradient are known before the step; those after it show whether it
         * was too long, while it can still be undone.
         */
        private Point oneStep(Walk walk, Point current, DifferentiableFunction function) {
            walk.step(new Known(current, function.l1(), function.weights()), 0);
            return function.evaluate(walk.parameters());
        }

        @Override
        public OptimizerState save() {
            OptimizerState state = new OptimizerState()
                    .put("iteration", iteration)
                    .put("highest", highest)
                    .put("reduction", reduction)
                    .put("step-size", last)
                    .put("before", before);
            for (int k = 0; k < memory.length && iteration > 0; k++) {
                state.put("memory-" + k, memory[k]); // the next walk moves copies
                if (before.length > 0) {
                    state.put("memory-before-" + k, memoryBefore[k]);
                }
            }
            return state;
        }

        @Override
        public void restore(OptimizerState state, int dimension) {
            iteration = state.whole("iteration");
            highest = state.number("highest");
            reduction = state.number("reduction");
            last = state.number("step-size");
            before = state.array("before").length == 0 ? NONE : state.array("before", dimension);
            memoryBefore = new double[memory.length][];
            for (int k = 0; k < memory.length && iteration > 0; k++) {
                memory[k] = state.array("memory-" + k, dimension);
                memoryBefore[k] = before.length > 0 ? state.array("memory-before-" + k, dimension) : NONE;
            }
        }

        @Override
        public OptionalDouble stepSize() {
            return last > 0 ? OptionalDouble.of(last) : OptionalDouble.empty();
        }

        @Override
        public StepMeaning stepMeaning() {
            return schedule.size().isAuto() ? StepMeaning.OWN : StepMeaning.LENGTH;
        }
    }
}
