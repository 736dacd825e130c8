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
            residuals[i] = labels == null ? bias : bias - labels[i];
        }
        int i = 0;
        for (; i + 4 <= rows(); i += 4) {
            addFourProducts(i, weights, residuals);
        }
        for (; i < rows(); i++) {
            residuals[i] = product(starts[i], starts[i + 1], weights, residuals[i]);
        }
    }

    /** A row's product is one chain of operations, each of which waits for the one before: four rows fill the gaps. */
    private void addFourProducts(int row, double[] weights, double[] sums) {
        int first = starts[row];
        int second = starts[row + 1];
        int third = starts[row + 2];
        int fourth = starts[row + 3];
        int end = starts[row + 4];
        int common = Math.min(Math.min(second - first, third - second), Math.min(fourth - third, end - fourth));
        double s0 = sums[row];
        double s1 = sums[row + 1];
        double s2 = sums[row + 2];
        double s3 = sums[row + 3];
        for (int k = 0; k < common; k++) {
            s0 = Math.fma((double) values[first + k], weights[indices[first + k]], s0);
            s1 = Math.fma((double) values[second + k], weights[indices[second + k]], s1);
            s2 = Math.fma((double) values[third + k], weights[indices[third + k]], s2);
            s3 = Math.fma((double) values[fourth + k], weights[indices[fourth + k]], s3);
        }
        sums[row] = product(first + common, second, weights, s0);
        sums[row + 1] = product(second + common, third, weights, s1);
        sums[row + 2] = product(third + common, fourth, weights, s2);
        sums[row + 3] = product(fourth + common, end, weights, s3);
    }

    private double product(int from, int to, double[] weights, double start) {
        double sum = start;
        for (int k = from; k < to; k++) {
            sum = Math.fma((double) values[k], weights[indices[k]], sum);
        }
        return sum;
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
