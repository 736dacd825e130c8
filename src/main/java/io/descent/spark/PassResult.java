package io.descent.spark;

import io.descent.gradient.PartialGradient;
import java.io.Serializable;

/** What the tasks of a pass bring back: their partial gradient, and how long they computed. */
final class PassResult implements Serializable {

    private static final long serialVersionUID = 1L;

    private final PartialGradient gradient;
    private long slowestNanos;
    private long nanos;
    private int tasks = 1;

    PassResult(PartialGradient gradient, long nanos) {
        this.gradient = gradient;
        this.slowestNanos = nanos;
        this.nanos = nanos;
    }

    /** Adds what other tasks brought back. The order does not matter. */
    PassResult merge(PassResult other) {
        gradient.merge(other.gradient);
        slowestNanos = Math.max(slowestNanos, other.slowestNanos);
        nanos += other.nanos;
        tasks += other.tasks;
        return this;
    }

    PartialGradient gradient() {
        return gradient;
    }

    double slowestSeconds() {
        return slowestNanos / 1e9;
    }

    double meanSeconds() {
        return nanos / 1e9 / tasks;
    }
}
