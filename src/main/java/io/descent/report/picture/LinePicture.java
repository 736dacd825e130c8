package io.descent.report.picture;

import io.descent.report.ReportData;
import io.descent.report.ReportData.Curve;
import io.descent.report.ReportData.Points;
import io.descent.report.ReportData.State;
import io.descent.report.ReportData.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/** What is predicted for each value of the only feature, over the examples. */
final class LinePicture {

    private static final int MOST_EARLIER = 24;

    private LinePicture() {}

    static boolean isThere(ReportData data) {
        return data.curve() != null && data.curve().x().length > 0;
    }

    static void draw(ReportData data, Canvas canvas) {
        Curve curve = data.curve();
        Points points = isDrawable(data.points()) ? data.points() : null;
        int last = lastNear(data);
        Plot plot = plot(data, points, last);
        Ticks ticksAcross = plot.xTicks();
        Ticks ticksUp = plot.yTicks();
        List<Key> keys = new ArrayList<>();

        Plot.head(canvas, title(data), FitText.of(data));
        plot.rules(canvas, ticksAcross, ticksUp);
        canvas.clipped(plot.box(), () -> {
            if (points != null) {
                PointDots dots = new PointDots(points);
                dots.draw(canvas, plot, points.x(), points.outputs().get(0).actual());
                keys.add(dots.key());
            }
            earlier(canvas, plot, curve, last);
            plot.line(canvas, curve.x(), curve.y()[last], Stroke.of(Ink.FIT, 2.8));
        });
        keys.add(Key.line(name(data, last), Stroke.of(Ink.FIT, 2.8)));
        if (last > 0) {
            keys.add(Key.line("earlier iterations", new Stroke(Ink.FIT, 1.4, 0.35)));
        }
        plot.axes(canvas, ticksAcross, curve.feature(), ticksUp, curve.label());
        Plot.keys(canvas, keys);
    }

    private static boolean isDrawable(Points points) {
        return points != null
                && points.x().length > 0
                && !points.outputs().isEmpty()
                && points.outputs().get(0).actual().length == points.x().length;
    }

    /** The last frame, unless the descent went far away: then the last one before. */
    private static int lastNear(ReportData data) {
        int frame = data.curve().y().length - 1;
        if (data.run().state() != State.DIVERGED) {
            return frame;
        }
        int near = 0;
        while (near < frame && SurfaceRegion.isNear(data.frames(), near + 1)) {
            near++;
        }
        return near;
    }

    private static String name(ReportData data, int last) {
        return switch (data.run().state()) {
            case CONVERGED, FITTED -> "fit";
            case RUNNING -> "now";
            case NOT_CONVERGED -> "last iteration";
            case DIVERGED ->
                "iteration "
                        + NumberText.count(data.frames().get(last).iteration())
                        + (last < data.frames().size() - 1 ? ", then far away" : "");
        };
    }

    /** The later, the stronger; the first steps are the longest, so that more of them are shown. */
    private static void earlier(Canvas canvas, Plot plot, Curve curve, int last) {
        int lines = Math.min(last, MOST_EARLIER);
        for (int k = 0; k < lines; k++) {
            double share = (double) k / lines;
            int frame = Math.max(k, (int) (share * share * last));
            double opacity = 0.16 + 0.3 * share;
            plot.line(canvas, curve.x(), curve.y()[frame], new Stroke(Ink.FIT, 1.2, opacity));
        }
    }

    /** Over the examples and the last line; the others can be anywhere. */
    private static Plot plot(ReportData data, Points points, int last) {
        Box box = Plot.BOX;
        double[] x = data.curve().x();
        double[] y = data.curve().y()[last];
        if (points != null) {
            x = concat(x, points.x());
            y = concat(y, points.outputs().get(0).actual());
        }
        return new Plot(box, around(x, box.left(), box.right()), around(y, box.bottom(), box.top()));
    }

    private static double[] concat(double[] a, double[] b) {
        return DoubleStream.concat(Arrays.stream(a), Arrays.stream(b)).toArray();
    }

    private static LinearScale around(double[] values, double start, double end) {
        double low = Arrays.stream(values).min().orElseThrow();
        return LinearScale.around(low, Arrays.stream(values).max().orElseThrow(), start, end);
    }

    /** The fitted function where it is one line, else the names. */
    private static String title(ReportData data) {
        Curve curve = data.curve();
        Weights weights = data.weights();
        String label = ShownText.isolated(curve.label());
        String feature = ShownText.isolated(curve.feature());
        boolean diverged = data.run().state() == State.DIVERGED;
        if (weights == null || weights.of() != 1 || weights.largest().size() != 1 || diverged) {
            return label + " by " + feature;
        }
        double[] weight = weights.largest().get(0).values();
        double bias = weights.bias()[weights.bias().length - 1];
        String sign = bias < 0 ? " - " : " + ";
        String sum = bias == 0 ? "" : sign + NumberText.rounded(Math.abs(bias), 4);
        return label + " = " + NumberText.rounded(weight[weight.length - 1], 4) + " · " + feature + sum;
    }
}
