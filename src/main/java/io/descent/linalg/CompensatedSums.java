package io.descent.linalg;

import java.io.Serializable;

/** An array of sums, each as accurate as {@link CompensatedSum}'s, that can be merged. */
public final class CompensatedSums implements Serializable {

    private static final long serialVersionUID = 1L;

    private final double[] sums;
    private final double[] errors;

    public CompensatedSums(int length) {
        sums = new double[length];
        errors = new double[length];
    }

    /** Adds a term to sum j. */
    public void add(int j, double term) {
        double total = sums[j] + term;
        double back = total - sums[j];
        errors[j] += (sums[j] - (total - back)) + (term - back);
        sums[j] = total;
    }

    /** Adds a·b to sum j without rounding the product first. */
    public void addProduct(int j, double a, double b) {
        double product = a * b;
        errors[j] += Math.fma(a, b, -product);
        add(j, product);
    }

    /** Adds the sums of another array of the same length. */
    public void merge(CompensatedSums other) {
        Shapes.checkLength("sums", other.sums.length, sums.length);
        for (int j = 0; j < sums.length; j++) {
            add(j, other.sums[j]);
            errors[j] += other.errors[j];
        }
    }

    /** The sum j, rounded. */
    public double value(int j) {
        return sums[j] + errors[j];
    }

    /** Adds factor·(sum j) to another sum, with all its digits. */
    public void addTo(CompensatedSum target, int j, double factor) {
        target.addProduct(factor, sums[j]);
        target.addProduct(factor, errors[j]);
    }
}
