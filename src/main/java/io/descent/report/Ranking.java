package io.descent.report;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Puts what is largest first. */
final class Ranking {

    private Ranking() {}

    /**
     * Some indices, those of the largest values first, whatever their sign; equal ones in their order.
     *
     * @param values (at least as many as the largest index)
     */
    static IntStream ofSizes(double[] values, IntStream indices) {
        return indices.boxed()
                .sorted(Comparator.comparingDouble(k -> -Math.abs(values[k])))
                .mapToInt(k -> k);
    }
}
