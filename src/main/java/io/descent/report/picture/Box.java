package io.descent.report.picture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A rectangle, its edges included; y runs down. */
record Box(double left, double top, double right, double bottom) {

    double width() {
        return right - left;
    }

    double height() {
        return bottom - top;
    }

    boolean contains(double x, double y) {
        return x >= left && x <= right && y >= top && y <= bottom;
    }

    Polyline ring() {
        return new Polyline(new double[] {left, right, right, left}, new double[] {top, top, bottom, bottom});
    }

    /** The pieces of an open line that lie in the box, however far its points are away. */
    List<Polyline> clip(Polyline line) {
        List<Polyline> pieces = new ArrayList<>();
        double[] x = new double[line.size() + 1];
        double[] y = new double[line.size() + 1];
        int size = 0;
        for (int i = 1; i < line.size(); i++) {
            double x0 = line.x()[i - 1];
            double y0 = line.y()[i - 1];
            double x1 = line.x()[i];
            double y1 = line.y()[i];
            double[] range = {0, 1};
            boolean seen = cut(x0, x1 - x0, left, right, range) && cut(y0, y1 - y0, top, bottom, range);
            if (seen) {
                if (size == 0 || range[0] > 0) {
                    add(pieces, x, y, size);
                    x[0] = entry(x0, x1, range[0], left, right);
                    y[0] = entry(y0, y1, range[0], top, bottom);
                    size = 1;
                }
                x[size] = exit(x0, x1, range[1], left, right);
                y[size] = exit(y0, y1, range[1], top, bottom);
                size++;
            }
            if (!seen || range[1] < 1) {
                add(pieces, x, y, size);
                size = 0;
            }
        }
        add(pieces, x, y, size);
        return pieces;
    }

    /** Narrows the range of t in which low ≤ start + t·step ≤ high; false if nothing is left. */
    private static boolean cut(double start, double step, double low, double high, double[] range) {
        if (step == 0) {
            return start >= low && start <= high;
        }
        double toLow = (low - start) / step;
        double toHigh = (high - start) / step;
        range[0] = Math.max(range[0], Math.min(toLow, toHigh));
        range[1] = Math.min(range[1], Math.max(toLow, toHigh));
        return range[0] <= range[1];
    }

    private static double entry(double start, double end, double t, double low, double high) {
        return within(start, end, t, start < end ? low : high, low, high);
    }

    private static double exit(double start, double end, double t, double low, double high) {
        return within(start, end, t, start < end ? high : low, low, high);
    }

    /** If t is where the edge is crossed, the edge: from far away, the sum would have no digit left. */
    private static double within(double start, double end, double t, double edge, double low, double high) {
        if (t == (edge - start) / (end - start)) {
            return edge;
        }
        double value = t == 1 ? end : start + t * (end - start);
        return Math.min(high, Math.max(low, value));
    }

    private static void add(List<Polyline> pieces, double[] x, double[] y, int size) {
        if (size > 1) {
            pieces.add(new Polyline(Arrays.copyOf(x, size), Arrays.copyOf(y, size)));
        }
    }
}
