package io.descent.linalg;

/**
 * The inner loops over dense features. Each implementation gives the same bits: a row's product with the weights is one
 * chain of fused multiply-adds in the order of the features, whatever the width of the machine's vectors, since each row
 * has a lane of its own; and sums over rows are sums of integers.
 *
 * <p>Features lie by columns, {@code x[j·rows + i]}. Arguments are checked by the callers.
 */
interface Kernels {

    /** Below this many values compiled vector code is not worth waiting for. */
    int FEW = 1 << 13;

    int FEW_TERMS = 256;

    /** The fastest ones that this JVM runs. */
    Kernels BEST = best();

    /** sums[i] ← fma(x[i,j], w[j], sums[i]) for j = 0, 1, … */
    void addTimes(float[] x, int rows, double[] w, double[] sums);

    /** counts[j] ← counts[j] + Σᵢ of the terms a[i]·x[i,j] on a grid. */
    void addTransposeTimes(float[] x, int rows, double[] a, Grid grid, long[] counts);

    /** As for float32, in about twice the precision: sums + errors is the result (Dot2; see {@link CompensatedSum}). */
    void addTimes(double[] x, int rows, double[] w, double[] sums, double[] errors);

    /** As for float32, on two grids. */
    void addTransposeTimes(double[] x, int rows, double[] a, Grid grid, long[] counts, Grid finer, long[] finerCounts);

    /** For people. */
    String name();

    /** Those for a single sum of so many terms. */
    static Kernels forTerms(int terms) {
        return terms < FEW_TERMS ? ScalarKernels.INSTANCE : BEST;
    }

    /** Those for so many values. */
    static Kernels forValues(int values) {
        return values < FEW ? ScalarKernels.INSTANCE : BEST;
    }

    private static Kernels best() {
        try {
            return VectorKernels.create();
        } catch (LinkageError e) { // a JVM without jdk.incubator.vector
            return ScalarKernels.INSTANCE;
        }
    }
}
