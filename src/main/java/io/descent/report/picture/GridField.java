package io.descent.report.picture;

import io.descent.report.ReportData.Grid;
import java.util.Arrays;

/**
 * A smooth surface through the values of a grid: a cubic in x and in y within each cell, with the slopes of its neighbours
 * at the corners (Catmull and Rom 1974), and never beyond the values around the cell. Beyond the grid as at its edge.
 */
record GridField(Grid grid) implements LossField {

    @Override
    public double at(double x, double y) {
        int column = cell(grid.x(), x);
        int row = cell(grid.y(), y);
        double[] across = shares(grid.x(), column, x);
        double[] down = shares(grid.y(), row, y);
        double sum = 0;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                double value = value(column + j - 1, row + i - 1);
                sum += down[i] * across[j] * value;
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        return Math.max(low, Math.min(high, sum));
    }

    private double value(int column, int row) {
        return grid.values()[within(row, grid.y()) * grid.x().length + within(column, grid.x())];
    }

    private static int within(int place, double[] coordinates) {
        return Math.max(0, Math.min(coordinates.length - 1, place));
    }

    /** The last place but one, at the most, whose coordinate is not over the value. */
    private static int cell(double[] coordinates, double value) {
        int found = Arrays.binarySearch(coordinates, value);
        int place = found >= 0 ? found : -found - 2;
        return Math.max(0, Math.min(coordinates.length - 2, place));
    }

    /** Of the values before the cell, at its two ends and after it; (4), with the sum 1. */
    private static double[] shares(double[] coordinates, int cell, double value) {
        double share = (value - coordinates[cell]) / (coordinates[cell + 1] - coordinates[cell]);
        double t = Math.max(0, Math.min(1, share));
        return new double[] {
            -t * (1 - t) * (1 - t) / 2, 1 + t * t * (3 * t - 5) / 2, t * (1 + t * (4 - 3 * t)) / 2, -t * t * (1 - t) / 2
        };
    }
}
