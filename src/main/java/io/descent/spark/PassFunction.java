package io.descent.spark;

import io.descent.gradient.ExampleBlock;
import io.descent.gradient.GradientSum;
import io.descent.gradient.NeuronGradient;
import io.descent.model.Parameters;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;

/** What a pass does on an executor: the partial sum over the blocks of one partition. */
final class PassFunction implements FlatMapFunction<Iterator<ExampleBlock>, GradientSum> {

    private static final long serialVersionUID = 1L;

    /** What is summed, over which blocks. */
    enum Kind {
        GRADIENT,
        CURVATURE,
        VALIDATION
    }

    private final Broadcast<Parameters> parameters;
    private final Kind kind;

    PassFunction(Broadcast<Parameters> parameters, Kind kind) {
        this.parameters = parameters;
        this.kind = kind;
    }

    @Override
    public Iterator<GradientSum> call(Iterator<ExampleBlock> blocks) {
        NeuronGradient gradient = new NeuronGradient(parameters.value());
        GradientSum sum = gradient.newSum();
        ExampleBlock.Role role = kind == Kind.VALIDATION ? ExampleBlock.Role.VALIDATION : ExampleBlock.Role.TRAINING;
        while (blocks.hasNext()) {
            ExampleBlock block = blocks.next();
            if (block.role() != role) {
                continue;
            }
            if (kind == Kind.CURVATURE) {
                gradient.addCurvature(block, sum);
            } else {
                gradient.add(block, sum);
            }
        }
        return List.of(sum).iterator();
    }
}
