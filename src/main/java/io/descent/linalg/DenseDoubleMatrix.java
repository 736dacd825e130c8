package io.descent.linalg;

import java.util.Arrays;

/**
 * Dense features in float64, by columns. Residuals are evaluated as if in twice the working precision and then
 * rounded once (algorithm Dot2 of T. Ogita, S. M. Rump, S. Oishi, "Accurate Sum and Dot Product",
 * SIAM J. Sci. Comput. 26, 2005): near a good fit a residual is the small difference of large
 * numbers, and its rounding error is what bounds the digits of ill-conditioned weights.
 */
final class DenseDoubleMatrix extends DenseMatrix {

    private static final long serialVersionUID = 1L;

    private final double[] values; // (features, rows)

    DenseDoubleMatrix(int rows, int features, double[] values) {
        super(rows, features, values.length);
        this.values = values;
    }

    @Override
    public long bytes() {
        return (long) Double.BYTES * values.length;
    }

    @Override
    public void residuals(double[] weights, double bias, double[] labels, double[] residuals) {
        Shapes.checkResiduals(this, weights, labels, residuals);
        double[] errors = new double[rows];
        Arrays.fill(residuals, 0, rows, bias);
        if (labels != null) {
            for (int i = 0; i < rows; i++) {
                double label = -labels[i];
                double total = bias + label;
                double back = total - bias;
                errors[i] = (bias - (total - back)) + (label - back);
                residuals[i] = total;
            }
        }
        Kernels.forValues(values.length).addTimes(values, rows, weights, residuals, errors);
        for (int i = 0; i < rows; i++) {
            residuals[i] += errors[i];
        }
    }

    @Override
    public void addTransposeTimes(double[] coefficients, GridSums sums) {
        Shapes.checkTranspose(this, coefficients, sums);
        if (!sums.hasFineCounts()) {
            throw new IllegalArgumentException("sums of float64 features must have two levels, but have one");
        }
        Kernels.forValues(values.length)
                .addTransposeTimes(
                        values,
                        rows,
                        coefficients,
                        sums.grid(),
                        sums.coarseCounts(),
                        sums.finerGrid(),
                        sums.fineCounts());
    }

    @Override
    public void copyRow(int row, double[] into) {
        for (int j = 0; j < features; j++) {
            into[j] = values[j * rows + row];
        }
    }

    @Override
    public void addHashes(long[] hashes) {
        Shapes.checkLengthAtLeast("hashes", hashes.length, rows);
        for (int j = 0; j < features; j++) {
            long factor = RowHash.factor(j);
            for (int i = 0; i < rows; i++) {
                hashes[i] += RowHash.term(values[j * rows + i], factor);
            }
        }
    }
}
