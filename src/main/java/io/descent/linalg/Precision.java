package io.descent.linalg;

/** How feature values are stored. Arithmetic is always in float64. */
public enum Precision {
    /** float32: 4 bytes a value, a relative rounding error of 2⁻²⁴. */
    SINGLE(Float.BYTES, 0x1p-24),
    /** float64: 8 bytes a value, a relative rounding error of 2⁻⁵³. */
    DOUBLE(Double.BYTES, 0x1p-53);

    private final int bytes;
    private final double unitRoundoff;

    Precision(int bytes, double unitRoundoff) {
        this.bytes = bytes;
        this.unitRoundoff = unitRoundoff;
    }

    /** Bytes of one stored value. */
    public int bytes() {
        return bytes;
    }

    /** The largest relative error of storing a value. */
    public double unitRoundoff() {
        return unitRoundoff;
    }
}
