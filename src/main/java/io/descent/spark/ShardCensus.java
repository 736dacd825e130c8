package io.descent.spark;

import io.descent.gradient.ExampleBlock;
import io.descent.gradient.Shard;
import java.util.Iterator;
import java.util.List;

/**
 * Counts what is in shards.
 *
 * @param trainingBytes heap bytes of the training rows
 * @param validationRows rows that are held out
 * @param content of all rows
 */
record ShardCensus(long trainingBytes, long validationRows, ContentHash content) {

    /** One pass. */
    static ShardCensus of(Cached<Shard> shards) {
        ContentHash content = new ContentHash();
        shards.toJavaRDD().mapPartitions(ShardCensus::content).collect().forEach(content::merge);
        long bytes = 0;
        long rows = 0;
        for (long[] counts :
                shards.toJavaRDD().mapPartitions(ShardCensus::count).collect()) {
            bytes += counts[0];
            rows += counts[1];
        }
        return new ShardCensus(bytes, rows, content);
    }

    private static Iterator<ContentHash> content(Iterator<Shard> shards) {
        ContentHash content = new ContentHash();
        while (shards.hasNext()) {
            Shard shard = shards.next();
            content.add(shard.training(), ExampleBlock.Role.TRAINING);
            content.add(shard.validation(), ExampleBlock.Role.VALIDATION);
        }
        return List.of(content).iterator();
    }

    private static Iterator<long[]> count(Iterator<Shard> shards) {
        long[] counts = new long[2]; // bytes for training, rows for validation
        while (shards.hasNext()) {
            Shard shard = shards.next();
            counts[0] += shard.training().bytes();
            counts[1] += shard.validation().rows();
        }
        return List.of(counts).iterator();
    }
}
