package io.descent.gradient;

import io.descent.linalg.Precision;
import io.descent.model.Parameters;
import java.util.Optional;

/**
 * Chooses the {@link GradientGrid} of a pass, from a bound R on the residuals: |r| ≤ max|b − y| + X·Σ|Wⱼ|, the
 * sum over as many of the largest weights as an example has features that are not 0.
 *
 * <p>The bound is a function of the parameters and of sizes that do not depend on the order of the examples, and of
 * nothing else: a gradient has the same bits whatever was computed before it, and so after a resumption. An earlier
 * pass's largest residual would give a tighter one, by some 10 binary digits with 100 features; they are not missed.
 */
public final class ResidualBound {

    /** Covers the rounding of the bound itself. */
    private static final double MARGIN = 1 + 0x1p-30;

    private final DataBounds bounds;
    private final Precision precision;

    public ResidualBound(DataBounds bounds, Precision precision) {
        this.bounds = bounds;
        this.precision = precision;
    }

    /** The grids for the gradient at some parameters; empty if residuals may leave the range of a double. */
    public Optional<GradientGrid> gradientAt(Parameters parameters) {
        return grid(bounds.largestDistance(parameters.bias()), parameters);
    }

    /** The grids for the curvature along a direction, where labels are 0. */
    public Optional<GradientGrid> curvatureAlong(Parameters direction) {
        return grid(Math.abs(direction.bias()), direction);
    }

    private Optional<GradientGrid> grid(double distance, Parameters parameters) {
        double bound = (distance + bounds.largestProduct(parameters.weights())) * MARGIN;
        return GradientGrid.fits(bounds, bound)
                ? Optional.of(GradientGrid.of(bounds, bound, precision))
                : Optional.empty();
    }
}
