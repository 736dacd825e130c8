package io.descent.linalg;

import java.io.Serializable;

/**
 * An array of sums whose values do not depend on the order or grouping of their terms: integer counts of a {@link Grid}'s
 * spacing, and where more digits are wanted of a finer one's below it.
 */
public final class GridSums implements Serializable {

    private static final long serialVersionUID = 1L;

    private final Grid coarse;
    private final Grid fine; // null without a second level
    private final long[] coarseCounts; // (length)
    private final long[] fineCounts; // (length), or null

    private GridSums(int length, Grid coarse, Grid fine) {
        this.coarse = coarse;
        this.fine = fine;
        this.coarseCounts = new long[length];
        this.fineCounts = fine == null ? null : new long[length];
    }

    /** Sums that round each term to the grid. */
    public static GridSums coarse(int length, Grid grid) {
        return new GridSums(length, grid, null);
    }

    /** Sums that keep what rounding to the grid leaves over on a finer one. */
    public static GridSums fine(int length, Grid grid) {
        return new GridSums(length, grid, grid.finer());
    }

    /** The number of sums. */
    public int length() {
        return coarseCounts.length;
    }

    /** Heap bytes of the counts. */
    public long bytes() {
        return (fine == null ? 1L : 2L) * Long.BYTES * coarseCounts.length;
    }

    /** Adds a·b to sum j, without rounding the product to a double first. */
    public void addProduct(int j, double a, double b) {
        double rounded = Math.fma(a, b, coarse.rounder());
        coarseCounts[j] += Double.doubleToRawLongBits(rounded) - Double.doubleToRawLongBits(coarse.rounder());
        if (fine != null) {
            fineCounts[j] += fine.count(Math.fma(a, b, -(rounded - coarse.rounder())));
        }
    }

    /** Adds the terms of other sums on the same grid. */
    public void merge(GridSums other) {
        Shapes.checkLength("sums", other.coarseCounts.length, coarseCounts.length);
        Shapes.checkGrids(coarse, other.coarse);
        for (int j = 0; j < coarseCounts.length; j++) {
            coarseCounts[j] += other.coarseCounts[j];
        }
        if (fine != null) {
            for (int j = 0; j < fineCounts.length; j++) {
                fineCounts[j] += other.fineCounts[j];
            }
        }
    }

    /** The sum j, rounded to a double. */
    public double value(int j) {
        return value(coarse, coarseCounts[j], fine, fine == null ? 0 : fineCounts[j]);
    }

    static double value(Grid coarse, long coarseCount, Grid fine, long fineCount) {
        long low = coarseCount & 0xFFFFFFFFL; // halves, since a long may have more digits than a double
        CompensatedSum sum = new CompensatedSum();
        sum.reset((double) (coarseCount - low) * coarse.unit());
        sum.add((double) low * coarse.unit());
        if (fine != null) {
            long fineLow = fineCount & 0xFFFFFFFFL;
            sum.add((double) (fineCount - fineLow) * fine.unit());
            sum.add((double) fineLow * fine.unit());
        }
        return sum.value();
    }

    Grid grid() {
        return coarse;
    }

    Grid finerGrid() {
        return fine;
    }

    boolean hasFineCounts() {
        return fine != null;
    }

    long[] coarseCounts() {
        return coarseCounts;
    }

    long[] fineCounts() {
        return fineCounts;
    }
}
