package io.descent.spark;

import java.util.Arrays;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;

/**
 * A view of one row after another of a table in Spark's internal form: label, weight, role and the
 * features that are given. Reused for each row; no array is allocated for a row.
 *
 * <p>The row's columns are: label (double), weight (double), held out (boolean), then the features
 * as doubles or as one vector, then the other labels (double) where there are several.
 */
final class ExampleRow {

    private static final int LABEL = 0;
    private static final int WEIGHT = 1;
    private static final int HELD_OUT = 2;
    static final int FEATURES = 3;

    private final ExampleColumns.FeatureForm form;
    private final int features;
    private final double[] labels;
    private double weight;
    private boolean heldOut;
    private int[] indices; // (count); own, or all
    private double[] values = new double[0]; // (count); NaN for a missing one
    private int count;
    private int[] own = new int[0]; // the indices of sparse rows
    private int[] all; // (features): 0, 1, …; null until there is a dense row

    ExampleRow(ExampleColumns.FeatureForm form, int features, int labels) {
        this.form = form;
        this.features = features;
        this.labels = new double[labels];
    }

    /**
     * Takes a row in.
     *
     * @throws DataException if its vector does not have the number of features of the others
     */
    void read(InternalRow row) {
        labels[0] = doubleAt(row, LABEL);
        int featureColumns = form == ExampleColumns.FeatureForm.NUMERIC_COLUMNS ? features : 1;
        for (int o = 1; o < labels.length; o++) {
            labels[o] = doubleAt(row, FEATURES + featureColumns + o - 1);
        }
        weight = doubleAt(row, WEIGHT);
        heldOut = !row.isNullAt(HELD_OUT) && row.getBoolean(HELD_OUT);
        if (form == ExampleColumns.FeatureForm.NUMERIC_COLUMNS) {
            readColumns(row);
        } else if (row.isNullAt(FEATURES)) {
            startSparse(1);
            indices[0] = 0;
            values[0] = Double.NaN;
        } else {
            readVector(row.getStruct(FEATURES, 4));
        }
    }

    private static double doubleAt(InternalRow row, int ordinal) {
        return row.isNullAt(ordinal) ? Double.NaN : row.getDouble(ordinal);
    }

    private void readColumns(InternalRow row) {
        startDense();
        if (UnsafeDoubles.copyColumns(row, FEATURES, features, values)) {
            return;
        }
        for (int j = 0; j < features; j++) {
            values[j] = doubleAt(row, FEATURES + j);
        }
    }

    /** Fields of Spark ML's vector: 0 type (0 sparse, 1 dense), 1 size, 2 indices, 3 values. */
    private void readVector(InternalRow vector) {
        ArrayData given = vector.getArray(3);
        boolean sparse = vector.getByte(0) == 0;
        int size = sparse ? vector.getInt(1) : given.numElements();
        if (size != features) {
            throw new DataException(
                    "all vectors must have the same size, but there are sizes " + features + " and " + size);
        }
        if (given.numElements() == features) {
            startDense(); // or sparse without a zero left out: the indices are the same
        } else {
            startSparse(given.numElements());
            UnsafeDoubles.copy(vector.getArray(2), count, indices);
        }
        UnsafeDoubles.copy(given, count, values);
    }

    private void startDense() {
        if (all == null) {
            all = new int[features];
            Arrays.setAll(all, j -> j);
        }
        indices = all;
        reserve(features);
    }

    private void startSparse(int given) {
        if (own.length < given) {
            own = new int[Math.max(given, Math.min(2 * own.length, features))];
        }
        indices = own;
        reserve(given);
    }

    private void reserve(int given) {
        count = given;
        if (values.length < given) {
            values = new double[Math.max(given, Math.min(2 * values.length, features))];
        }
    }

    /** The label, or the first of several. */
    double label() {
        return labels[0];
    }

    /** One of the labels. */
    double label(int output) {
        return labels[output];
    }

    /** The number of labels. */
    int labels() {
        return labels.length;
    }

    double weight() {
        return weight;
    }

    boolean heldOut() {
        return heldOut;
    }

    /** The number of features with a value; the others are 0. */
    int count() {
        return count;
    }

    /** True if all features have a value; value k is feature k's then. */
    boolean isDense() {
        return count == features;
    }

    /** The feature of the k-th value, increasing in k. */
    int index(int k) {
        return indices[k];
    }

    /** The k-th value. */
    double value(int k) {
        return values[k];
    }

    /** The features of the values, (at least count), until the next row is read; not to be changed. */
    int[] indices() {
        return indices;
    }

    /** The values, (at least count), until the next row is read; not to be changed. */
    double[] values() {
        return values;
    }

    /** True if labels, weight and all features are finite numbers. */
    boolean isValid() {
        double zero = weight * 0; // x·0 is NaN where x is not finite, and so is any sum with it
        for (double label : labels) {
            zero += label * 0;
        }
        double second = 0; // sums that need not wait for each other
        double third = 0;
        double fourth = 0;
        int k = 0;
        for (; k < count - 3; k += 4) {
            zero += values[k] * 0;
            second += values[k + 1] * 0;
            third += values[k + 2] * 0;
            fourth += values[k + 3] * 0;
        }
        for (; k < count; k++) {
            zero += values[k] * 0;
        }
        return zero + second + third + fourth == 0;
    }
}
