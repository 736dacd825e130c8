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
            double sum = labels == null ? bias : bias - labels[i];
            for (int k = starts[i]; k < starts[i + 1]; k++) {
                sum = Math.fma((double) values[k], weights[indices[k]], sum);
            }
            residuals[i] = sum;
        }
    }

    @Override
    public void addTransposeTimes(double[] coefficients, GridSums sums) {
        Shapes.checkTranspose(this, coefficients, sums);
        double rounder = sums.grid().rounder();
        long zero = Double.doubleToRawLongBits(rounder);
        long[] counts = sums.coarseCounts();
        for (int i = 0; i < rows(); i++) {
            double a = coefficients[i];
            for (int k = starts[i]; k < starts[i + 1]; k++) {
                counts[indices[k]] += Double.doubleToRawLongBits(Math.fma((double) values[k], a, rounder)) - zero;
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

    @Override
    public void addHashes(long[] hashes) {
        Shapes.checkLengthAtLeast("hashes", hashes.length, rows());
        for (int i = 0; i < rows(); i++) {
            for (int k = starts[i]; k < starts[i + 1]; k++) {
                hashes[i] += RowHash.term(values[k], RowHash.factor(indices[k]));
            }
        }
    }
}
