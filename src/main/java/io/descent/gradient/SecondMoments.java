package io.descent.gradient;

import java.io.Serializable;

/**
 * The sums Σω(x, 1, y)(x, 1, y)ᵀ, from which the squared error and its gradient follow for any
 * parameters of one neuron without another pass.
 */
public final class SecondMoments implements Serializable {

    private static final long serialVersionUID = 1L;

    private final int size; // features + 2
    private final double[] upper; // (size, size) by rows; the lower triangle stays 0
    private long rows;

    public SecondMoments(int features) {
        size = features + 2;
        upper = new double[size * size];
    }

    /** Adds a block. */
    public void add(ExampleBlock block) {
        double[] row = new double[size];
        for (int i = 0; i < block.rows(); i++) {
            block.features().copyRow(i, row);
            row[size - 2] = 1;
            row[size - 1] = block.label(i);
            double omega = block.weight(i);
            for (int a = 0; a < size; a++) {
                double factor = omega * row[a];
                if (factor != 0) {
                    int offset = a * size;
                    for (int b = a; b < size; b++) {
                        upper[offset + b] += factor * row[b];
                    }
                }
            }
        }
        rows += block.rows();
    }

    /**
     * Adds the moments of other examples.
     *
     * @return this
     */
    public SecondMoments merge(SecondMoments other) {
        if (other.size != size) {
            throw new IllegalArgumentException("moments to merge must have the same number of features, but have "
                    + (size - 2)
                    + " and "
                    + (other.size - 2));
        }
        for (int k = 0; k < upper.length; k++) {
            upper[k] += other.upper[k];
        }
        rows += other.rows;
        return this;
    }

    /** The sums that a pass over the examples would give at (W, b), with all labels times a factor. */
    public GradientSum gradientAt(double[] weightsAndBias, double labelFactor) {
        double[] v = new double[size]; // residual = v·(x, 1, y)
        System.arraycopy(weightsAndBias, 0, v, 0, size - 1);
        v[size - 1] = -labelFactor;
        double[] product = new double[size];
        for (int a = 0; a < size; a++) {
            int offset = a * size;
            product[a] += upper[offset + a] * v[a];
            for (int b = a + 1; b < size; b++) {
                product[a] += upper[offset + b] * v[b];
                product[b] += upper[offset + b] * v[a];
            }
        }
        double squaredError = 0;
        double[] gradient = new double[size - 1];
        for (int a = 0; a < size; a++) {
            squaredError += product[a] * v[a];
            if (a < size - 1) {
                gradient[a] = product[a];
            }
        }
        double weight = upper[(size - 2) * size + size - 2];
        return new GradientSum(gradient, Math.max(0, squaredError), weight, rows);
    }
}
