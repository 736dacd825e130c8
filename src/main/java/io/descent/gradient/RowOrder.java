package io.descent.gradient;

import io.descent.linalg.RowHash;

/**
 * A random order of n rows without a list of them: position → row is a Feistel network over the next power of 4, walked
 * on until it meets a number below n (J. Black, P. Rogaway, "Ciphers with Arbitrary Finite Domains", 2002). So any slice
 * of the order can be had by itself, for instance in a task that begins in the middle of a pass.
 */
final class RowOrder {

    private static final int ROUNDS = 4;

    private final int rows;
    private final int half; // bits of each half
    private final long[] keys = new long[ROUNDS];

    /** The order that a seed gives; another seed gives another one. */
    RowOrder(int rows, long seed) {
        this.rows = rows;
        int bits = Math.max(2, 32 - Integer.numberOfLeadingZeros(Math.max(1, rows - 1)));
        this.half = (bits + 1) / 2;
        for (int round = 0; round < ROUNDS; round++) {
            keys[round] = RowHash.finished(seed + 0x9E3779B97F4A7C15L * (round + 1));
        }
    }

    /** The row at a position in [0, rows); each row is at one. */
    int row(int position) {
        int mask = (1 << half) - 1;
        long at = position;
        do {
            long left = at >>> half;
            long right = at & mask;
            for (long key : keys) {
                long mixed = RowHash.finished(right + key) & mask;
                long next = left ^ mixed;
                left = right;
                right = next;
            }
            at = left << half | right;
        } while (at >= rows);
        return (int) at;
    }
}
