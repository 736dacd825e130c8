package io.descent.report.picture;

/**
 * Equal distances for equal ratios.
 *
 * @param low the value at the position {@code start}; positive
 * @param high the value at the position {@code end}; more than {@code low}
 */
record LogScale(double low, double high, double start, double end) implements Scale {

    LogScale {
        if (!(low > 0 && low < high)) {
            throw new IllegalArgumentException("the ends must be > 0 and ascending, but are " + low + ", " + high);
        }
    }

    /** Over positive values from low to high with a margin. */
    static LogScale around(double low, double high, double start, double end) {
        double margin = 0.04 * (Math.log10(high) - Math.log10(low));
        double under = Math.max(Double.MIN_NORMAL, low * Math.pow(10, -margin));
        double over = Math.min(Double.MAX_VALUE, high * Math.pow(10, margin));
        return new LogScale(Math.min(low, under), over, start, end);
    }

    @Override
    public double at(double value) {
        double share = (Math.log(value) - Math.log(low)) / (Math.log(high) - Math.log(low));
        return Scale.bounded(start + share * (end - start));
    }

    @Override
    public Ticks ticks(int most) {
        return Ticks.logarithmic(low, high, most);
    }
}
