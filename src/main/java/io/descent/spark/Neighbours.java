package io.descent.spark;

import java.io.Serializable;
import org.apache.spark.Partition;
import org.apache.spark.rdd.PartitionCoalescer;
import org.apache.spark.rdd.PartitionGroup;
import org.apache.spark.rdd.RDD;
import scala.Option;

/**
 * Puts neighbouring partitions into one, unlike Spark's own coalescer, which goes by where they happen to lie: a sum over
 * neighbouring shards is one array, or few.
 */
final class Neighbours implements PartitionCoalescer, Serializable {

    private static final long serialVersionUID = 1L;

    /** An RDD with at most so many partitions. */
    static <T> RDD<T> coalesce(RDD<T> rdd, int most) {
        return rdd.getNumPartitions() <= most ? rdd : rdd.coalesce(most, false, Option.apply(new Neighbours()), null);
    }

    /** The first of the partitions that come into partition {@code group} of {@code groups}. */
    static int first(int group, int groups, int partitions) {
        return (int) ((long) group * partitions / groups);
    }

    @Override
    public PartitionGroup[] coalesce(int groups, RDD<?> parent) {
        Partition[] partitions = parent.partitions();
        PartitionGroup[] coalesced = new PartitionGroup[groups];
        for (int group = 0; group < groups; group++) {
            coalesced[group] = new PartitionGroup(Option.empty());
            for (int k = first(group, groups, partitions.length);
                    k < first(group + 1, groups, partitions.length);
                    k++) {
                coalesced[group].partitions().addOne(partitions[k]);
            }
        }
        return coalesced;
    }
}
