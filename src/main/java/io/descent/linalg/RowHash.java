package io.descent.linalg;

/**
 * A row's identity as a 64-bit number, from its values alone: the sum over the features of a mixture of the value's bits
 * with a factor of the feature's own (multilinear hashing), so that features may come in any order and zeros may be left
 * out; stirred once at the end.
 */
public final class RowHash {

    private RowHash() {}

    /** The odd factor of a feature; negative numbers are free for what is not a feature. */
    public static long factor(int feature) {
        return finished(0x9E3779B97F4A7C15L * (feature + 0x100000L)) | 1;
    }

    /** What a value adds; 0 for zeros of either sign. */
    public static long term(double value, long factor) {
        long bits = Double.doubleToRawLongBits(value + 0.0);
        return (bits ^ (bits >>> 32)) * factor;
    }

    /** What a value adds; 0 for zeros of either sign. */
    public static long term(float value, long factor) {
        return Float.floatToRawIntBits(value + 0.0f) * factor;
    }

    /** The hash of a row, from the sum of its terms (the finalizer of SplitMix64: G. Steele et al., OOPSLA 2014). */
    public static long finished(long sum) {
        long z = (sum ^ (sum >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
