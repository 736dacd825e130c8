package io.descent.linalg;

import java.util.Arrays;

/** A network's kernels in plain Java; also the ends of the vector ones. */
final class ScalarNetworkKernels implements NetworkKernels {

    static final ScalarNetworkKernels INSTANCE = new ScalarNetworkKernels();

    private ScalarNetworkKernels() {}

    @Override
    public void multiply(
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
        for (int i = 0; i < m; i++) {
            int row = cFrom + i * cRow;
            if (start == null) {
                Arrays.fill(c, row, row + n, 0);
            } else {
                System.arraycopy(start, startFrom, c, row, n);
            }
            for (int p = 0; p < k; p++) {
                addTimes(a[aFrom + i * aRow + p * aColumn], b, bFrom + p * bRow, c, row, n);
            }
        }
    }

    @Override
    public void addTimes(float x, float[] w, int wFrom, float[] y, int yFrom, int n) {
        for (int j = 0; j < n; j++) {
            y[yFrom + j] = Math.fma(x, w[wFrom + j], y[yFrom + j]);
        }
    }

    @Override
    public void relu(float[] z, int from, int count) {
        for (int i = from; i < from + count; i++) {
            z[i] = ScalarActivations.relu(z[i]);
        }
    }

    @Override
    public void tanh(float[] z, int from, int count) {
        for (int i = from; i < from + count; i++) {
            z[i] = ScalarActivations.tanh(z[i]);
        }
    }

    @Override
    public void sigmoid(float[] z, int from, int count) {
        for (int i = from; i < from + count; i++) {
            z[i] = ScalarActivations.sigmoid(z[i]);
        }
    }

    @Override
    public void reluDerivative(float[] a, int aFrom, float[] delta, int deltaFrom, int count) {
        for (int i = 0; i < count; i++) {
            delta[deltaFrom + i] = a[aFrom + i] <= 0 ? 0 : delta[deltaFrom + i];
        }
    }

    @Override
    public void tanhDerivative(float[] a, int aFrom, float[] delta, int deltaFrom, int count) {
        for (int i = 0; i < count; i++) {
            delta[deltaFrom + i] *= Math.fma(-a[aFrom + i], a[aFrom + i], 1);
        }
    }

    @Override
    public void sigmoidDerivative(float[] a, int aFrom, float[] delta, int deltaFrom, int count) {
        for (int i = 0; i < count; i++) {
            delta[deltaFrom + i] *= a[aFrom + i] * (1 - a[aFrom + i]);
        }
    }

    @Override
    public void addTo(float[] values, int from, double[] sums, int sumsFrom, int count) {
        for (int i = 0; i < count; i++) {
            sums[sumsFrom + i] += values[from + i];
        }
    }
}
