package io.descent.gradient;

import io.descent.linalg.Grid;
import io.descent.linalg.GridSums;
import java.io.Serializable;
import java.util.stream.IntStream;

/**
 * The sums Σω(x, 1, y′)(x, 1, y′)ᵀ, from which the squared error and its gradient follow for any
 * parameters of one neuron without another pass. Labels enter as y′ = (y − c)/s, with c near their mean, so that no
 * digits are lost where they lie far from 0. Exact on a grid: order and grouping do not matter.
 */
public final class SecondMoments implements Serializable {

    private static final long serialVersionUID = 1L;

    private final int size; // features + 2
    private final double centre; // c
    private final double scale; // s, a power of two above every |y − c|
    private final GridSums upper; // (size·(size + 1)/2): the upper triangle by rows
    private long rows;
    private transient double[] values; // of upper; null until they are wanted

    /**
     * @param centre near the labels' mean
     */
    public SecondMoments(int features, DataBounds bounds, double centre) {
        size = features + 2;
        this.centre = centre;
        double distance = bounds.largestDistance(centre);
        scale = distance > 0 ? Math.scalb(1.0, Math.getExponent(distance) + 1) : 1;
        double largest = Math.max(1, bounds.largestFeature());
        upper = GridSums.fine(
                size * (size + 1) / 2, Grid.of(bounds.largestWeight() * largest * largest, bounds.rows()));
    }

    /** Heap bytes of the sums. */
    public long bytes() {
        return upper.bytes();
    }

    /** Adds a block. */
    public void add(ExampleBlock block) {
        double[] row = new double[size];
        for (int i = 0; i < block.rows(); i++) {
            block.features().copyRow(i, row);
            add(row, block.label(i), block.weight(i));
        }
    }

    /**
     * Adds an example.
     *
     * @param row (features + 2), of which the last two are overwritten
     */
    public void add(double[] row, double label, double omega) {
        values = null;
        row[size - 2] = 1;
        row[size - 1] = (label - centre) / scale;
        rows++;
        int at = 0;
        for (int a = 0; a < size; a++) {
            double factor = omega * row[a];
            if (factor == 0) {
                at += size - a;
                continue;
            }
            for (int b = a; b < size; b++) {
                upper.addProduct(at++, factor, row[b]);
            }
        }
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
        values = null;
        upper.merge(other.upper);
        rows += other.rows;
        return this;
    }

    /** The sums that a pass over the examples would give at (W, b), with all labels times a factor. */
    public GradientSum gradientAt(double[] weightsAndBias, double labelFactor) {
        double[] v = new double[size]; // residual = v·(x, 1, y′)
        System.arraycopy(weightsAndBias, 0, v, 0, size - 1);
        v[size - 2] -= labelFactor * centre;
        v[size - 1] = -labelFactor * scale;
        double[] moments = values();
        double[] product = new double[size];
        int at = 0;
        for (int a = 0; a < size; a++) {
            product[a] += moments[at++] * v[a];
            for (int b = a + 1; b < size; b++) {
                double moment = moments[at++];
                product[a] += moment * v[b];
                product[b] += moment * v[a];
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
        double weight = moments[moments.length - 3]; // the sum for (1, 1)
        return new GradientSum(gradient, Math.max(0, squaredError), weight, rows);
    }

    private double[] values() {
        if (values == null) {
            values =
                    IntStream.range(0, upper.length()).mapToDouble(upper::value).toArray();
        }
        return values;
    }
}
