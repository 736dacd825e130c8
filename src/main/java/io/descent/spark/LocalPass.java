package io.descent.spark;

import io.descent.gradient.BatchPlan;
import io.descent.gradient.NetworkGradient;
import io.descent.gradient.NetworkLoss;
import io.descent.gradient.Shard;
import io.descent.gradient.ShardSum;
import io.descent.optimizer.Walk;
import io.descent.training.ShardObjective;
import java.io.Serializable;
import org.apache.spark.broadcast.Broadcast;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** Some steps that each shard of a partition takes by itself. */
final class LocalPass extends AbstractFunction1<Iterator<Shard>, PassResult<ShardSum>> implements Serializable {

    private static final long serialVersionUID = 1L;

    private final Broadcast<Walk> broadcast;
    private final NetworkLoss loss;
    private final BatchPlan plan;
    private final int from;
    private final int to;
    private final int shards;

    /**
     * @param from the first batch
     * @param to the one after the last
     * @param shards of all partitions together
     */
    LocalPass(Broadcast<Walk> broadcast, NetworkLoss loss, BatchPlan plan, int from, int to, int shards) {
        this.broadcast = broadcast;
        this.loss = loss;
        this.plan = plan;
        this.from = from;
        this.to = to;
        this.shards = shards;
    }

    @Override
    public PassResult<ShardSum> apply(Iterator<Shard> partition) {
        Walk start = broadcast.value();
        long began = System.nanoTime();
        NetworkGradient scratch = NetworkPass.scratch(loss.network());
        ShardSum sum = new ShardSum(shards);
        while (partition.hasNext()) {
            Shard shard = partition.next();
            ShardObjective objective = new ShardObjective(shard, plan, loss, scratch);
            sum.add(shard.index(), objective.descend(start, from, to, shards));
        }
        return new PassResult<>(sum, System.nanoTime() - began);
    }
}
