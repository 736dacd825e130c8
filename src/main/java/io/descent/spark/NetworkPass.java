package io.descent.spark;

import io.descent.gradient.NetworkGradient;
import io.descent.gradient.Shard;
import io.descent.gradient.ShardSum;
import io.descent.model.Network;
import io.descent.model.Parameters;
import java.io.Serializable;
import org.apache.spark.broadcast.Broadcast;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** What a pass of a network does on an executor: the sums over some rows of each shard of one partition. */
final class NetworkPass extends AbstractFunction1<Iterator<Shard>, PassResult<ShardSum>> implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Buffers are made once for each thread of an executor, not for each step. */
    private static final ThreadLocal<NetworkGradient> SCRATCH = new ThreadLocal<>();

    /** Which rows of a shard. */
    interface Rows extends Serializable {

        /** Adds them to sums. */
        void add(Shard shard, NetworkGradient sums);
    }

    private final Broadcast<Parameters> broadcast;
    private final Rows rows;
    private final int shards;

    /**
     * @param shards of all partitions together
     */
    NetworkPass(Broadcast<Parameters> broadcast, Rows rows, int shards) {
        this.broadcast = broadcast;
        this.rows = rows;
        this.shards = shards;
    }

    @Override
    public PassResult<ShardSum> apply(Iterator<Shard> partition) {
        Parameters parameters = broadcast.value();
        long began = System.nanoTime();
        NetworkGradient sums = scratch(parameters.network());
        double[] flat = parameters.toArray();
        ShardSum sum = new ShardSum(shards);
        while (partition.hasNext()) {
            Shard shard = partition.next();
            sums.reset(flat);
            rows.add(shard, sums);
            sum.add(shard.index(), sums.toArray());
        }
        return new PassResult<>(sum, System.nanoTime() - began);
    }

    /** Buffers of this thread for a network of some shape. */
    static NetworkGradient scratch(Network network) {
        NetworkGradient scratch = SCRATCH.get();
        if (scratch == null || !scratch.network().sameShape(network)) {
            scratch = new NetworkGradient(network);
            SCRATCH.set(scratch);
        }
        return scratch;
    }
}
