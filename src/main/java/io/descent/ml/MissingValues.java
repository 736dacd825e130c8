package io.descent.ml;

/** What becomes of a row in which the label, the weight or a feature is null, NaN or infinite. */
public enum MissingValues {
    /** The data is refused. */
    FAIL,
    /** The row is left out of a fit, and counted; its prediction is null. */
    DROP,
    /** A numeric feature takes the mean of its column; anything else is refused. */
    MEAN
}
