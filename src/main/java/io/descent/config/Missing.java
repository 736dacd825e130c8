package io.descent.config;

/** What becomes of a row that has null, NaN or an infinite value in a column that is used. */
public enum Missing {
    /** The run ends with a message that names the column. */
    FAIL,
    /** The row is left out, and counted. */
    DROP,
    /** A missing feature takes the mean of its column; a row without a label is left out. */
    MEAN;

    @Override
    public String toString() {
        return Choice.written(this);
    }
}
