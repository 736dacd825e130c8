package io.descent.linalg;

import java.io.Serializable;
import java.util.Arrays;

/**
 * An array of sums that are independent of the order and of the grouping of the additions: the same terms give the same
 * bits.
 *
 * <p>Terms are cut into slices on the grid of {@link Limbs}, and the slices of a limb are counted in integers, whose
 * addition is associative. A sum keeps the {@value #WINDOW} limbs from the highest one that any of its terms has
 * reached, and forgets those below. No carry ever passes from one limb to another, so that what a limb holds does not
 * depend on those forgotten. At least 120 binary digits below the largest term are kept: n terms of size at most X are
 * added with an error below n·2⁻¹²⁰·X, and the sum is rounded once, when it is read.
 *
 * <p>There may be 2³⁹ terms. Terms beyond 2⁹⁸⁹ ≈ 5·10²⁹⁷ have larger slices, and of the largest there may be 2²⁹. A sum
 * of a term beyond 2¹⁰⁰⁰, an infinite one or a NaN is NaN. A sum of zeros of any sign is +0.
 *
 * <p>After J. Demmel, H. D. Nguyen, "Parallel Reproducible Summation", IEEE Trans. Computers 64, 2015.
 */
public final class ExactSums implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Limbs of a sum. */
    static final int WINDOW = 6;

    private static final byte EMPTY = -1;
    private static final byte NOT_A_NUMBER = Byte.MAX_VALUE;

    private final int length;
    private byte[] tops; // (length): the highest limb of each sum; null while all are empty
    private long[] counts; // (length, WINDOW): units of the limbs tops[j], tops[j] − 1, …

    public ExactSums(int length) {
        this.length = length;
    }

    /** The number of sums. */
    public int length() {
        return length;
    }

    /** Adds a term to sum j. */
    public void add(int j, double term) {
        addRepeated(j, term, 1);
    }

    /** Adds a term to sum j as often as {@code times} says. */
    public void addRepeated(int j, double term, long times) {
        if (term == 0 || times == 0) {
            return;
        }
        double size = Math.abs(term);
        if (!(size <= Limbs.LARGEST)) {
            reach(j, NOT_A_NUMBER);
            return;
        }
        int k = Limbs.highest(size);
        int top = reach(j, k);
        int lowest = Math.max(0, top - WINDOW + 1);
        int at = j * WINDOW + top;
        for (double rest = term; k >= lowest && rest != 0; k--) {
            double rounder = Limbs.rounder(k);
            counts[at - k] += Limbs.count(rest, rounder) * times;
            rest -= (rest + rounder) - rounder;
        }
    }

    /** Adds a·b to sum j: the product rounded, and what the rounding took. */
    public void addProduct(int j, double a, double b) {
        double product = a * b;
        add(j, product);
        add(j, Math.fma(a, b, -product)); // a NaN if the product is none
    }

    /** Adds the sums of another array of the same length. */
    public void merge(ExactSums other) {
        Shapes.checkLength("sums", other.length, length);
        for (int j = 0; other.tops != null && j < length; j++) {
            int limb = other.tops[j];
            if (limb == EMPTY) {
                continue;
            }
            int top = reach(j, limb);
            for (int k = 0; k < WINDOW - (top - limb); k++) {
                counts[j * WINDOW + top - limb + k] += other.counts[j * WINDOW + k];
            }
        }
    }

    /** The sum j, rounded to the nearest double. */
    public double value(int j) {
        if (isEmpty(j)) {
            return 0;
        }
        int top = tops[j];
        return top == NOT_A_NUMBER ? Double.NaN : LimbRounding.value(counts, j * WINDOW, top);
    }

    /** Adds factor·(sum j) to another sum, with all its digits. */
    public void addTo(CompensatedSum target, int j, double factor) {
        if (isEmpty(j)) {
            return;
        }
        if (tops[j] == NOT_A_NUMBER) {
            target.add(Double.NaN);
            return;
        }
        for (int k = 0; k < WINDOW; k++) {
            long count = counts[j * WINDOW + k];
            int exponent = Limbs.exponent(tops[j] - k);
            long low = (int) count; // a double holds either half, but not always the whole
            target.addProduct(factor, Math.scalb((double) (count - low), exponent));
            target.addProduct(factor, Math.scalb((double) low, exponent));
        }
    }

    private boolean isEmpty(int j) {
        return tops == null || tops[j] == EMPTY;
    }

    /**
     * Lets the window of sum j reach up to a limb.
     *
     * @return the highest limb of the window
     */
    int reach(int j, int limb) {
        if (tops == null) {
            tops = new byte[length];
            counts = new long[Math.multiplyExact(length, WINDOW)];
            Arrays.fill(tops, EMPTY);
        }
        int top = tops[j];
        if (limb <= top) {
            return top;
        }
        int from = j * WINDOW;
        int up = top == EMPTY ? WINDOW : Math.min(limb - top, WINDOW);
        System.arraycopy(counts, from, counts, from + up, WINDOW - up);
        Arrays.fill(counts, from, from + up, 0);
        tops[j] = (byte) limb;
        return limb;
    }

    /** True if a limb lies within the window of sum j, which reaches up to it. */
    boolean keeps(int j, int limb) {
        return tops[j] - limb < WINDOW;
    }

    /** Adds units of a limb to sum j if it keeps them; its window must reach up to the limb. */
    void addCount(int j, int limb, long count) {
        if (keeps(j, limb)) {
            counts[j * WINDOW + tops[j] - limb] += count;
        }
    }
}
