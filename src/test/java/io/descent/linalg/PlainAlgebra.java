package io.descent.linalg;

import java.util.Arrays;
import java.util.Random;

/** Textbook algebra on nested arrays, one loop for each sum: what the kernels are compared with. */
public final class PlainAlgebra {
    private PlainAlgebra() {}

    /** Independent normal values, (rows, columns). */
    public static double[][] gaussian(Random random, int rows, int columns) {
        double[][] x = new double[rows][columns];
        for (double[] row : x) {
            for (int j = 0; j < columns; j++) {
                row[j] = random.nextGaussian();
            }
        }
        return x;
    }

    /** Independent normal values, (length). */
    public static double[] gaussian(Random random, int length) {
        return gaussian(random, 1, length)[0];
    }

    /** Normal values of which about {@code share} are not 0, (rows, columns). */
    public static double[][] sparse(Random random, int rows, int columns, double share) {
        double[][] x = gaussian(random, rows, columns);
        for (double[] row : x) {
            for (int j = 0; j < columns; j++) {
                if (random.nextDouble() >= share) {
                    row[j] = 0;
                }
            }
        }
        return x;
    }

    /** Σⱼ aⱼbⱼ. */
    public static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }

    /** Ax, for A (rows, columns). */
    public static double[] times(double[][] a, double[] x) {
        double[] product = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            product[i] = dot(a[i], x);
        }
        return product;
    }

    /** Aᵀ. */
    public static double[][] transpose(double[][] a) {
        double[][] transposed = new double[a[0].length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[i].length; j++) {
                transposed[j][i] = a[i][j];
            }
        }
        return transposed;
    }

    /** AᵀΩA, with weights ω (rows) on the diagonal of Ω. */
    public static double[][] gram(double[][] a, double[] omega) {
        int d = a[0].length;
        double[][] gram = new double[d][d];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < d; j++) {
                for (int k = 0; k < d; k++) {
                    gram[j][k] += omega[i] * a[i][j] * a[i][k];
                }
            }
        }
        return gram;
    }

    /** The solution of Ax = b by elimination with row exchanges; both arguments are left as they are. */
    public static double[] solve(double[][] a, double[] b) {
        int n = b.length;
        double[][] work = new double[n][n + 1]; // A and b side by side
        for (int i = 0; i < n; i++) {
            System.arraycopy(a[i], 0, work[i], 0, n);
            work[i][n] = b[i];
        }
        for (int k = 0; k < n; k++) {
            int pivot = k;
            for (int i = k + 1; i < n; i++) {
                pivot = Math.abs(work[i][k]) > Math.abs(work[pivot][k]) ? i : pivot;
            }
            double[] row = work[pivot];
            work[pivot] = work[k];
            work[k] = row;
            for (int i = k + 1; i < n; i++) {
                double factor = work[i][k] / row[k];
                for (int j = k; j <= n; j++) {
                    work[i][j] -= factor * row[j];
                }
            }
        }
        double[] x = new double[n];
        for (int i = n - 1; i >= 0; i--) {
            double sum = work[i][n];
            for (int j = i + 1; j < n; j++) {
                sum -= work[i][j] * x[j];
            }
            x[i] = sum / work[i][i];
        }
        return x;
    }

    /** Every element 1, (length). */
    public static double[] ones(int length) {
        double[] ones = new double[length];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** An orthogonal matrix (n, n): random rows made orthonormal one after the other. */
    public static double[][] orthogonal(Random random, int n) {
        double[][] q = gaussian(random, n, n);
        for (int i = 0; i < n; i++) {
            for (int pass = 0; pass < 2; pass++) {
                for (int k = 0; k < i; k++) {
                    double part = dot(q[i], q[k]);
                    for (int j = 0; j < n; j++) {
                        q[i][j] -= part * q[k][j];
                    }
                }
            }
            double norm = Math.sqrt(dot(q[i], q[i]));
            for (int j = 0; j < n; j++) {
                q[i][j] /= norm;
            }
        }
        return q;
    }

    /** QᵀDQ: the symmetric matrix with the given eigenvalues along the rows of an orthogonal Q. */
    public static double[][] withSpectrum(double[][] q, double... eigenvalues) {
        return gram(q, eigenvalues);
    }
}
