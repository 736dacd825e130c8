package io.descent.config;

/**
 * What the picture of a run may show.
 *
 * @param points whether examples of the data are among it
 */
public record ReportSettings(boolean points) {

    /** The defaults. */
    public static ReportSettings defaults() {
        return new ReportSettings(true);
    }
}
