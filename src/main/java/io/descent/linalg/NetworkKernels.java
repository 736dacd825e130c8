package io.descent.linalg;

/**
 * The inner loops of a neural network in float32. Each implementation gives the same bits (but for those inside a NaN):
 * an element of a matrix product is one chain of fused multiply-adds in the order of the inner index, whatever the width
 * of the machine's vectors, since lanes only ever hold independent elements; and the activations are made of operations
 * that IEEE 754 rounds correctly, never of the platform's functions.
 *
 * <p>Matrices lie by rows. Arguments are checked by the callers. Results overlap no other argument.
 */
public interface NetworkKernels {

    /** Columns of {@code b} and {@code c} in {@link #multiply} come in multiples of it. */
    int LANES = 16;

    /** The fastest ones that this JVM runs. */
    NetworkKernels BEST = best();

    /**
     * C ← start + A·B for A of m × k, B of k × n and C of m × n: c[i,j] starts as start[j] and becomes fma(a[i,p], b[p,j],
     * c[i,j]) for p = 0, 1, …
     *
     * @param n a multiple of {@link #LANES}
     * @param a holds a[i,p] at aFrom + i·aRow + p·aColumn, so that its transpose is as good
     * @param b holds b[p,j] at bFrom + p·bRow + j
     * @param start holds start[j] at startFrom + j; null stands for zeros
     * @param c holds c[i,j] at cFrom + i·cRow + j
     */
    void multiply(
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
            int cRow);

    /** y[j] ← fma(x, w[j], y[j]) for j &lt; n. */
    void addTimes(float x, float[] w, int wFrom, float[] y, int yFrom, int n);

    /** z ← max(z, 0); never -0. */
    void relu(float[] z, int from, int count);

    /** z ← tanh(z) within 3 units in the last place; odd, and ±1 for large ones. */
    void tanh(float[] z, int from, int count);

    /** z ← 1 / (1 + exp(−z)) within 3 units in the last place; never below 10⁻³⁸, so that its logarithm is finite. */
    void sigmoid(float[] z, int from, int count);

    /** delta ← delta · f′(z) for a = f(z): where a is 0, delta becomes 0. */
    void reluDerivative(float[] a, int aFrom, float[] delta, int deltaFrom, int count);

    /** delta ← delta · (1 − a²), the factor rounded once. */
    void tanhDerivative(float[] a, int aFrom, float[] delta, int deltaFrom, int count);

    /** delta ← delta · (a · (1 − a)), each operation rounded. */
    void sigmoidDerivative(float[] a, int aFrom, float[] delta, int deltaFrom, int count);

    /** sums[j] ← sums[j] + values[j] in float64. */
    void addTo(float[] values, int from, double[] sums, int sumsFrom, int count);

    private static NetworkKernels best() {
        try {
            return VectorNetworkKernels.create();
        } catch (LinkageError e) { // a JVM without jdk.incubator.vector
            return ScalarNetworkKernels.INSTANCE;
        }
    }
}
