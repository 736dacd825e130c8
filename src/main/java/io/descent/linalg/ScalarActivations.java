package io.descent.linalg;

/**
 * Activations of a single float32, and the numbers that they are made of.
 *
 * <p>Both functions rest on exp(y) = 2ⁿ·exp(r) for y ≤ 0 and r = y − n·ln 2, n being y / ln 2 rounded to the nearest
 * integer, so that |r| ≤ 0.347 (Cody and Waite's reduction; Software Manual for the Elementary Functions, 1980). The
 * Taylor polynomial of degree 7 then has exp(r) − 1 within a relative 2·10⁻⁸, a third of float32's rounding error. That
 * difference is kept apart to the end: it makes exp(y) − 1 = 2ⁿ·(exp(r) − 1) + (2ⁿ − 1) as accurate near 0 as elsewhere.
 *
 * <p>{@link VectorActivations} does the same operations in the same order.
 */
final class ScalarActivations {

    /** Where exp is still a normal number: below, 2ⁿ would have no exponent bits of its own. */
    static final float LEAST_EXPONENT = -87;

    /** Where exp(y) − 1 has long been -1. */
    static final float LEAST_TANH_EXPONENT = -30;

    static final float LOG2_E = 0x1.715476p0f;

    /** ln 2 in two parts, the first being the nearest float32. */
    static final float LN2_HIGH = 0x1.62e43p-1f;

    static final float LN2_LOW = (float) (0x1.62e42fefa39efp-1 - LN2_HIGH);

    /** At 1.5·2²³ float32 numbers are one apart: adding it rounds to an integer, which its last bits then hold. */
    static final float ROUNDER = 0x1.8p23f;

    static final int EXPONENT_SHIFT = 23;
    static final int ONE_BITS = 127 << EXPONENT_SHIFT;
    static final int SIGN_BIT = Integer.MIN_VALUE;

    /** 1 / i! */
    static final float C2 = 1 / 2f;

    static final float C3 = 1 / 6f;
    static final float C4 = 1 / 24f;
    static final float C5 = 1 / 120f;
    static final float C6 = 1 / 720f;
    static final float C7 = 1 / 5040f;

    private ScalarActivations() {}

    static float relu(float z) {
        return z <= 0 ? 0 : z; // NaN stays
    }

    /** exp(−|z|) cannot overflow: sigmoid is 1 / (1 + exp(−|z|)) on the right, and exp(−|z|) times that on the left. */
    static float sigmoid(float z) {
        float y = -Math.abs(z);
        y = y < LEAST_EXPONENT ? LEAST_EXPONENT : y;
        float shifted = Math.fma(y, LOG2_E, ROUNDER);
        float scale = powerOfTwo(shifted);
        float e = Math.fma(scale, expMinusOne(y, shifted - ROUNDER), scale);
        return (z < 0 ? e : 1) / (1 + e);
    }

    /** With u = exp(−2·|z|) − 1 it is −u / (2 + u) for |z|; the sign is put in last, which makes the function odd. */
    static float tanh(float z) {
        float y = -2 * Math.abs(z);
        y = y < LEAST_TANH_EXPONENT ? LEAST_TANH_EXPONENT : y;
        float shifted = Math.fma(y, LOG2_E, ROUNDER);
        float scale = powerOfTwo(shifted);
        float u = Math.fma(scale, expMinusOne(y, shifted - ROUNDER), scale - 1);
        int magnitude = Float.floatToRawIntBits(u / (2 + u)) & ~SIGN_BIT;
        return Float.intBitsToFloat(magnitude | (Float.floatToRawIntBits(z) & SIGN_BIT));
    }

    /** 2ⁿ, n from the last bits: the others are shifted out. */
    private static float powerOfTwo(float shifted) {
        return Float.intBitsToFloat((Float.floatToRawIntBits(shifted) << EXPONENT_SHIFT) + ONE_BITS);
    }

    /** exp(y − n·ln 2) − 1. */
    private static float expMinusOne(float y, float n) {
        float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, y));
        float q = Math.fma(C7, r, C6);
        q = Math.fma(q, r, C5);
        q = Math.fma(q, r, C4);
        q = Math.fma(q, r, C3);
        q = Math.fma(q, r, C2);
        return Math.fma(q, r * r, r);
    }
}
