package io.descent.gradient;

import io.descent.linalg.ExactSums;
import io.descent.linalg.ExactTile;
import java.util.Arrays;

/**
 * Gathers dense rows, to add many of them to {@link ColumnStatistics} at once. The result is the same as of adding value
 * by value, and comes many times faster.
 *
 * <p>Short rows lie side by side: a line of the tile holds {@code copies} of them.
 */
final class DenseTile {

    /** Rows of more columns are not worth a tile. */
    static final int MAX_COLUMNS = 1 << 16;

    private static final int LINE = 512; // values: long enough for loops over vectors
    private static final int VALUES = 1 << 14; // three tiles stay in a core's second cache
    private static final int MIN_LINES = 8;

    /** Products of doubles up to this size are safe from the range of exact sums. */
    private static final double LARGEST = 0x1p999;

    private final int columns;
    private final int copies; // rows in a line
    private final double[][] values; // (lines, copies·columns)
    private final double[][] squares; // (lines, copies·columns)
    private final double[][] squareRests; // (lines, copies·columns)
    private double[][] rests; // (lines, copies·columns); null until there is a weight other than 1
    private final double[] weights; // (lines·copies)
    private final double[] low; // (copies·columns), then (columns)
    private final double[] high; // (copies·columns), then (columns)
    private final double[] largest; // (columns)
    private final ExactTile exact;
    private int line; // of the next row
    private int at; // its place in the line
    private int rows;
    private double largestWeight;
    private boolean weighted;

    DenseTile(int columns) {
        this.columns = columns;
        copies = Math.max(1, LINE / columns);
        int length = copies * columns;
        int lines = Math.max(MIN_LINES, VALUES / length);
        values = new double[lines][length];
        squares = new double[lines][length];
        squareRests = new double[lines][length];
        weights = new double[lines * copies];
        low = new double[length];
        high = new double[length];
        largest = new double[columns];
        exact = new ExactTile(columns, copies);
    }

    /** Takes a row in: its values but for the last, and the last. There must be room. */
    void add(double[] first, double last, double weight) {
        double[] to = values[line];
        System.arraycopy(first, 0, to, at, columns - 1);
        to[at + columns - 1] = last;
        at += columns;
        if (at == to.length) {
            at = 0;
            line++;
        }
        weights[rows++] = weight;
        weighted |= weight != 1;
        largestWeight = Math.max(largestWeight, Math.abs(weight));
    }

    boolean isFull() {
        return rows == weights.length;
    }

    /** Adds the rows to statistics, and is empty then. */
    void moveTo(ColumnStatistics statistics) {
        int lines = line;
        if (lines > 0) {
            range(lines);
        }
        if (lines > 0 && isInRange()) {
            for (int j = 0; j < columns; j++) {
                statistics.range(j, low[j], high[j], (long) lines * copies);
            }
            if (weighted) {
                addWeighted(statistics, lines);
            } else {
                add(statistics, lines);
            }
        } else {
            lines = 0;
        }
        for (int i = lines * copies; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                statistics.add(j, values[i / copies][i % copies * columns + j], weights[i]);
            }
        }
        line = 0;
        at = 0;
        rows = 0;
        largestWeight = 0;
        weighted = false;
    }

    private void range(int lines) {
        Arrays.fill(low, Double.POSITIVE_INFINITY);
        Arrays.fill(high, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < lines; i++) {
            TileKernels.rangeKernel(values[i], low, high, low.length);
        }
        for (int j = 0; j < columns; j++) {
            for (int c = j + columns; c < low.length; c += columns) {
                low[j] = Math.min(low[j], low[c]);
                high[j] = Math.max(high[j], high[c]);
            }
            largest[j] = Math.max(-low[j], high[j]);
        }
    }

    private boolean isInRange() {
        for (double size : largest) {
            double product = largestWeight * size;
            if (!(size * size <= LARGEST && product <= LARGEST && product * size <= LARGEST)) {
                return false;
            }
        }
        return true;
    }

    private void add(ColumnStatistics statistics, int lines) {
        for (int i = 0; i < lines; i++) {
            TileKernels.squareKernel(values[i], squares[i], squareRests[i], low.length);
        }
        exact.addTo(statistics.sums(), values, lines, largest);
        for (int j = 0; j < columns; j++) {
            largest[j] *= largest[j];
        }
        addWithRests(statistics.squares(), squares, squareRests, lines);
    }

    private void addWeighted(ColumnStatistics statistics, int lines) {
        if (rests == null) {
            rests = new double[values.length][low.length];
        }
        double[] omega = new double[low.length];
        for (int i = 0; i < lines; i++) {
            for (int k = 0; k < copies; k++) {
                Arrays.fill(omega, k * columns, (k + 1) * columns, weights[i * copies + k]);
            }
            TileKernels.weightKernel(values[i], omega, rests[i], squares[i], squareRests[i], low.length);
        }
        measure(values, lines);
        addWithRests(statistics.sums(), values, rests, lines);
        measure(squares, lines);
        addWithRests(statistics.squares(), squares, squareRests, lines);
    }

    private void measure(double[][] terms, int lines) {
        Arrays.fill(high, 0);
        for (int i = 0; i < lines; i++) {
            TileKernels.sizeKernel(terms[i], high, high.length);
        }
        Arrays.fill(largest, 0);
        for (int c = 0; c < high.length; c++) {
            largest[c % columns] = Math.max(largest[c % columns], high[c]);
        }
    }

    /** Adds products, of the sizes in {@code largest}, and what their rounding took. */
    private void addWithRests(ExactSums target, double[][] products, double[][] lost, int lines) {
        exact.addTo(target, products, lines, largest);
        for (int j = 0; j < columns; j++) {
            largest[j] *= 0x1p-51; // two roundings of half a digit each took less
        }
        exact.addTo(target, lost, lines, largest);
    }
}
