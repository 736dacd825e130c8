package io.descent.linalg;

/**
 * Extreme eigenvalues of a symmetric tridiagonal matrix by bisection on Sturm counts (G. H. Golub,
 * C. F. Van Loan, Matrix Computations, section 8.4). With the coefficients of a conjugate-gradient
 * run as entries they estimate the extreme curvatures of the objective.
 */
public final class SymmetricTridiagonal {

    private static final int BISECTIONS = 100;

    private SymmetricTridiagonal() {}

    /**
     * The smallest eigenvalue.
     *
     * @param diagonal (n), n ≥ 1
     * @param offDiagonal (n − 1 or more)
     */
    public static double smallestEigenvalue(double[] diagonal, double[] offDiagonal) {
        return eigenvalue(diagonal, offDiagonal, 1);
    }

    /** The largest eigenvalue; arguments as for {@link #smallestEigenvalue}. */
    public static double largestEigenvalue(double[] diagonal, double[] offDiagonal) {
        return eigenvalue(diagonal, offDiagonal, diagonal.length);
    }

    private static double eigenvalue(double[] d, double[] e, int rank) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < d.length; i++) { // Gershgorin's discs hold all eigenvalues
            double radius = (i > 0 ? Math.abs(e[i - 1]) : 0) + (i + 1 < d.length ? Math.abs(e[i]) : 0);
            low = Math.min(low, d[i] - radius);
            high = Math.max(high, d[i] + radius);
        }
        for (int k = 0; k < BISECTIONS && low < high; k++) {
            double middle = low + (high - low) / 2;
            if (middle <= low || middle >= high) {
                break;
            }
            if (countBelow(d, e, middle) >= rank) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return low + (high - low) / 2;
    }

    /** The number of eigenvalues below x: the negative pivots of T − xI. */
    private static int countBelow(double[] d, double[] e, double x) {
        int count = 0;
        double pivot = 1;
        for (int i = 0; i < d.length; i++) {
            double coupling = i == 0 ? 0 : e[i - 1] * e[i - 1];
            pivot = d[i] - x - coupling / pivot;
            if (pivot == 0) {
                pivot = Double.MIN_NORMAL;
            }
            if (pivot < 0) {
                count++;
            }
        }
        return count;
    }
}
