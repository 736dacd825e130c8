package io.descent.gradient;

import io.descent.linalg.ExactSums;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;

/**
 * Counts, means, deviations and ranges of weighted examples, from mergeable sums. Columns are the
 * features, then the label.
 *
 * <p>Everything is a function of the set of examples, bit for bit: neither their order counts, nor how they are
 * grouped before they are merged, nor whether a row was added by {@link #addRow} or value by value.
 *
 * <p>Dense rows are gathered, to be added many at a time, and are added before anything is read. A serializer that
 * does not call {@code writeObject} has to call {@link #complete} first.
 */
public final class ExampleStatistics implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final int WEIGHT = 0;
    private static final int SQUARED_WEIGHT = 1;

    private final int features;
    private final ColumnStatistics columns; // (features + 1)
    private final ExactSums totals = new ExactSums(2); // Σω, Σω²
    private long unitWeights; // rows of weight 1 that are not in the totals
    private double largestWeight;
    private final long[] nonZeros; // (features)
    private int rowNonZeros; // of the row in progress
    private int mostNonZeros; // of any row
    private long rows;
    private long gathered; // rows in the tile
    private transient DenseTile tile; // null until there is a dense row

    public ExampleStatistics(int features) {
        this.features = features;
        columns = new ColumnStatistics(features + 1);
        nonZeros = new long[features];
    }

    /**
     * Adds a row that gives all features.
     *
     * @param values (at least features); neither kept nor changed
     */
    public void addRow(double[] values, double label, double weight) {
        int zeros = 0;
        for (int j = 0; j < features; j++) {
            int zero = values[j] == 0 ? 1 : 0;
            zeros += zero;
            nonZeros[j] += 1 - zero;
        }
        mostNonZeros = Math.max(mostNonZeros, features - zeros);
        countRow(weight);
        if (features >= DenseTile.MAX_COLUMNS) {
            for (int j = 0; j < features; j++) {
                columns.add(j, values[j], weight);
            }
            columns.add(features, label, weight);
            return;
        }
        if (tile == null) {
            checkNothingLost();
            tile = new DenseTile(features + 1);
        }
        tile.add(values, label, weight);
        gathered++;
        if (tile.isFull()) {
            complete();
        }
    }

    /** Adds a feature's value in the row in progress; a feature without one is 0 there. */
    public void addFeature(int feature, double value, double weight) {
        columns.add(feature, value, weight);
        if (value != 0) {
            nonZeros[feature]++;
            rowNonZeros++;
        }
    }

    /** Ends the row in progress. */
    public void endRow(double label, double weight) {
        columns.add(features, label, weight);
        mostNonZeros = Math.max(mostNonZeros, rowNonZeros);
        rowNonZeros = 0;
        countRow(weight);
    }

    private void countRow(double weight) {
        rows++;
        largestWeight = Math.max(largestWeight, weight);
        if (weight == 1) {
            unitWeights++;
        } else {
            totals.add(WEIGHT, weight);
            totals.addProduct(SQUARED_WEIGHT, weight, weight);
        }
    }

    /** Adds the rows that are gathered to the sums. Before a read it happens by itself. */
    public void complete() {
        checkNothingLost();
        totals.addRepeated(WEIGHT, 1, unitWeights);
        totals.addRepeated(SQUARED_WEIGHT, 1, unitWeights);
        unitWeights = 0;
        if (gathered > 0) {
            tile.moveTo(columns);
            gathered = 0;
        }
    }

    private void checkNothingLost() {
        if (gathered > 0 && tile == null) {
            throw new IllegalStateException(
                    "statistics must be completed before they are serialized, but " + gathered + " rows were not");
        }
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        complete();
        out.defaultWriteObject();
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
        complete();
        other.complete();
        columns.merge(other.columns);
        totals.merge(other.totals);
        largestWeight = Math.max(largestWeight, other.largestWeight);
        for (int j = 0; j < features; j++) {
            nonZeros[j] += other.nonZeros[j];
        }
        mostNonZeros = Math.max(mostNonZeros, other.mostNonZeros);
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
        complete();
        return totals.value(WEIGHT);
    }

    /** The largest ω, or 0 if none is above. */
    public double largestWeight() {
        return largestWeight;
    }

    /** How many features are not 0 in the row that has most of them. */
    public int mostNonZeros() {
        return mostNonZeros;
    }

    /** The share of feature values that are not 0. */
    public double density() {
        long all = 0;
        for (long each : nonZeros) {
            all += each;
        }
        return rows == 0 ? 0 : (double) all / rows / features;
    }

    /** The share of a feature's values that are not 0. */
    public double density(int feature) {
        return rows == 0 ? 0 : (double) nonZeros[feature] / rows;
    }

    /** The column of the label. */
    public int label() {
        return features;
    }

    /** The smallest value of a column. */
    public double min(int column) {
        complete();
        return columns.min(column, rows);
    }

    /** The largest value of a column. */
    public double max(int column) {
        complete();
        return columns.max(column, rows);
    }

    /** True if a column has one value in all rows. */
    public boolean isConstant(int column) {
        return min(column) == max(column);
    }

    /** The weighted mean Σωx/Σω of a column; exact where the column is constant. */
    public double mean(int column) {
        return isConstant(column) ? max(column) : columns.sums().value(column) / weight();
    }

    /** Σωx² of a column. */
    public double sumOfSquares(int column) {
        complete();
        return columns.squares().value(column);
    }

    /** Σω(x − mean)² of a column. */
    public double sumOfSquaredDeviations(int column) {
        return isConstant(column) ? 0 : columns.squaredDeviations(column, mean(column), totals);
    }

    /**
     * The sample standard deviation of a column, Σω(x − mean)²/(Σω − Σω²/Σω) under the root; without
     * weights the divisor is n − 1. More than 0 unless the column is constant.
     */
    public double standardDeviation(int column) {
        if (isConstant(column)) {
            return 0;
        }
        double divisor = weight() - totals.value(SQUARED_WEIGHT) / weight();
        double variance = sumOfSquaredDeviations(column) / divisor;
        if (variance > 0 && Double.isFinite(variance)) {
            return Math.sqrt(variance);
        }
        return max(column) / 2 - min(column) / 2; // rounding, underflow, or one row with any weight
    }
}
