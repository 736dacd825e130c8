package io.descent.linalg;

/**
 * The fixed-point grid on which {@link ExactSums} adds. Limb k counts units of 2^(24k − 1074), k = 0 … 85: the lowest
 * unit is the smallest double, and the highest leaves room for terms up to {@link #LARGEST}.
 *
 * <p>A double is cut into slices from above: slice k is what is left of it, rounded to the nearest multiple of unit k,
 * ties to even, and is taken off. Adding and subtracting Mₖ = 1.5·2⁵²·unit k does that in two exact steps. Slices are
 * at most half a unit of the limb above, so that those above a term's highest are 0 wherever the cutting starts: they
 * depend on the term alone. Terms beyond 2⁹⁸⁹ have no limb above, and a larger slice in the highest one.
 */
final class Limbs {

    /** Digits of a limb. */
    static final int DIGITS = 24;

    /** Terms may be this large, 2¹⁰⁰⁰ > 10³⁰¹. */
    static final double LARGEST = 0x1p1000;

    /** From Mₖ to Mₖ₋₁. */
    static final double DOWN = 0x1p-24;

    private static final int NUMBER = 86;

    private static final double[] ROUNDERS = new double[NUMBER]; // Mₖ
    private static final double[] HALVES = new double[NUMBER]; // half a unit; rounded down to 0 for limb 0

    static {
        for (int k = 0; k < NUMBER; k++) {
            ROUNDERS[k] = Math.scalb(1.5, 52 + exponent(k));
            HALVES[k] = Math.scalb(1.0, exponent(k) - 1);
        }
    }

    private Limbs() {}

    /** The binary exponent of the unit of limb k. */
    static int exponent(int k) {
        return DIGITS * k - 1074;
    }

    /** Mₖ; (x + Mₖ) − Mₖ is x rounded to units of limb k, for |x| below 2⁵¹ units. */
    static double rounder(int k) {
        return ROUNDERS[k];
    }

    /** The units of limb k in x, rounded to the nearest integer, ties to even; for |x| below 2⁵¹ units. */
    static long count(double x, double rounder) {
        return Double.doubleToRawLongBits(x + rounder) - Double.doubleToRawLongBits(rounder);
    }

    /** The limb of the highest slice that is not 0, of a term of the given size: more than 0, at most LARGEST. */
    static int highest(double size) {
        int exponent = Math.max(Math.getExponent(size), Double.MIN_EXPONENT);
        int k = Math.min((exponent + 1075) / DIGITS, NUMBER - 1); // size < 2^(exponent + 1) ≤ half a unit of k + 1
        while (size <= HALVES[k]) {
            k--;
        }
        return k;
    }
}
