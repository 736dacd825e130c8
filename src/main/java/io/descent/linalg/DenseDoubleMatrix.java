package io.descent.linalg;

/**
 * Dense features in float64. Residuals are evaluated as if in twice the working precision and then
 * rounded once (algorithm Dot2 of T. Ogita, S. M. Rump, S. Oishi, "Accurate Sum and Dot Product",
 * SIAM J. Sci. Comput. 26, 2005): near a good fit a residual is the small difference of large
 * numbers, and its rounding error is what bounds the digits of ill-conditioned weights.
 */
final class DenseDoubleMatrix extends DenseMatrix {

    private static final long serialVersionUID = 1L;

    private final double[] values; // (rows, features)

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
        CompensatedSum sum = new CompensatedSum();
        for (int i = 0; i < rows; i++) {
            sum.reset(bias);
            if (labels != null) {
                sum.add(-labels[i]);
            }
            int offset = i * features;
            for (int j = 0; j < features; j++) {
                sum.addProduct(values[offset + j], weights[j]);
            }
            residuals[i] = sum.value();
        }
    }

    @Override
    public void addTransposeTimes(double[] coefficients, double[] sums) {
        Shapes.checkTranspose(this, coefficients, sums);
        for (int i = 0; i < rows; i++) {
            double a = coefficients[i];
            int offset = i * features;
            for (int j = 0; j < features; j++) {
                sums[j] += a * values[offset + j];
            }
        }
    }

    @Override
    public void copyRow(int row, double[] into) {
        System.arraycopy(values, row * features, into, 0, features);
    }
}
