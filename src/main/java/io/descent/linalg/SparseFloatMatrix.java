package io.descent.linalg;

import java.util.Arrays;

/** Sparse features, values in float32; products in float64. */
final class SparseFloatMatrix extends SparseMatrix {

    private static final long serialVersionUID = 1L;

    private final float[] values; // (non-zeros)

    SparseFloatMatrix(int features, int[] starts, int[] indices, float[] values) {
        super(features, starts, indices, values.length);
        this.values = values;
    }

    @Override
    public long bytes() {
        return 4L * (values.length + indices.length + starts.length);
    }

    @Override
    public void residuals(double[] weights, double bias, double[] labels, double[] residuals) {
        Shapes.checkResiduals(this, weights, labels, residuals);
        for (int i = 0; i < rows(); i++) {
            double sum = 0;
            for (int k = starts[i]; k < starts[i + 1]; k++) {
                sum = Math.fma((double) values[k], weights[indices[k]], sum);
            }
            sum += bias;
            residuals[i] = labels == null ? sum : sum - labels[i];
        }
    }

    @Override
    public void addTransposeTimes(double[] coefficients, double[] sums) {
        Shapes.checkTranspose(this, coefficients, sums);
        for (int i = 0; i < rows(); i++) {
            double a = coefficients[i];
            for (int k = starts[i]; k < starts[i + 1]; k++) {
                sums[indices[k]] += a * values[k];
            }
        }
    }

    @Override
    public void copyRow(int row, double[] into) {
        Arrays.fill(into, 0, features(), 0);
        for (int k = starts[row]; k < starts[row + 1]; k++) {
            into[indices[k]] = values[k];
        }
    }
}
