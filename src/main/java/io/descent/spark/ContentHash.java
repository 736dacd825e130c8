package io.descent.spark;

import io.descent.gradient.ExampleBlock;
import io.descent.gradient.ExampleRows;
import io.descent.linalg.RowHash;
import java.io.Serializable;

/** The content of examples in any order: how many there are, and two sums of their hashes modulo 2⁶⁴. */
final class ContentHash implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final long VALIDATION = RowHash.factor(-3);

    /** The step of SplitMix64: what it makes of one number and of the next is as good as independent. */
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private long rows;
    private long first;
    private long second;

    /** Of no examples. */
    ContentHash() {}

    /** Of examples that were counted before. */
    ContentHash(long rows, long first, long second) {
        this.rows = rows;
        this.first = first;
        this.second = second;
    }

    /** Adds each example with its role. */
    void add(ExampleBlock block) {
        long role = block.role() == ExampleBlock.Role.VALIDATION ? VALIDATION : 0;
        long[] hashes = block.rowHashes();
        for (long hash : hashes) {
            add(hash + role);
        }
    }

    /** Adds examples of one role. */
    void add(ExampleRows examples, ExampleBlock.Role role) {
        for (int row = 0; row < examples.rows(); row++) {
            add(examples.hash(row) + (role == ExampleBlock.Role.VALIDATION ? VALIDATION : 0));
        }
    }

    private void add(long seed) {
        first += RowHash.finished(seed + STEP);
        second += RowHash.finished(seed + STEP + STEP);
        rows++;
    }

    /** Adds the examples of another. */
    ContentHash merge(ContentHash other) {
        rows += other.rows;
        first += other.first;
        second += other.second;
        return this;
    }

    long rows() {
        return rows;
    }

    long first() {
        return first;
    }

    long second() {
        return second;
    }
}
