package io.descent.report.picture;

/**
 * How a line is drawn.
 *
 * @param width in pixels
 * @param opacity from 0, not seen, to 1
 */
record Stroke(Ink ink, double width, double opacity) {

    static final Stroke NONE = new Stroke(Ink.PAPER, 0, 0);

    static Stroke of(Ink ink, double width) {
        return new Stroke(ink, width, 1);
    }
}
