package io.descent.gradient;

import io.descent.linalg.Precision;
import io.descent.model.Parameters;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Partial gradients on the grids that a source would choose. */
public final class Gradients {
    private Gradients() {}

    /** An empty partial gradient for a pass over some blocks in float64. */
    public static PartialGradient empty(Parameters at, ExampleBlock... blocks) {
        return empty(at, Arrays.asList(blocks), Precision.DOUBLE);
    }

    /** An empty partial gradient for a pass over some blocks. */
    public static PartialGradient empty(Parameters at, List<ExampleBlock> blocks, Precision precision) {
        ResidualBound bound = new ResidualBound(DataBounds.of(blocks), precision);
        Optional<GradientGrid> grid = bound.gradientAt(at);
        return new PartialGradient(grid.orElseThrow(), at.network().features());
    }

    /** The same for the curvature along a direction. */
    public static PartialGradient emptyCurvature(Parameters along, ExampleBlock... blocks) {
        ResidualBound bound = new ResidualBound(DataBounds.of(Arrays.asList(blocks)), Precision.DOUBLE);
        return new PartialGradient(
                bound.curvatureAlong(along).orElseThrow(), along.network().features());
    }
}
