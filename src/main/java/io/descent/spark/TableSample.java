package io.descent.spark;

import io.descent.linalg.RowHash;
import io.descent.training.ExampleSample;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;

/**
 * A sample of a table's training examples for pictures: those with the smallest hashes of their content, up to a number
 * of rows and of values. So it is the same however the rows lie: whatever is among the first of all is among the first of
 * any part.
 */
final class TableSample implements Serializable {

    private static final long serialVersionUID = 1L;

    /** What a picture can show. */
    static final int MOST_ROWS = 2000;

    /** A megabyte of doubles, in each task's result. */
    private static final long MOST_VALUES = 1 << 17;

    /** Heap bytes, at most. */
    static final long BYTES = 12 * MOST_VALUES + 128L * MOST_ROWS;

    private static final int WEIGHT = -1;
    private static final int LABEL = -2; // the first; the others count down

    private final int features;
    private Row[] rows = new Row[0];
    private int count;
    private long valueCount;
    private boolean sorted = true;
    private long largest = Long.MAX_VALUE; // hashes above it, as signed numbers, are out
    private transient long[] factors; // (features), for dense rows

    TableSample(int features) {
        this.features = features;
    }

    /** A row that was taken. */
    static final class Row implements Serializable {

        private static final long serialVersionUID = 1L;

        private static final Comparator<Row> ORDER = Comparator.<Row>comparingLong(row -> row.hash)
                .thenComparingDouble(row -> row.weight)
                .thenComparing(row -> row.labels, Arrays::compare)
                .thenComparing(row -> row.values, Arrays::compare)
                .thenComparing(row -> row.indices, Comparator.nullsFirst(Arrays::compare));

        private final long hash;
        private final double[] labels; // (outputs)
        private final double weight;
        private final int[] indices; // or null: all
        private final double[] values;
        private long copies = 1;

        private Row() { // for Kryo
            this(0, new double[0], 0, null, new double[0]);
        }

        private Row(long hash, double[] labels, double weight, int[] indices, double[] values) {
            this.hash = hash;
            this.labels = labels;
            this.weight = weight;
            this.indices = indices;
            this.values = values;
        }

        private static Row of(long hash, ExampleRow row, int features) {
            double[] labels = new double[row.labels()];
            Arrays.setAll(labels, row::label);
            int filled = 0;
            for (int k = 0; k < row.count(); k++) {
                filled += row.value(k) == 0 ? 0 : 1;
            }
            boolean sparse = filled < features / 2; // by the content alone: a table may hold either form
            int[] indices = sparse ? new int[filled] : null;
            double[] values = new double[sparse ? filled : features];
            int at = 0;
            for (int k = 0; k < row.count(); k++) {
                if (!sparse) {
                    values[row.index(k)] = row.value(k) + 0.0; // −0 + 0 = 0
                } else if (row.value(k) != 0) {
                    indices[at] = row.index(k);
                    values[at++] = row.value(k);
                }
            }
            return new Row(hash, labels, row.weight(), indices, values);
        }
    }

    /** Those that were taken, with nothing behind the last. */
    Row[] rows() {
        return Arrays.copyOf(rows, count);
    }

    /** Takes a row in, if it is among the first. */
    void add(ExampleRow row) {
        long hash = hash(row);
        if (hash <= largest) {
            add(Row.of(hash, row, features));
            if (count >= 2 * MOST_ROWS || valueCount >= 2 * MOST_VALUES) {
                keepFirst();
            }
        }
    }

    private void add(Row row) {
        if (count == rows.length) {
            rows = Arrays.copyOf(rows, Math.max(64, 2 * count));
        }
        rows[count++] = row;
        valueCount += row.values.length;
        sorted = false;
    }

    private long hash(ExampleRow row) {
        long sum = RowHash.term(row.weight(), RowHash.factor(WEIGHT));
        for (int o = 0; o < row.labels(); o++) {
            sum += RowHash.term(row.label(o), RowHash.factor(LABEL - o));
        }
        if (row.isDense() && factors == null) {
            factors = new long[features];
            Arrays.setAll(factors, RowHash::factor);
        }
        for (int k = 0; k < row.count(); k++) {
            long factor = row.isDense() ? factors[k] : RowHash.factor(row.index(k));
            sum += RowHash.term(row.value(k), factor);
        }
        return RowHash.finished(sum);
    }

    /** Adds the rows of a sample of other rows. */
    TableSample merge(TableSample other) {
        for (int i = 0; i < other.count; i++) {
            add(other.rows[i]);
        }
        largest = Math.min(largest, other.largest);
        keepFirst();
        return this;
    }

    /** Sorts the rows, makes those that are the same one, and drops what is too many; to be called before it is sent. */
    void keepFirst() {
        if (sorted) {
            return;
        }
        Arrays.sort(rows, 0, count, Row.ORDER);
        int kept = 0;
        long values = 0;
        for (int i = 0; i < count; i++) {
            if (kept > 0 && Row.ORDER.compare(rows[kept - 1], rows[i]) == 0) {
                rows[kept - 1].copies += rows[i].copies;
                continue;
            }
            if (kept == MOST_ROWS || values + rows[i].values.length > MOST_VALUES) {
                largest = rows[kept == 0 ? i : kept - 1].hash;
                break;
            }
            values += rows[i].values.length;
            rows[kept++] = rows[i];
        }
        Arrays.fill(rows, kept, count, null);
        count = kept;
        valueCount = values;
        sorted = true;
    }

    /**
     * The sample.
     *
     * @param of how many rows it is taken from
     */
    ExampleSample examples(long of) {
        keepFirst();
        double[][] labels = new double[count][];
        double[] weights = new double[count];
        long[] copies = new long[count];
        int[][] indices = new int[count][];
        double[][] values = new double[count][];
        for (int i = 0; i < count; i++) {
            labels[i] = rows[i].labels;
            weights[i] = rows[i].weight;
            copies[i] = rows[i].copies;
            indices[i] = rows[i].indices;
            values[i] = rows[i].values;
        }
        return new ExampleSample(of, features, labels, weights, copies, indices, values);
    }
}
