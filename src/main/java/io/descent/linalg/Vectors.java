package io.descent.linalg;

/** Products, norms and updates of vectors as double arrays of one length. */
public final class Vectors {

    private Vectors() {}

    /** Σ aᵢbᵢ. */
    public static double dot(double[] a, double[] b) {
        Shapes.checkLength("b", b.length, a.length);
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum = Math.fma(a[i], b[i], sum);
        }
        return sum;
    }

    /** The Euclidean norm √Σ aᵢ², without overflow or underflow on the way. */
    public static double norm(double[] a) {
        double largest = 0;
        for (double value : a) {
            largest = Math.max(largest, Math.abs(value));
        }
        if (largest == 0 || !Double.isFinite(largest)) {
            return largest;
        }
        double sum = 0;
        for (double value : a) {
            double ratio = value / largest;
            sum += ratio * ratio;
        }
        return largest * Math.sqrt(sum);
    }

    /** The vector y + a·x, as a new array. */
    public static double[] plus(double[] y, double a, double[] x) {
        Shapes.checkLength("x", x.length, y.length);
        double[] sum = new double[y.length];
        for (int i = 0; i < y.length; i++) {
            sum[i] = Math.fma(a, x[i], y[i]);
        }
        return sum;
    }

    /** The vector a·x, as a new array. */
    public static double[] times(double a, double[] x) {
        double[] product = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            product[i] = a * x[i];
        }
        return product;
    }

    /** The vector a − b, as a new array. */
    public static double[] minus(double[] a, double[] b) {
        return plus(a, -1, b);
    }

    /** True if every element is a finite number. */
    public static boolean allFinite(double[] a) {
        for (double value : a) {
            if (!Double.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
