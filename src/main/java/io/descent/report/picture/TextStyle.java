package io.descent.report.picture;

/**
 * How a text is written.
 *
 * @param size of the font, in pixels
 * @param weight 400 for plain, 600 for bold
 * @param anchor which point of the text is given
 * @param degrees by which it is turned about that point, clockwise
 */
record TextStyle(double size, int weight, Ink ink, Anchor anchor, double degrees) {

    static final TextStyle TITLE = new TextStyle(16, 600, Ink.TEXT, Anchor.START, 0);
    static final TextStyle SUBTITLE = new TextStyle(12.5, 400, Ink.MUTED, Anchor.START, 0);
    static final TextStyle KEY = new TextStyle(12, 400, Ink.TEXT, Anchor.START, 0);
    static final TextStyle AXIS = new TextStyle(12.5, 400, Ink.TEXT, Anchor.MIDDLE, 0);
    static final TextStyle TICK = new TextStyle(11.5, 400, Ink.MUTED, Anchor.MIDDLE, 0);

    /** A point of the baseline. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    TextStyle at(Anchor newAnchor) {
        return new TextStyle(size, weight, ink, newAnchor, degrees);
    }

    /** From the bottom to the top. */
    TextStyle upwards() {
        return new TextStyle(size, weight, ink, anchor, -90);
    }
}
