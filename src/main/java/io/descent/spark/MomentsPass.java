package io.descent.spark;

import io.descent.gradient.DataBounds;
import io.descent.gradient.ExampleBlock;
import io.descent.gradient.SecondMoments;
import java.io.Serializable;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** The pass that collects second moments of all training examples. */
final class MomentsPass extends AbstractFunction1<Iterator<ExampleBlock>, SecondMoments> implements Serializable {

    private static final long serialVersionUID = 1L;

    private final int features;
    private final DataBounds bounds;
    private final double centre;

    private MomentsPass(int features, DataBounds bounds, double centre) {
        this.features = features;
        this.bounds = bounds;
        this.centre = centre;
    }

    /**
     * @param centre near the labels' mean
     */
    static SecondMoments over(SparkGradientSource source, int features, DataBounds bounds, double centre) {
        MomentsPass pass = new MomentsPass(features, bounds, centre);
        return Reduction.of(
                        source.blocks().rdd(),
                        pass,
                        SecondMoments::merge,
                        new SecondMoments(features, bounds, centre).bytes(),
                        SecondMoments.class)
                .value();
    }

    @Override
    public SecondMoments apply(Iterator<ExampleBlock> blocks) {
        SecondMoments moments = new SecondMoments(features, bounds, centre);
        while (blocks.hasNext()) {
            ExampleBlock block = blocks.next();
            if (block.role() == ExampleBlock.Role.TRAINING) {
                moments.add(block);
            }
        }
        return moments;
    }
}
