package io.descent.config;

import java.util.Objects;

/**
 * The course of the step size of networks and mini-batches.
 *
 * @param name how it falls
 * @param warmUp the iterations in which it rises to its start; &ge; 0
 */
public record Schedule(ScheduleName name, double warmUp) {
    public static final Schedule AUTO = new Schedule(ScheduleName.AUTO, 0);

    public Schedule {
        Objects.requireNonNull(name, "name");
        Problems problems = new Problems();
        if (!(warmUp >= 0 && warmUp < Double.POSITIVE_INFINITY)) {
            problems.must(Keys.WARM_UP, "be >= 0", warmUp);
        }
        problems.throwIfAny();
    }
}
