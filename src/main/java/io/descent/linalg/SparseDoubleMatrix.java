package io.descent.linalg;

import java.util.Arrays;

/** Sparse features, values in float64; residuals as accurate as {@link DenseDoubleMatrix}'s. */
final class SparseDoubleMatrix extends SparseMatrix {

    private static final long serialVersionUID = 1L;

    private final double[] values; // (non-zeros)

    SparseDoubleMatrix(int features, int[] starts, int[] indices, double[] values) {
        super(features, starts, indices, values.length);
        this.values = values;
    }

    @Override
    public long bytes() {
        return 8L * values.length + 4L * (indices.length + starts.length);
    }

    @Override
    public void residuals(double[] weights, double bias, double[] labels, double[] residuals) {
        Shapes.checkResiduals(this, weights, labels, residuals);
        CompensatedSum sum = new CompensatedSum();
        for (int i = 0; i < rows(); i++) {
            sum.reset(bias);
            if (labels != null) {
                sum.add(-labels[i]);
            }
            for (int k = starts[i]; k < starts[i + 1]; k++) {
                sum.addProduct(values[k], weights[indices[k]]);
            }
            residuals[i] = sum.value();
        }
    }

    @Override
    public void addTransposeTimes(double[] coefficients, GridSums sums) {
        Shapes.checkTranspose(this, coefficients, sums);
        for (int i = 0; i < rows(); i++) {
            for (int k = starts[i]; k < starts[i + 1]; k++) {
                sums.addProduct(indices[k], values[k], coefficients[i]);
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
