package io.descent.gradient;

import io.descent.linalg.Grid;
import io.descent.linalg.GridSum;
import io.descent.linalg.GridSums;
import io.descent.linalg.Precision;
import java.io.Serializable;

/**
 * The grids of one pass. With residuals of at most R, weights of at most Ω and features of at most X in size, the terms of
 * the gradient are at most ΩRX for a weight and ΩR for the bias, and those of the squared error at most ΩR².
 */
public final class GradientGrid implements Serializable {

    private static final long serialVersionUID = 1L;

    private final double largestResidual; // R
    private final Precision precision;
    private final Grid weights;
    private final Grid bias;
    private final Grid squares;
    private final Grid omegas;

    private GradientGrid(DataBounds bounds, double largestResidual, Precision precision) {
        double scaled = bounds.largestWeight() * largestResidual;
        this.largestResidual = largestResidual;
        this.precision = precision;
        this.weights = Grid.of(scaled * bounds.largestFeature(), bounds.rows());
        this.bias = Grid.of(scaled, bounds.rows());
        this.squares = Grid.of(scaled * largestResidual, bounds.rows());
        this.omegas = Grid.of(bounds.largestWeight(), bounds.rows());
    }

    /** The grids for residuals up to a size that {@link #fits}. */
    static GradientGrid of(DataBounds bounds, double largestResidual, Precision precision) {
        return new GradientGrid(bounds, largestResidual, precision);
    }

    /** False if squares of such residuals would leave the range of a double. */
    static boolean fits(DataBounds bounds, double largestResidual) {
        double scaled = bounds.largestWeight() * largestResidual;
        return Grid.fits(scaled * largestResidual) && Grid.fits(scaled * bounds.largestFeature()) && Grid.fits(scaled);
    }

    /** R. */
    double largestResidual() {
        return largestResidual;
    }

    GridSums weightSums(int features) {
        return precision == Precision.DOUBLE ? GridSums.fine(features, weights) : GridSums.coarse(features, weights);
    }

    GridSum biasSum() {
        return new GridSum(bias);
    }

    GridSum squareSum() {
        return new GridSum(squares);
    }

    GridSum omegaSum() {
        return new GridSum(omegas);
    }
}
