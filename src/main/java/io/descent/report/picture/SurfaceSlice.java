package io.descent.report.picture;

import io.descent.report.ReportData;
import io.descent.report.ReportData.Axis;
import io.descent.report.ReportData.Grid;
import io.descent.report.ReportData.State;
import io.descent.report.ReportData.Surface;
import java.util.List;

/** The part of a surface that a picture shows: two axes, values over them, and a region. */
record SurfaceSlice(Axis across, Axis up, LossField field, SurfaceRegion region) {

    /** Null if there are no two axes, or nothing is known over them. */
    static SurfaceSlice of(ReportData data) {
        Surface surface = data.surface();
        if (surface == null) {
            return null;
        }
        List<Axis> axes = surface.axes();
        if (surface.quadratic() != null) {
            return axes.size() < 2 ? null : ofQuadratic(data, axes.get(0), axes.get(1));
        }
        return surface.grids().stream()
                .filter(SurfaceSlice::isDrawable)
                .findFirst()
                .map(grid -> ofGrid(axes, grid))
                .orElse(null);
    }

    /** The lowest value of the region, where there is a formula for it; else any of its values. */
    double lowest() {
        double[] lowest = field instanceof QuadraticSlice quadratic ? quadratic.lowestPoint() : null;
        return lowest != null && region.contains(lowest[0], lowest[1])
                ? field.at(lowest[0], lowest[1])
                : field.at(region.lowX(), region.lowY());
    }

    private static SurfaceSlice ofQuadratic(ReportData data, Axis across, Axis up) {
        // As the data's contract says: the others stay where they ended, or where a descent that diverged began.
        boolean diverged = data.run().state() == State.DIVERGED;
        double[] fixed = data.surface().axes().stream()
                .mapToDouble(axis -> diverged ? axis.path()[0] : axis.path()[axis.path().length - 1])
                .toArray();
        QuadraticSlice slice = QuadraticSlice.of(data.surface().quadratic(), 0, 1, fixed);
        return new SurfaceSlice(across, up, slice, SurfaceRegion.of(slice, across.path(), up.path(), data.frames()));
    }

    private static SurfaceSlice ofGrid(List<Axis> axes, Grid grid) {
        return new SurfaceSlice(axes.get(grid.a()), axes.get(grid.b()), new GridField(grid), SurfaceRegion.of(grid));
    }

    private static boolean isDrawable(Grid grid) {
        return grid.x().length > 1 && grid.y().length > 1;
    }
}
