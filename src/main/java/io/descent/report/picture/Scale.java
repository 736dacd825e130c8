package io.descent.report.picture;

/** Where the values of an axis lie in the picture. */
sealed interface Scale permits LinearScale, LogScale {

    /** Beyond this nothing is placed, so that differences of positions stay finite. In pixels. */
    double FARTHEST = 1e150;

    /** The smallest value of its range. */
    double low();

    /** The largest value of its range. */
    double high();

    /** The position of a finite value, in pixels. */
    double at(double value);

    /** Values to be written at the axis, which lie in its range. */
    Ticks ticks(int most);

    /** A position as it can be reckoned with. */
    static double bounded(double position) {
        return Math.max(-FARTHEST, Math.min(FARTHEST, position));
    }
}
