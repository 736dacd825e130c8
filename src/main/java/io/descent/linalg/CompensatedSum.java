package io.descent.linalg;

/**
 * A running sum of terms and products that carries its own rounding error, so that the value is as
 * good as if it had been computed in twice the precision of a double (T. Ogita, S. M. Rump, S.
 * Oishi, "Accurate Sum and Dot Product", SIAM J. Sci. Comput. 26, 2005).
 */
public final class CompensatedSum {

    private double sum;
    private double error;

    /** Starts again from a first term. */
    public void reset(double first) {
        sum = first;
        error = 0;
    }

    /** Adds a term. */
    public void add(double term) {
        double total = sum + term;
        double back = total - sum;
        error += (sum - (total - back)) + (term - back);
        sum = total;
    }

    /** Adds the product a·b without rounding it first. */
    public void addProduct(double a, double b) {
        double product = a * b;
        error += Math.fma(a, b, -product);
        add(product);
    }

    /** The sum, rounded once. */
    public double value() {
        return sum + error;
    }
}
