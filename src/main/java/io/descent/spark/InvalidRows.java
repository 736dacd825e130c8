package io.descent.spark;

/** What to do with a row that has a value missing or infinite. */
public enum InvalidRows {
    /** Refuse the data. */
    ERROR,
    /** Leave the row out, and count it. */
    SKIP
}
