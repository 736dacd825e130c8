package io.descent.gradient;

import io.descent.linalg.CompensatedSum;
import io.descent.linalg.CompensatedSums;
import java.io.Serializable;
import java.util.Arrays;

/**
 * Counts, means, deviations and ranges of weighted examples, from mergeable sums. Columns are the
 * features, then the label.
 */
public final class ExampleStatistics implements Serializable {

    private static final long serialVersionUID = 1L;

    private final int features;
    private final CompensatedSums sums; // (features + 1): Σωx
    private final CompensatedSums squares; // (features + 1): Σωx²
    private final double[] smallest; // (features + 1), of the values given
    private final double[] largest; // (features + 1)
    private final long[] given; // (features + 1): rows that gave a value; the others are 0
    private final CompensatedSums totals = new CompensatedSums(2); // Σω, Σω²
    private double largestWeight;
    private long nonZeros;
    private long rows;

    public ExampleStatistics(int features) {
        this.features = features;
        sums = new CompensatedSums(features + 1);
        squares = new CompensatedSums(features + 1);
        smallest = new double[features + 1];
        largest = new double[features + 1];
        given = new long[features + 1];
        Arrays.fill(smallest, Double.POSITIVE_INFINITY);
        Arrays.fill(largest, Double.NEGATIVE_INFINITY);
    }

    /** Adds a feature's value in the row in progress; a feature without one is 0 there. */
    public void addFeature(int feature, double value, double weight) {
        addValue(feature, value, weight);
        if (value != 0) {
            nonZeros++;
        }
    }

    /** Ends the row in progress. */
    public void endRow(double label, double weight) {
        addValue(features, label, weight);
        totals.add(0, weight);
        totals.addProduct(1, weight, weight);
        largestWeight = Math.max(largestWeight, weight);
        rows++;
    }

    private void addValue(int column, double value, double weight) {
        double weighted = weight * value;
        sums.addProduct(column, weight, value);
        squares.addProduct(column, weighted, value);
        double lost = Math.fma(weight, value, -weighted); // by rounding ωx
        if (lost != 0) {
            squares.addProduct(column, lost, value);
        }
        smallest[column] = Math.min(smallest[column], value);
        largest[column] = Math.max(largest[column], value);
        given[column]++;
    }

    /**
     * Adds the statistics of other rows of the same columns.
     *
     * @return this
     */
    public ExampleStatistics merge(ExampleStatistics other) {
        if (other.features != features) {
            throw new IllegalArgumentException("statistics to merge must have the same number of features, but have "
                    + features
                    + " and "
                    + other.features);
        }
        sums.merge(other.sums);
        squares.merge(other.squares);
        totals.merge(other.totals);
        for (int j = 0; j <= features; j++) {
            smallest[j] = Math.min(smallest[j], other.smallest[j]);
            largest[j] = Math.max(largest[j], other.largest[j]);
            given[j] += other.given[j];
        }
        largestWeight = Math.max(largestWeight, other.largestWeight);
        nonZeros += other.nonZeros;
        rows += other.rows;
        return this;
    }

    /** The number of features. */
    public int features() {
        return features;
    }

    /** The number of examples. */
    public long rows() {
        return rows;
    }

    /** Σω. */
    public double weight() {
        return totals.value(0);
    }

    /** The largest ω. */
    public double largestWeight() {
        return largestWeight;
    }

    /** The share of feature values that are not 0. */
    public double density() {
        return rows == 0 ? 0 : (double) nonZeros / rows / features;
    }

    /** The column of the label. */
    public int label() {
        return features;
    }

    /** The smallest value of a column. */
    public double min(int column) {
        return given[column] < rows ? Math.min(0, smallest[column]) : smallest[column];
    }

    /** The largest value of a column. */
    public double max(int column) {
        return given[column] < rows ? Math.max(0, largest[column]) : largest[column];
    }

    /** True if a column has one value in all rows. */
    public boolean isConstant(int column) {
        return min(column) == max(column);
    }

    /** The weighted mean Σωx/Σω of a column; exact where the column is constant. */
    public double mean(int column) {
        return isConstant(column) ? max(column) : sums.value(column) / weight();
    }

    /** Σωx² of a column. */
    public double sumOfSquares(int column) {
        return squares.value(column);
    }

    /** Σω(x − mean)² of a column. */
    public double sumOfSquaredDeviations(int column) {
        if (isConstant(column)) {
            return 0;
        }
        double mean = mean(column);
        double square = mean * mean;
        CompensatedSum sum = new CompensatedSum(); // Σωx² − 2·mean·Σωx + mean²·Σω, with all digits
        squares.addTo(sum, column, 1);
        sums.addTo(sum, column, -2 * mean);
        totals.addTo(sum, 0, square);
        totals.addTo(sum, 0, Math.fma(mean, mean, -square));
        return Math.max(0, sum.value());
    }

    /**
     * The sample standard deviation of a column, Σω(x − mean)²/(Σω − Σω²/Σω) under the root; without
     * weights the divisor is n − 1. More than 0 unless the column is constant.
     */
    public double standardDeviation(int column) {
        if (isConstant(column)) {
            return 0;
        }
        double divisor = weight() - totals.value(1) / weight();
        double variance = sumOfSquaredDeviations(column) / divisor;
        if (variance > 0 && Double.isFinite(variance)) {
            return Math.sqrt(variance);
        }
        return max(column) / 2 - min(column) / 2; // rounding, underflow, or one row with any weight
    }
}
