package io.descent.report.picture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The closed rings around all places of a lattice whose value is at most a level, by marching squares: within an odd number
 * of rings the value is at most the level, else it is more. Beyond the lattice all is taken to be more, so that rings that
 * would leave it run along its edge.
 */
final class ContourRings {

    private static final int NONE = -1;

    private final Lattice lattice;
    private final double level;

    /** Columns of the lattice with one more at each side. */
    private final int stride;

    /** The edge through which the ring enters the region again, by the edge through which it left; (edges). */
    private final int[] next;

    private ContourRings(Lattice lattice, double level) {
        this.lattice = lattice;
        this.level = level;
        stride = lattice.columns() + 2;
        next = new int[2 * stride * (lattice.rows() + 2)];
        Arrays.fill(next, NONE);
    }

    static List<Polyline> of(Lattice lattice, double level) {
        ContourRings rings = new ContourRings(lattice, level);
        for (int row = -1; row < lattice.rows(); row++) {
            for (int column = -1; column < lattice.columns(); column++) {
                rings.cross(column, row);
            }
        }
        return rings.assembled();
    }

    /** Joins the crossings of the edges of one cell. Walking around it, the way leaves the region and enters it again. */
    private void cross(int column, int row) {
        boolean[] under = {
            isUnder(column, row), isUnder(column + 1, row), isUnder(column + 1, row + 1), isUnder(column, row + 1)
        };
        int[] edges = {
            2 * node(column, row), 2 * node(column + 1, row) + 1, 2 * node(column, row + 1), 2 * node(column, row) + 1
        };
        // Where the region has two opposite corners: do they meet in the middle?
        boolean saddle = under[0] == under[2] && under[1] == under[3] && under[0] != under[1];
        int direction = saddle && !isMiddleUnder(column, row) ? 3 : 1;
        for (int k = 0; k < 4; k++) {
            if (under[k] && !under[(k + 1) % 4]) {
                int enter = (k + direction) % 4;
                while (under[enter] || !under[(enter + 1) % 4]) {
                    enter = (enter + direction) % 4;
                }
                next[edges[k]] = edges[enter];
            }
        }
    }

    private List<Polyline> assembled() {
        List<Polyline> rings = new ArrayList<>();
        for (int start = 0; start < next.length; start++) {
            List<double[]> points = new ArrayList<>();
            for (int edge = start; next[edge] != NONE; ) {
                points.add(crossing(edge));
                int following = next[edge];
                next[edge] = NONE;
                edge = following;
            }
            if (!points.isEmpty()) {
                rings.add(new Polyline(
                        points.stream().mapToDouble(point -> point[0]).toArray(),
                        points.stream().mapToDouble(point -> point[1]).toArray()));
            }
        }
        return rings;
    }

    /** Edges are numbered by the node that they start from: to the right, 2·node, and down, 2·node + 1. */
    private int node(int column, int row) {
        return (row + 1) * stride + column + 1;
    }

    private double[] crossing(int edge) {
        int column = edge / 2 % stride - 1;
        int row = edge / 2 / stride - 1;
        int nextColumn = column + 1 - edge % 2;
        int nextRow = row + edge % 2;
        if (isOutside(column, row)) {
            return new double[] {lattice.x()[nextColumn], lattice.y()[nextRow]};
        }
        if (isOutside(nextColumn, nextRow)) {
            return new double[] {lattice.x()[column], lattice.y()[row]};
        }
        double from = lattice.values()[row][column];
        double share = (level - from) / (lattice.values()[nextRow][nextColumn] - from);
        double x = lattice.x()[column] + share * (lattice.x()[nextColumn] - lattice.x()[column]);
        double y = lattice.y()[row] + share * (lattice.y()[nextRow] - lattice.y()[row]);
        return new double[] {x, y};
    }

    private boolean isUnder(int column, int row) {
        return !isOutside(column, row) && lattice.values()[row][column] <= level;
    }

    /** Not asked at the edge of the lattice, where no two opposite corners are under the level. */
    private boolean isMiddleUnder(int column, int row) {
        if (isOutside(column, row) || isOutside(column + 1, row + 1)) {
            return false;
        }
        double[] upper = lattice.values()[row];
        double[] lower = lattice.values()[row + 1];
        return (upper[column] + upper[column + 1] + lower[column] + lower[column + 1]) / 4 <= level;
    }

    private boolean isOutside(int column, int row) {
        return column < 0 || row < 0 || column >= lattice.columns() || row >= lattice.rows();
    }
}
