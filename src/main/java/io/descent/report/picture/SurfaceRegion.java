package io.descent.report.picture;

import io.descent.report.ReportData.Frame;
import io.descent.report.ReportData.Grid;
import java.util.List;

/** The part of a surface that is shown: the descent's way and the lowest point, with a margin. */
record SurfaceRegion(double lowX, double highX, double lowY, double highY) {

    /** A frame belongs to the picture if its loss is at most so many times that of the start. */
    private static final double FAR = 9;

    /** The lowest point is left out if the way to it is so many times as long as the path is wide. */
    private static final double LONGEST_WAY = 20;

    /** The least change of the loss to be shown, as a share of the loss: less would be rounding. */
    private static final double FLATTEST = 1e-6;

    /** Where nothing moves: a change of the loss to be shown, as a share of the loss. */
    private static final double AROUND_A_POINT = 0.05;

    private static final double MARGIN = 1.3;

    /** Where the loss of a frame is not far over that of the start; the start itself always. */
    static boolean isNear(List<Frame> frames, int frame) {
        return frame == 0 || frames.get(frame).loss() <= FAR * frames.get(0).loss();
    }

    boolean contains(double x, double y) {
        return x >= lowX && x <= highX && y >= lowY && y <= highY;
    }

    /** All that is known. */
    static SurfaceRegion of(Grid grid) {
        double[] x = grid.x();
        double[] y = grid.y();
        return new SurfaceRegion(x[0], x[x.length - 1], y[0], y[y.length - 1]);
    }

    /**
     * Around the frames that did not diverge. Both sides show changes of the loss of about the same size, however wide the
     * path is in that direction.
     *
     * @param x (frames)
     * @param y (frames)
     */
    static SurfaceRegion of(QuadraticSlice slice, double[] x, double[] y, List<Frame> frames) {
        double[] ends = {x[0], x[0], y[0], y[0]};
        for (int k = 1; k < x.length; k++) {
            if (isNear(frames, k)) {
                include(ends, x[k], y[k]);
            }
        }
        double[] lowest = slice.lowestPoint();
        double width = width(slice, ends[1] - ends[0], ends[3] - ends[2]);
        if (lowest != null) {
            double way = width(slice, lowest[0] - x[0], lowest[1] - y[0]);
            if (width == 0 || way <= LONGEST_WAY * width) {
                include(ends, lowest[0], lowest[1]);
            }
        }
        return balanced(slice, ends);
    }

    private static void include(double[] ends, double x, double y) {
        ends[0] = Math.min(ends[0], x);
        ends[1] = Math.max(ends[1], x);
        ends[2] = Math.min(ends[2], y);
        ends[3] = Math.max(ends[3], y);
    }

    /** In square roots of the loss, so that directions can be compared. */
    private static double width(QuadraticSlice slice, double dx, double dy) {
        return Math.max(root(slice.xx()) * Math.abs(dx), root(slice.yy()) * Math.abs(dy));
    }

    /** Rounding can leave a curvature just below 0. */
    private static double root(double curvature) {
        return Math.sqrt(Math.max(0, curvature));
    }

    private static SurfaceRegion balanced(QuadraticSlice slice, double[] ends) {
        double x = ends[0] / 2 + ends[1] / 2;
        double y = ends[2] / 2 + ends[3] / 2;
        double loss = Math.max(0, slice.at(x, y));
        double half = width(slice, ends[1] - ends[0], ends[3] - ends[2]) / 2;
        if (half <= Math.sqrt(2 * FLATTEST * loss)) {
            half = loss > 0 ? Math.sqrt(2 * AROUND_A_POINT * loss) : 1;
        }
        double halfX = half(x, (ends[1] - ends[0]) / 2, 0.7 * half, slice.xx());
        double halfY = half(y, (ends[3] - ends[2]) / 2, 0.6 * half, slice.yy());
        return new SurfaceRegion(x - halfX, x + halfX, y - halfY, y + halfY);
    }

    private static double half(double middle, double path, double least, double curvature) {
        double half = curvature > 0 ? Math.max(path, least / Math.sqrt(curvature)) : path;
        double smallest = 1e-9 * Math.abs(middle);
        boolean flat = half <= smallest;
        return MARGIN * (flat ? middle == 0 ? 1 : Math.abs(middle) / 10 : half);
    }
}
