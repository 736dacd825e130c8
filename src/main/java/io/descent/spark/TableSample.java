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

    private static final int WEIGHT = -1;
    private static final int LABEL = -2; // the first; the others count down

    private final int features;
    private Row[] rows = new Row[0]; // the first ones sorted, and different from each other
    private int sorted;
    private int count;
    private long valueCount;
    private long firstOut = Long.MAX_VALUE; // the hash of the first row, in their order, for which there was no room
    private transient long[] factors; // (features), for dense rows

    TableSample(int features) {
        this.features = features;
    }

    /** Heap bytes, at most. */
    static long bytes(int features, int labels) {
        return 12 * Math.min(MOST_VALUES, (long) MOST_ROWS * features) + (128L + 8L * labels) * MOST_ROWS;
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
            Arrays.setAll(labels, o -> row.label(o) + 0.0); // −0 + 0 = 0
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
                    values[row.index(k)] = row.value(k) + 0.0;
                } else if (row.value(k) != 0) {
                    indices[at] = row.index(k);
                    values[at++] = row.value(k);
                }
            }
            return new Row(hash, labels, row.weight(), indices, values);
        }

        /** True if a row of the same hash has the same content. */
        private boolean isLike(ExampleRow row) {
            if (row.weight() != weight) {
                return false;
            }
            for (int o = 0; o < labels.length; o++) {
                if (row.label(o) != labels[o]) {
                    return false;
                }
            }
            int at = 0;
            for (int k = 0; k < row.count(); k++) {
                double value = row.value(k);
                if (indices == null) {
                    if (values[row.index(k)] != value) {
                        return false;
                    }
                } else if (value != 0) {
                    if (at == indices.length || indices[at] != row.index(k) || values[at] != value) {
                        return false;
                    }
                    at++;
                }
            }
            return indices == null ? row.isDense() || sameZeros(row) : at == indices.length;
        }

        /** True if there are as many values other than 0 as in a row that leaves some out. */
        private boolean sameZeros(ExampleRow row) {
            int filled = 0;
            for (double value : values) {
                filled += value == 0 ? 0 : 1;
            }
            for (int k = 0; k < row.count(); k++) {
                filled -= row.value(k) == 0 ? 0 : 1;
            }
            return filled == 0;
        }
    }

    /** Those that were taken, with nothing behind the last. */
    Row[] rows() {
        return Arrays.copyOf(rows, count);
    }

    /** Takes a row in, if it is among the first. */
    void add(ExampleRow row) {
        long hash = hash(row);
        if (hash >= firstOut) {
            return;
        }
        int known = find(hash);
        if (known >= 0 && rows[known].isLike(row)) {
            rows[known].copies++; // tables of few different rows are common, and long
            return;
        }
        add(Row.of(hash, row, features));
        if (count >= sorted + MOST_ROWS || valueCount >= 2 * MOST_VALUES) {
            keepFirst();
        }
    }

    /** Where a row of that hash is among those that are sorted; negative if there is none. */
    private int find(long hash) {
        int low = 0;
        int high = sorted - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Long.compare(rows[middle].hash, hash);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    private void add(Row row) {
        if (count == rows.length) {
            rows = Arrays.copyOf(rows, Math.max(64, 2 * count));
        }
        rows[count++] = row;
        valueCount += row.values.length;
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
        firstOut = Math.min(firstOut, other.firstOut);
        sorted = 0;
        keepFirst();
        return this;
    }

    /**
     * Sorts the rows, makes those that are the same one, and drops those from the first on for which there is no room; to
     * be called before it is sent.
     */
    void keepFirst() {
        if (sorted == count) {
            return;
        }
        Arrays.sort(rows, 0, count, Row.ORDER);
        int kept = 0;
        long values = 0;
        for (int i = 0; i < count && rows[i].hash < firstOut; i++) {
            if (kept > 0 && Row.ORDER.compare(rows[kept - 1], rows[i]) == 0) {
                rows[kept - 1].copies += rows[i].copies;
            } else if (kept == MOST_ROWS || values + rows[i].values.length > MOST_VALUES) {
                firstOut = rows[i].hash;
            } else {
                values += rows[i].values.length;
                rows[kept++] = rows[i];
            }
        }
        Arrays.fill(rows, kept, count, null);
        count = kept;
        sorted = kept;
        valueCount = values;
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
