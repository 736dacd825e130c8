package io.descent.report.picture;

import io.descent.report.ReportData;
import io.descent.report.ReportData.Axis;
import java.util.Arrays;

/** The loss over the only parameter there is, with the way of the descent along it. */
final class SectionPicture {

    private static final int POINTS = 241;

    private SectionPicture() {}

    static boolean isThere(ReportData data) {
        return data.surface() != null
                && data.surface().quadratic() != null
                && data.surface().axes().size() == 1;
    }

    static void draw(ReportData data, Canvas canvas) {
        Box box = Plot.BOX;
        Axis axis = data.surface().axes().get(0);
        QuadraticSlice slice = QuadraticSlice.ofOnly(data.surface().quadratic());
        SurfaceRegion region = SurfaceRegion.of(slice, axis.path(), new double[axis.path().length], data.frames());
        double[] x = new double[POINTS];
        Arrays.setAll(x, k -> region.lowX() + (region.highX() - region.lowX()) * k / (POINTS - 1));
        double[] y = Arrays.stream(x).map(at -> slice.at(at, 0)).toArray();
        double low = Arrays.stream(y).min().orElseThrow();
        double high = Arrays.stream(y).max().orElseThrow();
        Plot plot = new Plot(
                box,
                new LinearScale(region.lowX(), region.highX(), box.left(), box.right()),
                LinearScale.around(low, high, box.bottom(), box.top()));
        double[] losses = Arrays.stream(axis.path()).map(at -> slice.at(at, 0)).toArray();
        DescentPath path = new DescentPath(data.frames(), data.run().state());
        Polyline way = Polyline.placed(axis.path(), losses, plot.across(), plot.up());

        Plot.head(canvas, "Loss and path of the descent", "Mean squared error by the only weight");
        Plot.keys(canvas, path.keys(box, way));
        Ticks ticksAcross = plot.xTicks();
        Ticks ticksUp = plot.yTicks();
        plot.rules(canvas, ticksAcross, ticksUp);
        canvas.clipped(box, () -> {
            plot.line(canvas, x, y, Stroke.of(Ink.FIT, 2.5));
            path.drawDots(canvas, box, way);
        });
        plot.axes(canvas, ticksAcross, AxisNames.of(axis, data), ticksUp, "mean squared error");
    }
}
