package io.descent.report.picture;

import io.descent.report.ReportData.Frame;
import io.descent.report.ReportData.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Draws the way of a descent over a surface, where it began and where it ended. */
record DescentPath(List<Frame> frames, State state) {

    private static final double DOT = 2.4;
    private static final double START = 6;
    private static final double END = 4.5;

    /** Dots nearer to the last one are left out, in pixels. */
    private static final double NEAREST = 2.5;

    /** Bright within dark, so that it is seen on every band. */
    void draw(Canvas canvas, Box box, Polyline path) {
        // One that diverges would cross the picture again and again, on its way from far to farther.
        int size = Math.min(path.size(), lastInside(box, path) + 2);
        List<Polyline> pieces = box.clip(new Polyline(Arrays.copyOf(path.x(), size), Arrays.copyOf(path.y(), size)));
        for (Polyline piece : pieces) {
            canvas.line(piece, new Stroke(Ink.SHADE, 3.4, 0.5));
        }
        for (Polyline piece : pieces) {
            canvas.line(piece, Stroke.of(Ink.START, 1.5));
        }
        drawDots(canvas, box, path);
    }

    /** The frames alone. */
    void drawDots(Canvas canvas, Box box, Polyline path) {
        Polyline dots = apart(box, path);
        double[] radius = new double[dots.size()];
        Arrays.fill(radius, DOT);
        canvas.dots(dots, radius, Fill.of(Ink.START), new Stroke(Ink.SHADE, 0.8, 0.6));
        // Where nothing moved, the start is seen around the end.
        end(canvas, box, path, 0, Ink.START, START);
        end(canvas, box, path, path.size() - 1, Ink.END, END);
    }

    /** What the marks are. */
    List<Key> keys(Box box, Polyline path) {
        List<Key> keys = new ArrayList<>();
        int last = path.size() - 1;
        keys.add(key("start", Ink.START, START));
        if (box.contains(path.x()[last], path.y()[last])) {
            keys.add(key(endName() + ", " + iteration(last), Ink.END, END));
        } else {
            keys.add(
                    Key.line("leaves the picture after " + iteration(lastInside(box, path)), Stroke.of(Ink.TEXT, 1.5)));
        }
        return keys;
    }

    private String endName() {
        return switch (state) {
            case CONVERGED, FITTED -> "fit";
            case RUNNING -> "now";
            case NOT_CONVERGED, DIVERGED -> "end";
        };
    }

    private String iteration(int frame) {
        return "iteration " + NumberText.count(frames.get(frame).iteration());
    }

    private static int lastInside(Box box, Polyline path) {
        int frame = path.size() - 1;
        while (frame > 0 && !box.contains(path.x()[frame], path.y()[frame])) {
            frame--;
        }
        return frame;
    }

    private static Key key(String text, Ink ink, double radius) {
        return Key.dot(text, Fill.of(ink), outline(), radius);
    }

    private static void end(Canvas canvas, Box box, Polyline path, int frame, Ink ink, double radius) {
        double x = path.x()[frame];
        double y = path.y()[frame];
        if (box.contains(x, y)) {
            canvas.dots(Polyline.point(x, y), new double[] {radius}, Fill.of(ink), outline());
        }
    }

    private static Stroke outline() {
        return new Stroke(Ink.SHADE, 1.5, 0.85);
    }

    private static Polyline apart(Box box, Polyline path) {
        double[] x = new double[path.size()];
        double[] y = new double[path.size()];
        int size = 0;
        for (int k = 0; k < path.size(); k++) {
            double left = path.x()[k];
            double top = path.y()[k];
            boolean near = size > 0 && Math.hypot(left - x[size - 1], top - y[size - 1]) < NEAREST;
            if (box.contains(left, top) && !near) {
                x[size] = left;
                y[size] = top;
                size++;
            }
        }
        return new Polyline(Arrays.copyOf(x, size), Arrays.copyOf(y, size));
    }
}
