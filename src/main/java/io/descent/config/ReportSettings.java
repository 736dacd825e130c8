package io.descent.config;

import io.descent.report.Portrait;

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

    /** The same for who draws it. */
    public Portrait.Examples examples() {
        return points ? Portrait.Examples.SHOWN : Portrait.Examples.HIDDEN;
    }
}
