package io.descent.training;

import io.descent.gradient.DataBounds;
import io.descent.gradient.ExampleBlock;
import io.descent.gradient.GradientGrid;
import io.descent.gradient.GradientSum;
import io.descent.gradient.NeuronGradient;
import io.descent.gradient.PartialGradient;
import io.descent.gradient.ResidualBound;
import io.descent.linalg.Precision;
import io.descent.model.Parameters;
import java.util.List;
import java.util.Optional;

/** Gradients over blocks in this process's memory. */
public final class InMemoryGradientSource implements GradientSource {

    private final List<ExampleBlock> blocks;
    private final ResidualBound bound;
    private long passes;

    /**
     * @param precision in which the blocks hold their features
     */
    public InMemoryGradientSource(List<ExampleBlock> blocks, Precision precision) {
        this.blocks = List.copyOf(blocks);
        this.bound = new ResidualBound(DataBounds.of(blocks), precision);
    }

    @Override
    public GradientSum gradientAt(Parameters parameters) {
        passes++;
        return total(
                sum(parameters, bound.gradientAt(parameters), ExampleBlock.Role.TRAINING, NeuronGradient::add),
                parameters);
    }

    @Override
    public GradientSum curvatureAlong(Parameters direction) {
        passes++;
        return total(
                sum(
                        direction,
                        bound.curvatureAlong(direction),
                        ExampleBlock.Role.TRAINING,
                        NeuronGradient::addCurvature),
                direction);
    }

    @Override
    public GradientSum validationAt(Parameters parameters) {
        return total(
                sum(parameters, bound.gradientAt(parameters), ExampleBlock.Role.VALIDATION, NeuronGradient::add),
                parameters);
    }

    private static GradientSum total(Optional<PartialGradient> sum, Parameters at) {
        return sum.map(PartialGradient::total)
                .orElseGet(() -> GradientSum.outOfRange(at.network().parameterCount()));
    }

    private Optional<PartialGradient> sum(
            Parameters at, Optional<GradientGrid> grid, ExampleBlock.Role role, BlockPass pass) {
        if (grid.isEmpty()) {
            return Optional.empty();
        }
        NeuronGradient gradient = new NeuronGradient(at);
        PartialGradient sum = new PartialGradient(grid.get(), at.network().features());
        for (ExampleBlock block : blocks) {
            if (block.role() == role) {
                pass.add(gradient, block, sum);
            }
        }
        return Optional.of(sum);
    }

    @Override
    public long passes() {
        return passes;
    }

    @Override
    public long bytesPerPass() {
        return blocks.stream().mapToLong(ExampleBlock::bytes).sum();
    }

    private interface BlockPass {
        void add(NeuronGradient gradient, ExampleBlock block, PartialGradient sum);
    }
}
