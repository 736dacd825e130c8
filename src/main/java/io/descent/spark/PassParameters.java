package io.descent.spark;

import io.descent.gradient.GradientGrid;
import io.descent.model.Parameters;
import java.io.Serializable;

/** What is broadcast for a pass: where to compute the gradient, and the grids to add it on. */
final class PassParameters implements Serializable {

    private static final long serialVersionUID = 1L;

    private final Parameters parameters;
    private final GradientGrid grid;

    PassParameters(Parameters parameters, GradientGrid grid) {
        this.parameters = parameters;
        this.grid = grid;
    }

    Parameters parameters() {
        return parameters;
    }

    GradientGrid grid() {
        return grid;
    }
}
