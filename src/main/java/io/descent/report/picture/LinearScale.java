package io.descent.report.picture;

/**
 * Equal distances for equal differences.
 *
 * @param low the value at the position {@code start}
 * @param high the value at the position {@code end}; more than {@code low}
 */
record LinearScale(double low, double high, double start, double end) implements Scale {

    /** Of the range, on each side. */
    private static final double MARGIN = 0.04;

    /** A narrower range would be one of rounding errors, relative to the values. */
    private static final double NARROWEST = 1e-9;

    LinearScale {
        if (!(low < high)) {
            throw new IllegalArgumentException("the low end must be < the high end, but they are " + low + ", " + high);
        }
    }

    /** Over the values from low to high with a margin; where they are the same, over some around them. */
    static LinearScale around(double low, double high, double start, double end) {
        double half = high / 2 - low / 2;
        double least = NARROWEST * Math.max(Math.abs(low), Math.abs(high));
        if (half <= least) {
            double middle = low + half;
            half = middle == 0 ? 1 : Math.abs(middle) / 10;
            return new LinearScale(finite(middle - half), finite(middle + half), start, end);
        }
        double margin = 2 * MARGIN * half;
        return new LinearScale(finite(low - margin), finite(high + margin), start, end);
    }

    /** Twice a range must be a number, too. */
    private static double finite(double value) {
        return Math.max(-Double.MAX_VALUE / 4, Math.min(Double.MAX_VALUE / 4, value));
    }

    @Override
    public double at(double value) {
        double share = (value / 2 - low / 2) / (high / 2 - low / 2);
        return Scale.bounded(start + share * (end - start));
    }

    @Override
    public Ticks ticks(int most) {
        return Ticks.linear(low, high, most);
    }
}
