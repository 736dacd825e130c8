package io.descent.linalg;

/** Dense features in float32, by columns; products in float64. */
final class DenseFloatMatrix extends DenseMatrix {

    private static final long serialVersionUID = 1L;

    private final float[] values; // (features, rows)

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
            residuals[i] = labels == null ? bias : bias - labels[i];
        }
        Kernels.forValues(values.length).addTimes(values, rows, weights, residuals);
    }

    @Override
    public void addTransposeTimes(double[] coefficients, GridSums sums) {
        Shapes.checkTranspose(this, coefficients, sums);
        if (sums.hasFineCounts()) {
            throw new IllegalArgumentException("sums of float32 features must have one level, but have two");
        }
        Kernels.forValues(values.length)
                .addTransposeTimes(values, rows, coefficients, sums.grid(), sums.coarseCounts());
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
