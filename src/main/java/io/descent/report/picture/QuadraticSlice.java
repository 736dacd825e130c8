package io.descent.report.picture;

import io.descent.report.ReportData.Quadratic;

/**
 * The mean squared error of one neuron over one or two of its coordinates, the others fixed: value + gᵀd + ½ dᵀHd with
 * d = (x − atX, y − atY).
 *
 * @param xx of H; with {@code xy} twice in it, and {@code yy}
 */
record QuadraticSlice(double value, double gx, double gy, double xx, double xy, double yy, double atX, double atY)
        implements LossField {

    /** Below this share of the product of its diagonal, the determinant of H is rounding. */
    private static final double SINGULAR = 1e-12;

    /**
     * Over the axes a and b.
     *
     * @param fixed coordinates of the others, (axes)
     */
    static QuadraticSlice of(Quadratic quadratic, int a, int b, double[] fixed) {
        double[] away = awayFrom(quadratic, fixed);
        away[a] = 0;
        away[b] = 0;
        double[][] hessian = quadratic.hessian();
        return new QuadraticSlice(
                valueAt(quadratic, away),
                slopeAt(quadratic, away, a),
                slopeAt(quadratic, away, b),
                hessian[a][a],
                hessian[a][b],
                hessian[b][b],
                quadratic.at()[a],
                quadratic.at()[b]);
    }

    /** Over the only axis there is; the same for every y. */
    static QuadraticSlice ofOnly(Quadratic quadratic) {
        double curvature = quadratic.hessian()[0][0];
        return new QuadraticSlice(
                quadratic.value(),
                quadratic.gradient()[0],
                0,
                curvature,
                0,
                0,
                quadratic.at()[0],
                0);
    }

    @Override
    public double at(double x, double y) {
        double dx = x - atX;
        double dy = y - atY;
        return value + gx * dx + gy * dy + xx * dx * dx / 2 + xy * dx * dy + yy * dy * dy / 2;
    }

    /** Where the value is the smallest, (x, y); null where it has no smallest value, or many places of it. */
    double[] lowestPoint() {
        double determinant = xx * yy - xy * xy;
        double[] lowest = null;
        if (xx > 0 && yy == 0 && xy == 0 && gy == 0) {
            lowest = new double[] {atX - gx / xx, atY};
        } else if (xx > 0 && determinant > SINGULAR * xx * yy) {
            double x = atX - (yy * gx - xy * gy) / determinant;
            lowest = new double[] {x, atY - (xx * gy - xy * gx) / determinant};
        }
        boolean finite = lowest != null && Double.isFinite(lowest[0]) && Double.isFinite(lowest[1]);
        return finite ? lowest : null;
    }

    private static double[] awayFrom(Quadratic quadratic, double[] point) {
        double[] away = point.clone();
        for (int k = 0; k < away.length; k++) {
            away[k] -= quadratic.at()[k];
        }
        return away;
    }

    private static double valueAt(Quadratic quadratic, double[] away) {
        double value = quadratic.value();
        for (int k = 0; k < away.length; k++) {
            value += away[k] * (quadratic.gradient()[k] + slopeAt(quadratic, away, k)) / 2;
        }
        return value;
    }

    private static double slopeAt(Quadratic quadratic, double[] away, int axis) {
        double slope = quadratic.gradient()[axis];
        for (int k = 0; k < away.length; k++) {
            slope += quadratic.hessian()[axis][k] * away[k];
        }
        return slope;
    }
}
