package io.descent.linalg;

import dev.ludovic.netlib.lapack.JavaLAPACK;
import dev.ludovic.netlib.lapack.LAPACK;
import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.netlib.util.intW;

/**
 * Keeps, of any number of rows of a matrix X, only the triangular factor R of X = QR, from which
 * the dependence of X's columns on each other follows. Rows are taken in batches; sketches of
 * different rows are merged (J. Demmel, L. Grigori, M. Hoemmen, J. Langou, "Communication-optimal
 * parallel and sequential QR and LU factorizations", SIAM J. Sci. Comput. 34, 2012).
 */
public final class DependenceSketch implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final LAPACK LAPACK = lapack();

    private final int columns;
    private final int capacity;
    private final double[] rows; // (capacity, columns), by columns
    private int used;
    private double weight;

    /**
     * LAPACK in Java works out the constants of its arithmetic when they are first wanted, in static fields, and another
     * thread that wants them meanwhile gets an infinity and loops forever. Here that happens once, before any use.
     */
    private static LAPACK lapack() {
        LAPACK lapack = JavaLAPACK.getInstance();
        lapack.dlamch("E");
        return lapack;
    }

    public DependenceSketch(int columns) {
        this.columns = columns;
        this.capacity = 2 * columns + 64;
        this.rows = new double[capacity * columns];
    }

    /**
     * Adds a row with a weight ω: √ω·row.
     *
     * @param row (columns)
     */
    public void add(double[] row, double omega) {
        append(row, Math.sqrt(omega));
        weight += omega;
    }

    private void append(double[] row, double factor) {
        Shapes.checkLength("row", row.length, columns);
        if (used == capacity) {
            compress();
        }
        for (int j = 0; j < columns; j++) {
            rows[j * capacity + used] = factor * row[j];
        }
        used++;
    }

    /**
     * Adds the rows of another sketch of the same columns.
     *
     * @return this
     */
    public DependenceSketch merge(DependenceSketch other) {
        Shapes.checkLength("columns", other.columns, columns);
        double[] row = new double[columns];
        for (int i = 0; i < other.used; i++) {
            for (int j = 0; j < columns; j++) {
                row[j] = other.rows[j * capacity + i];
            }
            append(row, 1);
        }
        weight += other.weight;
        return this;
    }

    /** Σω. */
    public double weight() {
        return weight;
    }

    /**
     * The factor of 2/Σω·XᵀX + diag(ridge), the second derivative of the mean squared error.
     *
     * @param ridge (columns), > 0
     */
    public TriangularFactor secondDerivative(double[] ridge) {
        Shapes.checkLength("ridge", ridge.length, columns);
        DependenceSketch sum = new DependenceSketch(columns);
        double scale = Math.sqrt(2 / weight);
        double[] row = new double[columns];
        compress();
        for (int i = 0; i < used; i++) {
            for (int j = 0; j < columns; j++) {
                row[j] = rows[j * capacity + i];
            }
            sum.append(row, scale);
        }
        for (int j = 0; j < columns; j++) {
            double[] unit = new double[columns];
            unit[j] = 1;
            sum.append(unit, Math.sqrt(ridge[j]));
        }
        sum.compress();
        double[] r = new double[columns * columns];
        for (int i = 0; i < columns; i++) {
            for (int j = i; j < columns; j++) {
                r[i * columns + j] = sum.rows[j * sum.capacity + i];
            }
        }
        return new TriangularFactor(columns, r);
    }

    /** Replaces the rows by their triangular factor. */
    public void compress() {
        if (used == 0) {
            return; // LAPACK refuses a matrix without rows
        }
        int rank = Math.min(used, columns);
        double[] tau = new double[Math.max(1, rank)];
        double[] work = new double[64 * Math.max(1, columns)];
        intW info = new intW(0);
        LAPACK.dgeqrf(used, columns, rows, capacity, tau, work, work.length, info);
        for (int j = 0; j < columns; j++) { // below the diagonal lie the reflectors
            int from = Math.min(j + 1, rank);
            Arrays.fill(rows, j * capacity + from, j * capacity + used, 0);
        }
        used = rank;
    }

    /** Finds which columns depend on which, by a QR factorisation with column pivoting. */
    public ColumnDependence analyse() {
        compress();
        double[] r = rows.clone();
        if (used == 0) {
            return new ColumnDependence(
                    columns, 0, capacity, r, IntStream.range(0, columns).toArray());
        }
        int[] pivots = new int[columns];
        int rank = Math.min(used, columns);
        double[] tau = new double[Math.max(1, rank)];
        double[] work = new double[64 * columns + 3];
        LAPACK.dgeqp3(used, columns, r, capacity, pivots, tau, work, work.length, new intW(0));
        for (int j = 0; j < columns; j++) {
            pivots[j]--; // LAPACK counts from 1
        }
        return new ColumnDependence(columns, rank, capacity, r, pivots);
    }
}
