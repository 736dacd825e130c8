package io.descent.report.picture;

import io.descent.report.ReportData.Points;
import java.util.Arrays;

/** Draws examples as dots: the more equal examples one stands for, the larger it is. */
record PointDots(Points points) {

    /** More would make a file of megabytes that shows no more. */
    private static final int MOST = 4000;

    private static final double LARGEST = 8;
    private static final double USUAL = 2.4;
    private static final double SMALLEST = 1.5;

    void draw(Canvas canvas, Plot plot, double[] x, double[] y) {
        double[] radius = radius(x.length);
        double[] left = new double[x.length];
        double[] top = new double[x.length];
        double[] seen = new double[x.length];
        int size = 0;
        for (int k = 0; k < x.length; k += every()) {
            left[size] = plot.across().at(x[k]);
            top[size] = plot.up().at(y[k]);
            seen[size] = radius[k];
            if (plot.box().contains(left[size], top[size])) {
                size++;
            }
        }
        Polyline centres = new Polyline(Arrays.copyOf(left, size), Arrays.copyOf(top, size));
        canvas.dots(centres, seen, new Fill(Ink.POINT, opacity(x.length)), Stroke.NONE);
    }

    Key key() {
        String shown = NumberText.count(shown());
        String all = NumberText.count(points.of());
        String text = shown() < points.of() ? shown + " of " + all + " examples" : all + " examples";
        return Key.dot(text, new Fill(Ink.POINT, 0.6), Stroke.NONE, 4);
    }

    private long shown() {
        long shown = 0;
        for (int k = 0; k < dots(); k += every()) {
            shown += points.copies().length == 0 ? 1 : points.copies()[k];
        }
        return shown;
    }

    private int dots() {
        return points.outputs().get(0).actual().length;
    }

    /** Left out evenly, as it is not known how they are ordered. */
    private int every() {
        return (dots() + MOST - 1) / MOST;
    }

    /** So that the area is as the number of examples. */
    private double[] radius(int dots) {
        double[] radius = new double[dots];
        Arrays.fill(radius, dots > 1000 ? 1.8 : USUAL);
        double most = Arrays.stream(points.copies()).max().orElse(1);
        if (points.copies().length == dots && most > 1) {
            double one = Math.min(USUAL, LARGEST / Math.sqrt(most));
            Arrays.setAll(radius, k -> Math.max(SMALLEST, one * Math.sqrt(points.copies()[k])));
        }
        return radius;
    }

    private static double opacity(int dots) {
        return dots > 2000 ? 0.3 : dots > 300 ? 0.45 : 0.6;
    }
}
