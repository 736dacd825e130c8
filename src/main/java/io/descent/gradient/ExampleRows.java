package io.descent.gradient;

import io.descent.linalg.RowHash;
import java.io.Serializable;
import java.util.Arrays;

/**
 * Examples for a network: features (rows, features), labels (rows, outputs) and weights ω (rows), all in float32 and in
 * the units of the descent, one row after the other, so that any slice of the rows is a batch. Features are dense, or
 * sparse in compressed rows.
 */
public final class ExampleRows implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final long WEIGHT = RowHash.factor(-2);
    private static final int LABEL = -16; // and below

    private final int rows;
    private final int features;
    private final int outputs;
    private final float[] values; // dense: (rows, features); sparse: what is not 0
    private final int[] starts; // sparse: (rows + 1), where each row begins; dense: null
    private final int[] indices; // sparse: the feature of each value; dense: null
    private final float[] labels; // (rows, outputs)
    private final float[] weights; // (rows), or null where all are 1

    ExampleRows(
            int rows,
            int features,
            int outputs,
            float[] values,
            int[] starts,
            int[] indices,
            float[] labels,
            float[] weights) {
        this.rows = rows;
        this.features = features;
        this.outputs = outputs;
        this.values = values;
        this.starts = starts;
        this.indices = indices;
        this.labels = labels;
        this.weights = weights;
    }

    /** The number of examples. */
    public int rows() {
        return rows;
    }

    /** The number of features of each. */
    public int features() {
        return features;
    }

    /** The number of labels of each. */
    public int outputs() {
        return outputs;
    }

    /** Heap bytes of the arrays. */
    public long bytes() {
        return 4L
                * ((long) values.length
                        + labels.length
                        + (weights == null ? 0 : weights.length)
                        + (starts == null ? 0L : (long) starts.length + indices.length));
    }

    boolean isSparse() {
        return starts != null;
    }

    /** Dense features, (rows, features), or the values of sparse ones; not to be changed. */
    float[] values() {
        return values;
    }

    /** The feature of a sparse value. */
    int index(int at) {
        return indices[at];
    }

    /** Where a row begins among the values; that of the row after the last is their end. */
    int start(int row) {
        return starts == null ? row * features : starts[row];
    }

    /** A label in the units of the descent. */
    float label(int row, int output) {
        return labels[row * outputs + output];
    }

    /** The weight ω of one example. */
    float weight(int row) {
        return weights == null ? 1 : weights[row];
    }

    boolean isWeighted() {
        return weights != null;
    }

    /** What a row adds up to, from its features, labels and weight; to be finished by {@link RowHash}. */
    public long hash(int row) {
        long sum = RowHash.term(weight(row), WEIGHT);
        for (int at = start(row); at < start(row + 1); at++) {
            sum += RowHash.term(values[at], RowHash.factor(starts == null ? at - start(row) : indices[at]));
        }
        for (int o = 0; o < outputs; o++) {
            sum += RowHash.term(label(row, o), RowHash.factor(LABEL - o));
        }
        return sum;
    }

    /** An order of rows by their content, for rows whose hashes are equal. */
    public int compare(int row, ExampleRows other, int otherRow) {
        int order = Arrays.compare(
                values, start(row), start(row + 1), other.values, other.start(otherRow), other.start(otherRow + 1));
        if (order == 0 && isSparse()) {
            order = Arrays.compare(
                    indices,
                    start(row),
                    start(row + 1),
                    other.indices,
                    other.start(otherRow),
                    other.start(otherRow + 1));
        }
        if (order == 0) {
            order = Arrays.compare(
                    labels,
                    row * outputs,
                    (row + 1) * outputs,
                    other.labels,
                    otherRow * outputs,
                    (otherRow + 1) * outputs);
        }
        return order == 0 ? Float.compare(weight(row), other.weight(otherRow)) : order;
    }
}
