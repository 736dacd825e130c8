package io.descent.report.picture;

import java.util.List;

/**
 * Where a picture is drawn. Units are pixels of a picture {@link #WIDTH} × {@link #HEIGHT} large; x runs to the right and y
 * down. Later strokes lie over earlier ones. All numbers must be finite.
 */
interface Canvas {

    /** Of every picture, in pixels. */
    int WIDTH = 720;

    /** Of every picture, in pixels. */
    int HEIGHT = 480;

    /** Draws an open line through the points, with round joins and ends. */
    void line(Polyline line, Stroke stroke);

    /** Fills what lies within an odd number of the closed rings. */
    void area(List<Polyline> rings, Fill fill);

    /**
     * Fills circles.
     *
     * @param centres (dots)
     * @param radius (dots)
     * @param outline around each; of width 0 for none
     */
    void dots(Polyline centres, double[] radius, Fill fill, Stroke outline);

    /** Writes one line of text; x and y are a point of its baseline. The text must have been through {@link ShownText}. */
    void text(String text, double x, double y, TextStyle style);

    /** Runs the drawing; of what it draws only what lies in the box is seen. Not to be nested. */
    void clipped(Box box, Runnable drawing);
}
