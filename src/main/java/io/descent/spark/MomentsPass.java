package io.descent.spark;

import io.descent.gradient.ExampleBlock;
import io.descent.gradient.SecondMoments;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;

/** The pass that collects second moments. */
final class MomentsPass {

    private MomentsPass() {}

    /** The moments of all training examples, merged in the order of the partitions. */
    static SecondMoments over(JavaRDD<ExampleBlock> blocks, int features) {
        SecondMoments whole = new SecondMoments(features);
        blocks.mapPartitions(part -> ofPartition(part, features)).collect().forEach(whole::merge);
        return whole;
    }

    private static Iterator<SecondMoments> ofPartition(Iterator<ExampleBlock> blocks, int features) {
        SecondMoments moments = new SecondMoments(features);
        while (blocks.hasNext()) {
            ExampleBlock block = blocks.next();
            if (block.role() == ExampleBlock.Role.TRAINING) {
                moments.add(block);
            }
        }
        return List.of(moments).iterator();
    }
}
