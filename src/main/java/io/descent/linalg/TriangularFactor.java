package io.descent.linalg;

/** An upper triangle R with a full diagonal that stands for the positive definite M = RᵀR. */
public final class TriangularFactor {

    private final int size;
    private final double[] r; // (size, size) by rows

    /**
     * @param r (size, size) by rows, the upper triangle; kept, not copied
     */
    TriangularFactor(int size, double[] r) {
        Shapes.checkLength("r", r.length, size * size);
        this.size = size;
        this.r = r;
    }

    /** The number of rows and columns. */
    public int size() {
        return size;
    }

    /** M⁻¹b, by Rᵀy = b and Rx = y. */
    public double[] solve(double[] b) {
        Shapes.checkLength("b", b.length, size);
        double[] x = b.clone();
        for (int i = 0; i < size; i++) {
            x[i] /= r[i * size + i];
            for (int j = i + 1; j < size; j++) {
                x[j] -= r[i * size + j] * x[i];
            }
        }
        for (int i = size - 1; i >= 0; i--) {
            double sum = x[i];
            for (int j = i + 1; j < size; j++) {
                sum -= r[i * size + j] * x[j];
            }
            x[i] = sum / r[i * size + i];
        }
        return x;
    }

    /** Rx; its Euclidean norm is √(xᵀMx). */
    public double[] times(double[] x) {
        Shapes.checkLength("x", x.length, size);
        double[] product = new double[size];
        for (int i = 0; i < size; i++) {
            for (int j = i; j < size; j++) {
                product[i] += r[i * size + j] * x[j];
            }
        }
        return product;
    }
}
