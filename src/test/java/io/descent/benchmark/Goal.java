package io.descent.benchmark;

/** What the median of a figure is to be. */
record Goal(Side side, double bound) {

    /** On which side of the bound. */
    enum Side {
        AT_LEAST,
        AT_MOST
    }

    static Goal atLeast(double bound) {
        return new Goal(Side.AT_LEAST, bound);
    }

    static Goal atMost(double bound) {
        return new Goal(Side.AT_MOST, bound);
    }

    boolean reachedBy(Samples samples) {
        return side == Side.AT_LEAST ? samples.median() >= bound : samples.median() <= bound;
    }

    @Override
    public String toString() {
        return (side == Side.AT_LEAST ? "≥ " : "≤ ") + Numbers.text(bound);
    }
}
