package io.descent.linalg;

/** The value of a window of limbs as the nearest double. */
final class LimbRounding {

    private static final int DIGITS = Limbs.DIGITS;
    private static final long MASK = (1L << DIGITS) - 1;

    private LimbRounding() {}

    /**
     * Σ counts[from + i]·unit(top − i) over the window, rounded to nearest, ties to even.
     *
     * @param counts of the limbs, from the highest down; of any sign and size
     */
    static double value(long[] counts, int from, int top) {
        long[] digits = new long[ExactSums.WINDOW]; // from 0 to 2²⁴ − 1, but for the highest
        carry(counts, from, digits);
        boolean negative = digits[0] < 0;
        if (negative) {
            for (int i = 0; i < digits.length; i++) {
                digits[i] = -digits[i];
            }
            carry(digits, 0, digits);
        }
        double size = size(digits, top);
        return negative ? -size : size;
    }

    private static void carry(long[] counts, int from, long[] digits) {
        long carry = 0;
        for (int i = ExactSums.WINDOW - 1; i > 0; i--) {
            long count = counts[from + i] + carry;
            digits[i] = count & MASK;
            carry = count >> DIGITS;
        }
        digits[0] = counts[from] + carry;
    }

    /** Gathers the 63 highest binary digits, the last one set if any below is, and lets them be rounded at once. */
    private static double size(long[] digits, int top) {
        long head = digits[0];
        int exponent = Limbs.exponent(top);
        int i = 1;
        for (; i < digits.length && head >> (63 - DIGITS) == 0; i++) {
            head = head << DIGITS | digits[i];
            exponent -= DIGITS;
        }
        if (i < digits.length) {
            int room = Long.numberOfLeadingZeros(head) - 1;
            head = head << room | digits[i] >> (DIGITS - room);
            exponent -= room;
            long below = digits[i] & (MASK >> room);
            for (i++; i < digits.length; i++) {
                below |= digits[i];
            }
            head |= below == 0 ? 0 : 1;
        }
        return Math.scalb((double) head, exponent);
    }
}
