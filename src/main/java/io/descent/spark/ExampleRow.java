package io.descent.spark;

import java.util.Arrays;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;

/**
 * A view of one row after another of a table in Spark's internal form: label, weight, role and the
 * features that are given. Reused for each row; nothing is allocated for a row or a value.
 *
 * <p>The row's columns are: label (double), weight (double), held out (boolean), then the features
 * as doubles or as one vector.
 */
final class ExampleRow {

    private static final int LABEL = 0;
    private static final int WEIGHT = 1;
    private static final int HELD_OUT = 2;
    private static final int FEATURES = 3;

    private final ExampleColumns.FeatureForm form;
    private final int features;
    private double label;
    private double weight;
    private boolean heldOut;
    private int[] indices; // (count)
    private double[] values; // (count); NaN for a missing one
    private int count;

    ExampleRow(ExampleColumns.FeatureForm form, int features) {
        this.form = form;
        this.features = features;
        this.indices = new int[0];
        this.values = new double[0];
    }

    /**
     * Takes a row in.
     *
     * @throws DataException if its vector does not have the number of features of the others
     */
    void read(InternalRow row) {
        label = doubleAt(row, LABEL);
        weight = doubleAt(row, WEIGHT);
        heldOut = !row.isNullAt(HELD_OUT) && row.getBoolean(HELD_OUT);
        if (form == ExampleColumns.FeatureForm.NUMERIC_COLUMNS) {
            readColumns(row);
        } else if (row.isNullAt(FEATURES)) {
            reserve(1);
            count = 1;
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
        reserve(features);
        count = features;
        for (int j = 0; j < features; j++) {
            indices[j] = j;
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
        count = given.numElements();
        reserve(count);
        ArrayData columns = sparse ? vector.getArray(2) : null;
        for (int k = 0; k < count; k++) {
            indices[k] = sparse ? columns.getInt(k) : k;
            values[k] = given.getDouble(k);
        }
    }

    private void reserve(int length) {
        if (values.length < length) {
            values = Arrays.copyOf(values, length);
            indices = Arrays.copyOf(indices, length);
        }
    }

    double label() {
        return label;
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

    /** The feature of the k-th value, increasing in k. */
    int index(int k) {
        return indices[k];
    }

    /** The k-th value. */
    double value(int k) {
        return values[k];
    }

    /** True if label, weight and all features are finite numbers. */
    boolean isValid() {
        if (!Double.isFinite(label) || !Double.isFinite(weight)) {
            return false;
        }
        for (int k = 0; k < count; k++) {
            if (!Double.isFinite(values[k])) {
                return false;
            }
        }
        return true;
    }
}
