package io.descent.linalg;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The product of matrices by tiles of four rows and two vectors of columns: their eight sums stay in registers over the
 * inner index. Columns of B are copied together first, since its rows may evict one another from the cache. A larger
 * tile is no faster, and goes over the compiler's limit of inlining.
 */
final class VectorProduct {

    private static final VectorSpecies<Float> FLOATS = VectorNetworkKernels.FLOATS;
    private static final int STEP = FLOATS.length();
    private static final int ROWS = 4;
    private static final int COLUMNS = 2 * STEP;

    /**
     * So much of the inner index at a time: that part of B's columns stays in the innermost cache. The next part goes on
     * from what is in C, which is the same chain.
     */
    private static final int DEPTH = 256;

    /** Where columns of B are copied together. A thread keeps it: some kilobytes. */
    private static final ThreadLocal<float[]> PANEL = ThreadLocal.withInitial(() -> new float[DEPTH * COLUMNS]);

    private static final float[] ZEROS = new float[1024];

    private VectorProduct() {}

    static void multiply(
            int m,
            int n,
            int k,
            float[] a,
            int aFrom,
            int aRow,
            int aColumn,
            float[] b,
            int bFrom,
            int bRow,
            float[] start,
            int startFrom,
            float[] c,
            int cFrom,
            int cRow) {
        float[] first = start == null ? zeros(n) : start;
        int firstFrom = start == null ? 0 : startFrom;
        float[] panel = PANEL.get();
        int p = 0;
        do {
            int depth = Math.min(DEPTH, k - p);
            for (int j = 0; j < n; j += COLUMNS) {
                int second = Math.min(STEP, n - j - STEP);
                copy(b, bFrom + p * bRow + j, bRow, second, panel, depth);
                for (int i = 0; i < m; i += ROWS) {
                    int at = cFrom + i * cRow + j;
                    tile(
                            m - i,
                            depth,
                            a,
                            aFrom + i * aRow + p * aColumn,
                            aRow,
                            aColumn,
                            panel,
                            second,
                            p == 0 ? first : c,
                            p == 0 ? firstFrom + j : at,
                            p == 0 ? 0 : cRow,
                            c,
                            at,
                            cRow);
                }
            }
            p += depth;
        } while (p < k);
    }

    private static float[] zeros(int n) {
        return n <= ZEROS.length ? ZEROS : new float[n];
    }

    /**
     * Where fewer rows are left, the last one is computed again in the place of those that are missing, and likewise the
     * first vector in the place of the second: a tile takes the same time with fewer.
     */
    private static void tile(
            int rows,
            int k,
            float[] a,
            int aFrom,
            int aRow,
            int aColumn,
            float[] b,
            int second,
            float[] start,
            int startFrom,
            int startRow,
            float[] c,
            int cFrom,
            int cRow) {
        int r1 = Math.min(1, rows - 1);
        int r2 = Math.min(2, rows - 1);
        int r3 = Math.min(3, rows - 1);
        FloatVector c00 = load(start, startFrom);
        FloatVector c01 = load(start, startFrom + second);
        FloatVector c10 = load(start, startFrom + r1 * startRow);
        FloatVector c11 = load(start, startFrom + r1 * startRow + second);
        FloatVector c20 = load(start, startFrom + r2 * startRow);
        FloatVector c21 = load(start, startFrom + r2 * startRow + second);
        FloatVector c30 = load(start, startFrom + r3 * startRow);
        FloatVector c31 = load(start, startFrom + r3 * startRow + second);
        int a1 = aFrom + r1 * aRow;
        int a2 = aFrom + r2 * aRow;
        int a3 = aFrom + r3 * aRow;
        for (int p = 0; p < k; p++) {
            int at = p * aColumn;
            FloatVector b0 = load(b, p * COLUMNS);
            FloatVector b1 = load(b, p * COLUMNS + STEP);
            FloatVector x = FloatVector.broadcast(FLOATS, a[aFrom + at]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            x = FloatVector.broadcast(FLOATS, a[a1 + at]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            x = FloatVector.broadcast(FLOATS, a[a2 + at]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            x = FloatVector.broadcast(FLOATS, a[a3 + at]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
        }
        store(c00, c, cFrom);
        store(c01, c, cFrom + second);
        store(c10, c, cFrom + r1 * cRow);
        store(c11, c, cFrom + r1 * cRow + second);
        store(c20, c, cFrom + r2 * cRow);
        store(c21, c, cFrom + r2 * cRow + second);
        store(c30, c, cFrom + r3 * cRow);
        store(c31, c, cFrom + r3 * cRow + second);
    }

    private static void copy(float[] b, int from, int row, int second, float[] panel, int depth) {
        for (int p = 0; p < depth; p++) {
            load(b, from + p * row).intoArray(panel, p * COLUMNS);
            load(b, from + p * row + second).intoArray(panel, p * COLUMNS + STEP);
        }
    }

    private static FloatVector load(float[] values, int at) {
        return FloatVector.fromArray(FLOATS, values, at);
    }

    /**
     * Once vectors of another width are in use, too (those of {@link VectorKernels}), the compiler no longer knows the
     * class of a sum that a loop has gone round with, and would make an object of it. Of a product it knows; times 1 is
     * exact.
     */
    private static void store(FloatVector sum, float[] c, int at) {
        FloatVector.broadcast(FLOATS, 1).mul(sum).intoArray(c, at);
    }
}
