package io.descent.report.picture;

/**
 * Says what a drawn thing is.
 *
 * @param text cut where it is long
 * @param fill of the dot; null for a line
 * @param stroke of the line, or around the dot
 */
record Key(String text, Fill fill, Stroke stroke, double radius) {

    private static final double LONGEST = 300;
    private static final double SAMPLE = 20;

    static Key line(String text, Stroke stroke) {
        return new Key(text, null, stroke, 0);
    }

    static Key dot(String text, Fill fill, Stroke outline, double radius) {
        return new Key(text, fill, outline, radius);
    }

    /** Draws it from x on, and returns where the next one goes. */
    double draw(Canvas canvas, double x, double baseline) {
        double sample = fill == null ? SAMPLE : 2 * radius;
        double y = baseline - 4;
        if (fill == null) {
            canvas.line(Polyline.segment(x, y, x + sample, y), stroke);
        } else {
            canvas.dots(Polyline.point(x + radius, y), new double[] {radius}, fill, stroke);
        }
        String shown = ShownText.fitted(text, LONGEST, TextStyle.KEY);
        canvas.text(shown, x + sample + 6, baseline, TextStyle.KEY);
        return x + sample + 6 + ShownText.width(shown, TextStyle.KEY) + 14;
    }
}
