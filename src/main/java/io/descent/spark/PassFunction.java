package io.descent.spark;

import io.descent.gradient.ExampleBlock;
import io.descent.gradient.NeuronGradient;
import io.descent.gradient.PartialGradient;
import java.io.Serializable;
import org.apache.spark.broadcast.Broadcast;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** What a pass does on an executor: the partial gradient over the blocks of one partition. */
final class PassFunction extends AbstractFunction1<Iterator<ExampleBlock>, PassResult<PartialGradient>>
        implements Serializable {

    private static final long serialVersionUID = 1L;

    /** What is summed, over which blocks. */
    enum Kind {
        GRADIENT,
        CURVATURE,
        VALIDATION
    }

    private final Broadcast<PassParameters> broadcast;
    private final Kind kind;

    PassFunction(Broadcast<PassParameters> broadcast, Kind kind) {
        this.broadcast = broadcast;
        this.kind = kind;
    }

    @Override
    public PassResult<PartialGradient> apply(Iterator<ExampleBlock> blocks) {
        PassParameters pass = broadcast.value();
        long began = System.nanoTime();
        NeuronGradient gradient = new NeuronGradient(pass.parameters());
        PartialGradient sum =
                new PartialGradient(pass.grid(), pass.parameters().network().features());
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
        return new PassResult<>(sum, System.nanoTime() - began);
    }
}
