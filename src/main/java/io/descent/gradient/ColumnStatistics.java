package io.descent.gradient;

import io.descent.linalg.CompensatedSum;
import io.descent.linalg.ExactSums;
import java.io.Serializable;
import java.util.Arrays;

/**
 * Sums and ranges of the values of columns: Σωx, Σωx², min, max and their number. Nothing depends on the order of the
 * values. Without a value nothing is allocated.
 *
 * <p>A term ωx is added as the double nearest to it and the double nearest to what that lacks, and so is ωx²: about 106
 * binary digits of each, that depend on ω and x alone.
 */
public final class ColumnStatistics implements Serializable {

    private static final long serialVersionUID = 1L;

    private final int columns;
    private final ExactSums sums; // (columns): Σωx
    private final ExactSums squares; // (columns): Σωx²
    private double[] smallest; // (columns); null without any value
    private double[] largest; // (columns)
    private long[] given; // (columns): the number of values

    public ColumnStatistics(int columns) {
        this.columns = columns;
        sums = new ExactSums(columns);
        squares = new ExactSums(columns);
    }

    /** Adds a value of a column, with the weight of its row. */
    public void add(int column, double value, double weight) {
        range(column, value, value, 1);
        double term = weight * value;
        double lost = Math.fma(weight, value, -term);
        double square = term * value;
        sums.add(column, term);
        sums.add(column, lost);
        squares.add(column, square);
        squares.add(column, Math.fma(lost, value, Math.fma(term, value, -square)));
    }

    /** Adds the number of some values of a column, and their range. */
    void range(int column, double low, double high, long number) {
        if (smallest == null) {
            allocate();
        }
        smallest[column] = Math.min(smallest[column], low);
        largest[column] = Math.max(largest[column], high);
        given[column] += number;
    }

    private void allocate() {
        smallest = new double[columns];
        largest = new double[columns];
        given = new long[columns];
        Arrays.fill(smallest, Double.POSITIVE_INFINITY);
        Arrays.fill(largest, Double.NEGATIVE_INFINITY);
    }

    /** Σωx, to be added to. */
    ExactSums sums() {
        return sums;
    }

    /** Σωx², to be added to. */
    ExactSums squares() {
        return squares;
    }

    void merge(ColumnStatistics other) {
        sums.merge(other.sums);
        squares.merge(other.squares);
        for (int j = 0; other.smallest != null && j < columns; j++) {
            range(j, other.smallest[j], other.largest[j], other.given[j]);
        }
    }

    /** The smallest value of a column in so many rows, of which those without a value have 0. */
    double min(int column, long rows) {
        double least = smallest == null ? Double.POSITIVE_INFINITY : smallest[column];
        return given(column) < rows ? Math.min(0, least) : least;
    }

    /** The largest value of a column in so many rows, of which those without a value have 0. */
    double max(int column, long rows) {
        double most = largest == null ? Double.NEGATIVE_INFINITY : largest[column];
        return given(column) < rows ? Math.max(0, most) : most;
    }

    private long given(int column) {
        return given == null ? 0 : given[column];
    }

    /** Σω(x − mean)² = Σωx² − 2·mean·Σωx + mean²·Σω of a column, from all digits; at least 0, or NaN. */
    double squaredDeviations(int column, double mean, ExactSums weights) {
        double square = mean * mean;
        CompensatedSum sum = new CompensatedSum();
        squares.addTo(sum, column, 1);
        sums.addTo(sum, column, -2 * mean);
        weights.addTo(sum, 0, square);
        weights.addTo(sum, 0, Math.fma(mean, mean, -square));
        return Math.max(0, sum.value());
    }
}
