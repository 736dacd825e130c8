package io.descent.training;

import java.util.List;
import java.util.stream.IntStream;

/** Keeps every so many of a long list, and the last. */
public final class Thinning {

    private Thinning() {}

    /** The step between those that are kept, for at most so many beside the last; at least 1. */
    public static int every(int size, int most) {
        return Math.max(1, (size + most - 1) / most);
    }

    /** The first, each that follows after so many, and the last. */
    public static <T> List<T> of(List<T> list, int every) {
        int last = list.size() - 1;
        return IntStream.rangeClosed(0, last)
                .filter(k -> k % every == 0 || k == last)
                .mapToObj(list::get)
                .toList();
    }
}
