package io.descent.config;

import io.descent.linalg.Precision;
import io.descent.optimizer.StepSize;
import java.util.Objects;

/**
 * How the function is fitted.
 *
 * @param optimizer the rule that turns gradients into steps
 * @param stepSize how far a step goes, for the optimizers that are told
 * @param batch the part of the rows that an iteration sees
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
        Batch batch,
        int maxIterations,
        double tolerance,
        double lambda,
        double alpha,
        boolean standardize,
        Precision precision,
        GradientFrom gradientSource,
        long seed,
        EarlyStopping earlyStopping) {

    public TrainingSettings {
        Objects.requireNonNull(optimizer, "optimizer");
        Objects.requireNonNull(stepSize, "stepSize");
        Objects.requireNonNull(batch, "batch");
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
        } else if (alpha > 0 && !optimizer.takesL1()) {
            problems.must(
                    Keys.OPTIMIZER,
                    "be auto or fista when training.alpha > 0, since no other takes an L1 penalty",
                    optimizer);
        }
        if (!stepSize.isAuto() && !optimizer.takesStepSize()) {
            problems.must(Keys.STEP_SIZE, "be auto with " + optimizer + ", which finds its own", stepSize.initial());
        }
        if (gradientSource == GradientFrom.MOMENTS && !batch.isFull()) {
            problems.must(Keys.GRADIENT_SOURCE, "be data or auto unless training.batch is full", gradientSource);
        }
        problems.throwIfAny();
    }

    public static TrainingSettings defaults() {
        return new TrainingSettings(
                OptimizerName.AUTO,
                StepSize.AUTO,
                Batch.FULL,
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
