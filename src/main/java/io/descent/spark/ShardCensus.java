package io.descent.spark;

import io.descent.gradient.ExampleBlock;
import io.descent.gradient.Shard;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.rdd.RDD;

/**
 * Counts what is in shards.
 *
 * @param trainingBytes heap bytes of the training rows
 * @param validationRows rows that are held out
 * @param content of all rows
 */
record ShardCensus(long trainingBytes, long validationRows, ContentHash content) {

    /** One pass. */
    static ShardCensus of(RDD<Shard> shards) {
        ShardCensus all = new ShardCensus(0, 0, new ContentHash());
        for (long[] part : shards.toJavaRDD().mapPartitions(ShardCensus::count).collect()) {
            all = new ShardCensus(
                    all.trainingBytes + part[0],
                    all.validationRows + part[1],
                    all.content.merge(new ContentHash(part[2], part[3], part[4])));
        }
        return all;
    }

    private static Iterator<long[]> count(Iterator<Shard> shards) {
        ContentHash content = new ContentHash();
        long bytes = 0;
        long heldOut = 0;
        while (shards.hasNext()) {
            Shard shard = shards.next();
            content.add(shard.training(), ExampleBlock.Role.TRAINING);
            content.add(shard.validation(), ExampleBlock.Role.VALIDATION);
            bytes += shard.training().bytes();
            heldOut += shard.validation().rows();
        }
        long[] counts = {bytes, heldOut, content.rows(), content.first(), content.second()};
        return List.of(counts).iterator();
    }
}
