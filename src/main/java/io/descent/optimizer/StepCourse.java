package io.descent.optimizer;

import java.io.Serializable;

/** The step sizes of a {@link StepSchedule} that begins with a given one. */
final class StepCourse implements Serializable {

    private static final long serialVersionUID = 1L;

    private final double initial;
    private final StepSchedule.Shape shape;
    private final double decay;
    private final double warmUp;
    private final int iterations;

    StepCourse(double initial, StepSchedule.Shape shape, double decay, double warmUp, int iterations) {
        this.initial = initial;
        this.shape = shape;
        this.decay = decay;
        this.warmUp = warmUp;
        this.iterations = iterations;
    }

    /**
     * The step size η at a time.
     *
     * @param time in iterations since the start, before the step
     * @param step the part of an iteration that the step is
     */
    double at(double time, double step) {
        double rise = warmUp > 0 ? Math.min(1, (time + step) / warmUp) : 1;
        double fall =
                switch (shape) {
                    case CONSTANT -> 1;
                    case COSINE -> 0.5 * (1 + StrictMath.cos(Math.PI * Math.min(1, time / iterations)));
                    case DECAY -> 1 / (1 + decay * time);
                };
        return initial * rise * fall;
    }
}
