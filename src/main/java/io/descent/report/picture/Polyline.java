package io.descent.report.picture;

/**
 * Points in order: an open line, or a closed ring whose last point is joined to the first.
 *
 * @param x (points)
 * @param y (points)
 */
record Polyline(double[] x, double[] y) {

    Polyline {
        if (x.length != y.length) {
            throw new IllegalArgumentException("a line has as many x as y, but has " + x.length + " and " + y.length);
        }
    }

    /** The points (x[0], y[0]), (x[1], y[1]), … as they lie in a picture. */
    static Polyline placed(double[] x, double[] y, Scale across, Scale up) {
        double[] left = new double[x.length];
        double[] top = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            left[i] = across.at(x[i]);
            top[i] = up.at(y[i]);
        }
        return new Polyline(left, top);
    }

    static Polyline segment(double x0, double y0, double x1, double y1) {
        return new Polyline(new double[] {x0, x1}, new double[] {y0, y1});
    }

    static Polyline point(double x, double y) {
        return new Polyline(new double[] {x}, new double[] {y});
    }

    int size() {
        return x.length;
    }
}
