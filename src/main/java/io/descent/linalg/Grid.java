package io.descent.linalg;

import java.io.Serializable;

/**
 * A common spacing u = 2ᵉ to which terms are rounded before they are added, so that a sum is an integer count of u, and
 * neither the order nor the grouping of the additions can matter.
 *
 * <p>A term t is rounded by adding M = 1.5·2⁵²·u: the doubles around M lie exactly u apart. The bits of t + M, read as an
 * integer, then exceed those of M by t/u. The rounding depends on t and u alone, never on a running sum.
 *
 * <p>With terms of at most 2ᵏu, k = min(50, 61 − ⌈log₂ n⌉), no sum of n terms leaves the range of a {@code long}. The
 * error of the mean of the terms is at most u/2, and typically u/√n. No grid is finer than 2⁻¹⁰⁰⁰: terms far below that
 * count as 0.
 */
public final class Grid implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Terms of more than 2⁵¹u would leave the doubles that lie u apart. */
    private static final int MOST_DIGITS = 50;

    /** Binary digits of a count; one is its sign, one is kept free. */
    private static final int COUNT_DIGITS = 61;

    private static final int SMALLEST_EXPONENT = -1000;
    private static final int LARGEST_EXPONENT = 960; // M must be finite

    private final int exponent; // e
    private final int digits; // k
    private final double rounder; // M

    private Grid(int exponent, int digits) {
        this.exponent = Math.max(SMALLEST_EXPONENT, exponent);
        this.digits = digits;
        this.rounder = Math.scalb(1.5 * 0x1p52, this.exponent);
    }

    /**
     * The finest grid for terms of a given size.
     *
     * @param largest the size of the largest term, ≥ 0
     * @param terms how many there are at most
     * @throws IllegalArgumentException if {@code largest} is not {@link #fits within range}
     */
    public static Grid of(double largest, long terms) {
        if (!fits(largest)) {
            throw new IllegalArgumentException(
                    "terms must be smaller than 2^" + LARGEST_EXPONENT + ", but may be " + largest);
        }
        int rows = Long.SIZE - Long.numberOfLeadingZeros(Math.max(1, terms) - 1); // ⌈log₂ n⌉
        int digits = Math.min(MOST_DIGITS, COUNT_DIGITS - rows);
        return new Grid(Math.getExponent(largest) + 1 - digits, digits);
    }

    /** True if terms of this size can be added on a grid. */
    public static boolean fits(double largest) {
        return largest >= 0 && largest < 0x1p960;
    }

    /** A grid as many digits further down, for what rounding to this one leaves over. */
    public Grid finer() {
        return new Grid(exponent - digits, digits);
    }

    /** u. */
    public double unit() {
        return Math.scalb(1.0, exponent);
    }

    /** M: t + M − M is t, rounded to a multiple of u. */
    public double rounder() {
        return rounder;
    }

    /** How many u a term is, rounded to even. */
    public long count(double term) {
        return Double.doubleToRawLongBits(term + rounder) - Double.doubleToRawLongBits(rounder);
    }

    /** True if both round alike. */
    boolean matches(Grid other) {
        return exponent == other.exponent && digits == other.digits;
    }

    @Override
    public String toString() {
        return "2^" + exponent;
    }
}
