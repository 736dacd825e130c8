package io.descent.linalg;

import java.util.ArrayList;
import java.util.List;

/**
 * Which columns of a matrix are, but for rounding, linear combinations of others, and how close the
 * rest comes to that. From XP = QR with the diagonal of R falling in size.
 */
public final class ColumnDependence {

    private static final double PART = 1e-6;

    private final int columns;
    private final int rows;
    private final int stride;
    private final double[] r; // (rows, columns) by columns, upper triangle
    private final int[] pivots; // (columns)

    ColumnDependence(int columns, int rows, int stride, double[] r, int[] pivots) {
        this.columns = columns;
        this.rows = rows;
        this.stride = stride;
        this.r = r;
        this.pivots = pivots;
    }

    /** The number of columns that are independent to a relative tolerance. */
    public int rank(double tolerance) {
        int rank = 0;
        while (rank < rows && diagonal(rank) > tolerance * diagonal(0) && diagonal(rank) > 0) {
            rank++;
        }
        return rank;
    }

    /**
     * The smallest diagonal element among the first {@code rank}, over the largest: about the inverse
     * of the condition number of these columns. 1 for rank 0.
     */
    public double inverseCondition(int rank) {
        return rank == 0 ? 1 : diagonal(rank - 1) / diagonal(0);
    }

    /** The size of the smallest diagonal element among the first {@code rank}. */
    public double smallest(int rank) {
        return diagonal(rank - 1);
    }

    /**
     * The columns beyond the first {@code rank} pivots, each with the columns it is a combination of.
     */
    public List<Dependent> dependent(int rank) {
        List<Dependent> found = new ArrayList<>();
        for (int k = rank; k < columns; k++) {
            double[] coefficients = solve(rank, k);
            List<Integer> on = new ArrayList<>();
            for (int i = 0; i < rank; i++) {
                if (Math.abs(coefficients[i]) > PART) {
                    on.add(pivots[i]);
                }
            }
            on.sort(null);
            found.add(new Dependent(pivots[k], List.copyOf(on)));
        }
        found.sort((a, b) -> Integer.compare(a.column(), b.column()));
        return found;
    }

    private double diagonal(int k) {
        return Math.abs(r[k * stride + k]);
    }

    /** Back-substitution: R₁₁a = r₁ₖ. */
    private double[] solve(int rank, int k) {
        double[] a = new double[rank];
        for (int i = rank - 1; i >= 0; i--) {
            double sum = r[k * stride + i];
            for (int j = i + 1; j < rank; j++) {
                sum -= r[j * stride + i] * a[j];
            }
            a[i] = sum / r[i * stride + i];
        }
        return a;
    }

    /**
     * A column that others determine.
     *
     * @param column its number
     * @param on the columns whose combination it is; none for a column of zeros
     */
    public record Dependent(int column, List<Integer> on) {}
}
