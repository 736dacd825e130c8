package io.descent.report.picture;

import io.descent.report.ReportData;
import io.descent.report.ReportData.Surface;

/** The loss over two parameters as bands, with the way of the descent over them. */
final class SurfacePicture {

    /** With room for the legend at the right. */
    private static final Box BOX = new Box(78, 88, 610, 418);

    private static final double LEGEND_X = 626;

    private SurfacePicture() {}

    static void draw(ReportData data, SurfaceSlice slice, Canvas canvas) {
        SurfaceRegion region = slice.region();
        Plot plot = new Plot(
                BOX,
                new LinearScale(region.lowX(), region.highX(), BOX.left(), BOX.right()),
                new LinearScale(region.lowY(), region.highY(), BOX.bottom(), BOX.top()));
        Bands bands = Bands.of(slice.field(), region, slice.lowest(), BOX);
        DescentPath path = new DescentPath(data.frames(), data.run().state());
        Polyline way = Polyline.placed(slice.across().path(), slice.up().path(), plot.across(), plot.up());

        Plot.head(canvas, "Loss surface and path of the descent", subtitle(data.surface(), bands));
        Plot.keys(canvas, path.keys(BOX, way));
        canvas.clipped(BOX, () -> {
            bands.draw(canvas, BOX);
            path.draw(canvas, BOX, way);
        });
        plot.axes(
                canvas,
                plot.xTicks(),
                AxisNames.of(slice.across(), data),
                plot.yTicks(),
                AxisNames.of(slice.up(), data));
        bands.drawLegend(canvas, LEGEND_X, BOX);
        canvas.text("MSE", LEGEND_X, BOX.top() - 14, TextStyle.KEY);
    }

    private static String subtitle(Surface surface, Bands bands) {
        String rows = NumberText.count(surface.rows());
        String all = NumberText.count(surface.of());
        String sample = surface.rows() < surface.of() ? ", of " + rows + " of " + all + " examples" : "";
        return "Mean squared error" + sample + ": " + bands.levels().lowestText() + " at the lowest";
    }
}
