package io.descent.training;

import java.util.function.Supplier;

/** Computes something at most once, and only if it is wanted. Not for several threads. */
public final class Once<T> implements Supplier<T> {

    private final Supplier<T> source;
    private T value; // null until then

    /**
     * @param source of what is not null
     */
    public Once(Supplier<T> source) {
        this.source = source;
    }

    @Override
    public T get() {
        if (value == null) {
            value = source.get();
        }
        return value;
    }
}
