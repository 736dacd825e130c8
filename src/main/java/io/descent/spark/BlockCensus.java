package io.descent.spark;

import io.descent.gradient.ExampleBlock;
import java.util.Iterator;
import java.util.List;

/**
 * Counts what is in some blocks.
 *
 * @param trainingBytes heap bytes of the training blocks
 * @param validationRows rows of the validation blocks
 */
record BlockCensus(long trainingBytes, long validationRows) {

    /** One pass. */
    static BlockCensus of(Cached<ExampleBlock> blocks) {
        long bytes = 0;
        long rows = 0;
        for (long[] counts :
                blocks.toJavaRDD().mapPartitions(BlockCensus::count).collect()) {
            bytes += counts[0];
            rows += counts[1];
        }
        return new BlockCensus(bytes, rows);
    }

    private static Iterator<long[]> count(Iterator<ExampleBlock> blocks) {
        long[] counts = new long[2]; // bytes for training, rows for validation
        while (blocks.hasNext()) {
            ExampleBlock block = blocks.next();
            if (block.role() == ExampleBlock.Role.TRAINING) {
                counts[0] += block.bytes();
            } else {
                counts[1] += block.rows();
            }
        }
        return List.of(counts).iterator();
    }
}
