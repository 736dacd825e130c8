package io.descent.linalg;

import java.io.Serializable;

/**
 * One sum whose value does not depend on the order or grouping of its terms, on two {@link Grid}s: what rounding to the
 * coarse one leaves over is rounded to the fine one. So it holds some 80 binary digits below its largest term.
 */
public final class GridSum implements Serializable {

    private static final long serialVersionUID = 1L;

    private final Grid coarse;
    private final Grid fine;
    private long coarseCount;
    private long fineCount;

    /** An empty sum of terms that the grid was made for. */
    public GridSum(Grid grid) {
        coarse = grid;
        fine = grid.finer();
    }

    /** Adds a term. */
    public void add(double term) {
        addProduct(term, 1);
    }

    /** Adds the product a·b without rounding it to a double first. */
    public void addProduct(double a, double b) {
        double rounded = Math.fma(a, b, coarse.rounder());
        double rest = Math.fma(a, b, -(rounded - coarse.rounder()));
        coarseCount += Double.doubleToRawLongBits(rounded) - Double.doubleToRawLongBits(coarse.rounder());
        fineCount += fine.count(rest);
    }

    /**
     * Adds the products a[i]·b[i], i < count.
     *
     * @param a (at least count)
     * @param b (at least count)
     */
    public void addProducts(double[] a, double[] b, int count) {
        Shapes.checkLengthAtLeast("a", a.length, count);
        Shapes.checkLengthAtLeast("b", b.length, count);
        long[] counts = new long[1];
        long[] fineCounts = new long[1];
        Kernels.forTerms(count).addTransposeTimes(a, count, b, coarse, counts, fine, fineCounts);
        coarseCount += counts[0];
        fineCount += fineCounts[0];
    }

    /** Adds a term some times. */
    public void addRepeated(double term, long times) {
        double rounded = term + coarse.rounder();
        double rest = term - (rounded - coarse.rounder());
        coarseCount += times * (Double.doubleToRawLongBits(rounded) - Double.doubleToRawLongBits(coarse.rounder()));
        fineCount += times * fine.count(rest);
    }

    /** Adds the terms of another sum on the same grid. */
    public void merge(GridSum other) {
        Shapes.checkGrids(coarse, other.coarse);
        coarseCount += other.coarseCount;
        fineCount += other.fineCount;
    }

    /** The sum, rounded to a double. */
    public double value() {
        return GridSums.value(coarse, coarseCount, fine, fineCount);
    }
}
