package io.descent.spark;

import io.descent.linalg.Vectors;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Some rows of some features, known by their hashes. What is kept, and in which order, depends on the rows' content alone.
 * Rows that are the same count as copies of one.
 */
final class RowSample implements Serializable {

    private static final long serialVersionUID = 1L;

    private final int columns;
    private long[] hashes = new long[0]; // (rows)
    private double[] omegas = new double[0]; // (rows), of one copy
    private long[] copies = new long[0]; // (rows)
    private double[][] rows = new double[0][]; // (rows, columns)
    private int count;

    RowSample(int columns) {
        this.columns = columns;
    }

    /**
     * Adds a row.
     *
     * @param row (columns); kept, not copied
     */
    void add(long hash, double omega, double[] row) {
        add(hash, omega, row, 1);
    }

    private void add(long hash, double omega, double[] row, long times) {
        if (count == hashes.length) {
            int length = Math.max(16, 2 * count);
            hashes = Arrays.copyOf(hashes, length);
            omegas = Arrays.copyOf(omegas, length);
            copies = Arrays.copyOf(copies, length);
            rows = Arrays.copyOf(rows, length);
        }
        hashes[count] = hash;
        omegas[count] = omega;
        copies[count] = times;
        rows[count++] = row;
    }

    /** Adds the rows of another sample. */
    RowSample merge(RowSample other) {
        for (int i = 0; i < other.count; i++) {
            add(other.hashes[i], other.omegas[i], other.rows[i], other.copies[i]);
        }
        return this;
    }

    /** Sorts the rows by hash, then by content, makes those that are the same one, and keeps the first ones. */
    RowSample first(int most) {
        Integer[] order = IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(i -> hashes[i])
                        .thenComparingDouble(i -> omegas[i])
                        .thenComparing(i -> rows[i], Arrays::compare))
                .toArray(Integer[]::new);
        RowSample sorted = new RowSample(columns);
        for (int i : order) {
            if (sorted.endsWith(hashes[i], omegas[i], rows[i])) {
                sorted.copies[sorted.count - 1] += copies[i];
            } else if (sorted.count == most) {
                break;
            } else {
                sorted.add(hashes[i], omegas[i], rows[i], copies[i]);
            }
        }
        return sorted;
    }

    private boolean endsWith(long hash, double omega, double[] row) {
        int last = count - 1;
        return last >= 0 && hashes[last] == hash && omegas[last] == omega && Arrays.compare(rows[last], row) == 0;
    }

    /** How many rows these are, each copy counted. */
    long rows() {
        return Arrays.stream(copies, 0, count).sum();
    }

    /** How many rows these are, copies not counted. */
    int size() {
        return count;
    }

    /** The weight of a row with its copies. */
    double omega(int i) {
        return omegas[i] * copies[i];
    }

    double[] row(int i) {
        return rows[i];
    }

    /** √(Σωx²/Σω) of each column. */
    double[] rootMeanSquares() {
        double weight = 0;
        double[] squares = new double[columns];
        for (int i = 0; i < count; i++) {
            weight += omega(i);
            for (int k = 0; k < columns; k++) {
                squares[k] += omega(i) * rows[i][k] * rows[i][k];
            }
        }
        double[] roots = Vectors.times(weight > 0 ? 1 / weight : 0, squares);
        for (int k = 0; k < columns; k++) {
            roots[k] = Math.sqrt(roots[k]);
        }
        return roots;
    }

    /**
     * True if the mean square of the columns' correlations is at most {@code chance}/rows, with 1/rows what independent
     * columns would show, and none is above {@code strong} in size.
     *
     * @param roots as {@link #rootMeanSquares}
     */
    boolean isUncorrelated(double[] roots, double chance, double strong) {
        double squares = 0;
        for (int k = 0; k < columns; k++) {
            double[] products = new double[columns]; // Σωxₖxₗ, l < k
            double weight = 0;
            for (int i = 0; i < count; i++) {
                double factor = omega(i) * rows[i][k];
                weight += omega(i);
                for (int l = 0; l < k; l++) {
                    products[l] += factor * rows[i][l];
                }
            }
            for (int l = 0; l < k; l++) {
                double scale = roots[k] * roots[l] * weight;
                double correlation = scale > 0 ? products[l] / scale : 0;
                if (Math.abs(correlation) > strong) {
                    return false;
                }
                squares += correlation * correlation;
            }
        }
        double pairs = Math.max(1, columns * (columns - 1.0) / 2);
        return squares / pairs <= chance / count;
    }
}
