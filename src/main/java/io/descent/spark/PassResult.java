package io.descent.spark;

import io.descent.gradient.Mergeable;
import java.io.Serializable;

/**
 * What the tasks of a pass bring back: their sum, and how long they computed.
 *
 * @param <S> the sum
 */
final class PassResult<S extends Mergeable<S>> implements Serializable {

    private static final long serialVersionUID = 1L;

    private final S sum;
    private long slowestNanos;
    private long nanos;
    private int tasks = 1;

    PassResult(S sum, long nanos) {
        this.sum = sum;
        this.slowestNanos = nanos;
        this.nanos = nanos;
    }

    /** Adds what other tasks brought back. The order does not matter. */
    PassResult<S> merge(PassResult<S> other) {
        sum.merge(other.sum);
        slowestNanos = Math.max(slowestNanos, other.slowestNanos);
        nanos += other.nanos;
        tasks += other.tasks;
        return this;
    }

    S sum() {
        return sum;
    }

    double slowestSeconds() {
        return slowestNanos / 1e9;
    }

    double meanSeconds() {
        return nanos / 1e9 / tasks;
    }
}
