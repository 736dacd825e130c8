package io.descent.config;

/** What the gradient of one neuron is computed from. */
public enum GradientFrom {
    /** A pass over the rows in each iteration. */
    DATA,
    /** The second moments, collected in one pass. */
    MOMENTS,
    /** Whichever needs less work. */
    AUTO;

    @Override
    public String toString() {
        return Choice.written(this);
    }
}
