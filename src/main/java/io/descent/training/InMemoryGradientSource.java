package io.descent.training;

import io.descent.gradient.ExampleBlock;
import io.descent.gradient.GradientSum;
import io.descent.gradient.NeuronGradient;
import io.descent.model.Parameters;
import java.util.List;

/** Gradients over blocks in this process's memory. */
public final class InMemoryGradientSource implements GradientSource {

    private final List<ExampleBlock> blocks;
    private long passes;

    public InMemoryGradientSource(List<ExampleBlock> blocks) {
        this.blocks = List.copyOf(blocks);
    }

    @Override
    public GradientSum gradientAt(Parameters parameters) {
        passes++;
        return sum(parameters, ExampleBlock.Role.TRAINING, NeuronGradient::add);
    }

    @Override
    public GradientSum curvatureAlong(Parameters direction) {
        passes++;
        return sum(direction, ExampleBlock.Role.TRAINING, NeuronGradient::addCurvature);
    }

    @Override
    public GradientSum validationAt(Parameters parameters) {
        return sum(parameters, ExampleBlock.Role.VALIDATION, NeuronGradient::add);
    }

    private GradientSum sum(Parameters at, ExampleBlock.Role role, BlockPass pass) {
        NeuronGradient gradient = new NeuronGradient(at);
        GradientSum sum = gradient.newSum();
        for (ExampleBlock block : blocks) {
            if (block.role() == role) {
                pass.add(gradient, block, sum);
            }
        }
        return sum;
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
        void add(NeuronGradient gradient, ExampleBlock block, GradientSum sum);
    }
}
