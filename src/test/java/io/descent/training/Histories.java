package io.descent.training;

import java.util.List;
import java.util.OptionalDouble;

/** Histories that no descent has made. */
public final class Histories {
    private Histories() {}

    /** Of a descent that took so many steps, of which the last alone is known. */
    public static History of(int iterations) {
        return new History(List.of(new IterationRecord(
                iterations, 1, OptionalDouble.empty(), 1, OptionalDouble.empty(), 1, PassTimes.NONE, 0)));
    }
}
