package io.descent.optimizer;

/**
 * The step size η over a descent of many small steps. Its time is the iteration, a pass over the rows, with the steps in
 * between as fractions; so the number of batches does not change its course.
 *
 * @param size η at the start, or the method's own choice; its decay is per iteration
 * @param shape how η falls
 * @param warmUp the iterations in which η rises to its start in a straight line, ≥ 0
 * @param iterations at which {@link Shape#COSINE} arrives at 0, ≥ 1
 */
public record StepSchedule(StepSize size, Shape shape, double warmUp, int iterations) {

    /** How η falls after the warm-up. */
    public enum Shape {
        /** Not at all. */
        CONSTANT,
        /** As half a cosine, from η to 0 at the last iteration (I. Loshchilov, F. Hutter, "SGDR", 2017). */
        COSINE,
        /** As η/(1 + decay·t). */
        DECAY
    }

    public StepSchedule {
        if (!(warmUp >= 0) || Double.isInfinite(warmUp)) {
            throw new IllegalArgumentException("warm-up must be at least 0, but is " + warmUp);
        }
        if (iterations < 1) {
            throw new IllegalArgumentException("iterations must be at least 1, but is " + iterations);
        }
        if (size.decay() > 0 && shape != Shape.DECAY) {
            throw new IllegalArgumentException("step decay needs the schedule decay, but it is " + shape);
        }
    }

    /** Its course from a first step size on. */
    StepCourse course(double initial) {
        return new StepCourse(initial, shape, size.decay(), warmUp, iterations);
    }
}
