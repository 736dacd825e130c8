package io.descent.report.picture;

import java.util.Arrays;

/**
 * Values at the crossings of a lattice that covers a box.
 *
 * @param x positions, ascending, (columns)
 * @param y positions, ascending, (rows)
 * @param values (rows, columns)
 */
record Lattice(double[] x, double[] y, double[][] values) {

    /** So that sums of four values stay finite. */
    private static final double LARGEST = Double.MAX_VALUE / 8;

    /** Of a field over a region; y of the field runs up, that of the box down. */
    static Lattice of(LossField field, SurfaceRegion region, Box box, int columns, int rows) {
        double[][] values = new double[rows][columns];
        for (int row = 0; row < rows; row++) {
            double y = between(region.highY(), region.lowY(), row, rows);
            for (int column = 0; column < columns; column++) {
                double value = field.at(between(region.lowX(), region.highX(), column, columns), y);
                values[row][column] = Math.max(-LARGEST, Math.min(LARGEST, value));
            }
        }
        return new Lattice(
                positions(box.left(), box.right(), columns), positions(box.top(), box.bottom(), rows), values);
    }

    private static double[] positions(double from, double to, int count) {
        double[] positions = new double[count];
        Arrays.setAll(positions, k -> between(from, to, k, count));
        return positions;
    }

    private static double between(double from, double to, int k, int count) {
        double share = k / (count - 1.0);
        return (1 - share) * from + share * to;
    }

    int columns() {
        return x.length;
    }

    int rows() {
        return y.length;
    }

    /** All values in ascending order. */
    double[] sorted() {
        return Arrays.stream(values).flatMapToDouble(Arrays::stream).sorted().toArray();
    }
}
