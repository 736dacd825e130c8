package io.descent.linalg;

/** Dense features in float32, rows one after the other; products in float64. */
final class DenseFloatMatrix extends DenseMatrix {

    private static final long serialVersionUID = 1L;

    private final float[] values; // (rows, features)

    DenseFloatMatrix(int rows, int features, float[] values) {
        super(rows, features, values.length);
        this.values = values;
    }

    @Override
    public long bytes() {
        return (long) Float.BYTES * values.length;
    }

    @Override
    public void residuals(double[] weights, double bias, double[] labels, double[] residuals) {
        Shapes.checkResiduals(this, weights, labels, residuals);
        for (int i = 0; i < rows; i++) {
            double prediction = dotKernel(values, i * features, weights) + bias;
            residuals[i] = labels == null ? prediction : prediction - labels[i];
        }
    }

    @Override
    public void addTransposeTimes(double[] coefficients, double[] sums) {
        Shapes.checkTranspose(this, coefficients, sums);
        for (int i = 0; i < rows; i++) {
            axpyKernel(coefficients[i], values, i * features, features, sums);
        }
    }

    @Override
    public void copyRow(int row, double[] into) {
        for (int j = 0; j < features; j++) {
            into[j] = values[row * features + j];
        }
    }

    /** Four independent lanes: enough to hide the latency of a fused multiply-add. */
    private static double dotKernel(float[] x, int offset, double[] w) {
        int n = w.length;
        int even = n & ~3;
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        for (int j = 0; j < even; j += 4) {
            s0 = Math.fma((double) x[offset + j], w[j], s0);
            s1 = Math.fma((double) x[offset + j + 1], w[j + 1], s1);
            s2 = Math.fma((double) x[offset + j + 2], w[j + 2], s2);
            s3 = Math.fma((double) x[offset + j + 3], w[j + 3], s3);
        }
        for (int j = even; j < n; j++) {
            s0 = Math.fma((double) x[offset + j], w[j], s0);
        }
        return (s0 + s1) + (s2 + s3);
    }

    private static void axpyKernel(double a, float[] x, int offset, int n, double[] y) {
        for (int j = 0; j < n; j++) {
            y[j] += a * x[offset + j];
        }
    }
}
