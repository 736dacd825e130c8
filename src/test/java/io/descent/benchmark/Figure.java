package io.descent.benchmark;

import java.util.Optional;

/**
 * One line of the result.
 *
 * @param section what it belongs to
 * @param name what was measured, on what
 * @param unit of the samples
 * @param goal what the median is to be, where something is demanded
 * @param note what a reader must know beside it; may be empty
 */
record Figure(String section, String name, String unit, Samples samples, Optional<Goal> goal, String note) {

    /** Whether the goal is reached; empty where there is none. */
    Optional<Boolean> reached() {
        return goal.map(wanted -> wanted.reachedBy(samples));
    }
}
