package io.descent.linalg;

/** Checks that the arrays of one operation fit each other. */
final class Shapes {

    private Shapes() {}

    static void checkLength(String name, int length, int expected) {
        if (length != expected) {
            throw new IllegalArgumentException(name + " must have length " + expected + ", but has " + length);
        }
    }

    static void checkLengthAtLeast(String name, int length, int least) {
        if (length < least) {
            throw new IllegalArgumentException(name + " must have length " + least + " or more, but has " + length);
        }
    }

    static void checkResiduals(FeatureMatrix matrix, double[] weights, double[] labels, double[] residuals) {
        checkLength("weights", weights.length, matrix.features());
        checkLengthAtLeast("residuals", residuals.length, matrix.rows());
        if (labels != null) {
            checkLengthAtLeast("labels", labels.length, matrix.rows());
        }
    }

    static void checkTranspose(FeatureMatrix matrix, double[] coefficients, GridSums sums) {
        checkLengthAtLeast("coefficients", coefficients.length, matrix.rows());
        checkLength("sums", sums.length(), matrix.features());
    }

    static void checkGrids(Grid grid, Grid other) {
        if (!grid.matches(other)) {
            throw new IllegalArgumentException(
                    "sums to merge must be on one grid, but are on " + grid + " and " + other);
        }
    }
}
