package io.descent.spark;

import org.apache.spark.Partitioner;

/** A partition for each number from 0 on. */
final class NumberPartitioner extends Partitioner {

    private static final long serialVersionUID = 1L;

    private final int partitions;

    NumberPartitioner(int partitions) {
        this.partitions = partitions;
    }

    @Override
    public int numPartitions() {
        return partitions;
    }

    @Override
    public int getPartition(Object number) {
        return (Integer) number;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NumberPartitioner that && partitions == that.partitions;
    }

    @Override
    public int hashCode() {
        return partitions;
    }
}
