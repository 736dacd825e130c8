package io.descent.config;

import io.descent.linalg.Precision;
import io.descent.optimizer.StepSize;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * How the function is fitted.
 *
 * @param optimizer the rule that turns gradients into steps
 * @param stepSize how far a step goes, for the optimizers that are told
 * @param schedule the course of the step size of networks and mini-batches
 * @param weightDecay of adam in networks, beside the penalty; empty for one by the numbers of parameters and rows
 * @param batch the part of the rows that a step sees
 * @param sharding how networks and mini-batches share the rows out
 * @param maxIterations stop after so many; &ge; 1
 * @param tolerance stop when ‖∇J‖₂ ≤ tolerance · ‖∇J₀‖₂; &ge; 0, and 0 runs until the gradient is exactly 0
 * @param lambda the strength of the penalty; &ge; 0
 * @param alpha the part of the penalty that is L1, the rest being L2; in [0, 1]
 * @param standardize whether features are centred and divided by their standard deviation
 * @param precision how values are stored
 * @param gradientSource what gradients are computed from
 * @param seed of everything that is drawn at random
 * @param earlyStopping when to stop for want of progress on the validation rows
 */
public record TrainingSettings(
        OptimizerName optimizer,
        StepSize stepSize,
        Schedule schedule,
        OptionalDouble weightDecay,
        Batch batch,
        Sharding sharding,
        int maxIterations,
        double tolerance,
        double lambda,
        double alpha,
        boolean standardize,
        Precision precision,
        GradientFrom gradientSource,
        long seed,
        EarlyStopping earlyStopping) {

    static final String WEIGHT_DECAY_RULE = "be auto or a number >= 0";

    public TrainingSettings {
        Objects.requireNonNull(optimizer, "optimizer");
        Objects.requireNonNull(stepSize, "stepSize");
        Objects.requireNonNull(schedule, "schedule");
        Objects.requireNonNull(weightDecay, "weightDecay");
        Objects.requireNonNull(batch, "batch");
        Objects.requireNonNull(sharding, "sharding");
        Objects.requireNonNull(precision, "precision");
        Objects.requireNonNull(gradientSource, "gradientSource");
        Objects.requireNonNull(earlyStopping, "earlyStopping");
        Problems problems = new Problems();
        if (maxIterations < 1) {
            problems.must(Keys.MAX_ITERATIONS, "be >= 1", maxIterations);
        }
        if (!(tolerance >= 0 && tolerance < Double.POSITIVE_INFINITY)) {
            problems.must(Keys.TOLERANCE, "be >= 0", tolerance);
        }
        if (!(lambda >= 0 && lambda < Double.POSITIVE_INFINITY)) {
            problems.must(Keys.LAMBDA, "be >= 0", lambda);
        }
        if (!(alpha >= 0 && alpha <= 1)) {
            problems.must(Keys.ALPHA, "be in [0, 1]", alpha);
        }
        if (!(weightDecay.orElse(0) >= 0 && weightDecay.orElse(0) < Double.POSITIVE_INFINITY)) {
            problems.must(Keys.WEIGHT_DECAY, WEIGHT_DECAY_RULE, weightDecay.getAsDouble());
        } else if (weightDecay.isPresent() && !optimizer.takesWeightDecay()) {
            problems.must(
                    Keys.WEIGHT_DECAY,
                    "be auto unless the optimizer is adam or auto; training.lambda is for all",
                    weightDecay.getAsDouble());
        }
        if (!stepSize.isAuto() && !optimizer.takesStepSize()) {
            problems.must(Keys.STEP_SIZE, "be auto with " + optimizer + ", which finds its own", stepSize.initial());
        }
        if (optimizer == OptimizerName.L_BFGS) {
            checkLimitedMemory(schedule, batch, sharding, problems);
        } else {
            checkDecay(schedule.name(), stepSize, problems);
        }
        problems.throwIfAny();
    }

    /** Its curvature is of the differences between gradients, all of one function; and it searches along lines. */
    private static void checkLimitedMemory(Schedule schedule, Batch batch, Sharding sharding, Problems problems) {
        if (schedule.name() != ScheduleName.AUTO) {
            problems.must(Keys.SCHEDULE, "be auto with l-bfgs, which finds its own step", schedule.name());
        }
        if (schedule.warmUp() > 0) {
            problems.must(Keys.WARM_UP, "be 0 with l-bfgs, which finds its own step", schedule.warmUp());
        }
        if (batch.isMini()) {
            problems.must(
                    Keys.BATCH,
                    "be auto or full with l-bfgs, whose steps see every row",
                    batch.fraction().getAsDouble());
        }
        if (sharding.localSteps() > 1) {
            problems.must(Keys.LOCAL_STEPS, "be 1 with l-bfgs, whose steps see every row", sharding.localSteps());
        }
    }

    private static void checkDecay(ScheduleName schedule, StepSize stepSize, Problems problems) {
        boolean decays = stepSize.decay() > 0;
        if (schedule == ScheduleName.DECAY && !decays) {
            problems.must(Keys.SCHEDULE, "be auto, constant or cosine unless training.step-size.decay > 0", schedule);
        }
        if (decays && (schedule == ScheduleName.CONSTANT || schedule == ScheduleName.COSINE)) {
            problems.must(Keys.SCHEDULE, "be auto or decay when training.step-size.decay > 0", schedule);
        }
    }

    public static TrainingSettings defaults() {
        return new TrainingSettings(
                OptimizerName.AUTO,
                StepSize.AUTO,
                Schedule.AUTO,
                OptionalDouble.empty(),
                Batch.AUTO,
                Sharding.AUTO,
                200,
                1e-8,
                0,
                0,
                true,
                Precision.SINGLE,
                GradientFrom.DATA,
                42,
                new EarlyStopping(10));
    }
}
