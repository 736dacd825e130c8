package io.descent.training;

import io.descent.gradient.BatchPlan;
import io.descent.gradient.NetworkGradient;
import io.descent.gradient.NetworkLoss;
import io.descent.gradient.Shard;
import io.descent.optimizer.BatchGradient;
import io.descent.optimizer.Walk;
import java.util.OptionalDouble;

/** J over the rows of one shard, for steps that it takes by itself. */
public final class ShardObjective implements BatchGradient {

    private final Shard shard;
    private final BatchPlan plan;
    private final NetworkLoss loss;
    private final NetworkGradient sums;
    private double weight; // Σω of all batches evaluated

    /**
     * @param sums scratch space
     */
    public ShardObjective(Shard shard, BatchPlan plan, NetworkLoss loss, NetworkGradient sums) {
        this.shard = shard;
        this.plan = plan;
        this.loss = loss;
        this.sums = sums;
    }

    /**
     * Takes the steps of the batches [from, to).
     *
     * @param shards of all
     * @return the place where they lead, to be added to those of other shards; weighted by the examples seen
     */
    public double[] descend(Walk start, int from, int to, int shards) {
        Walk walk = start.branch();
        for (int batch = from; batch < to && walk.isFinite(); batch++) {
            walk.step(this, batch);
        }
        return walk.weighted(shards == 1 ? 1 : weight); // (x·w)/w is not always x
    }

    @Override
    public OptionalDouble evaluate(double[] parameters, int iteration, int batch, double[] gradient) {
        sums.reset(parameters);
        shard.addTo(sums, plan, iteration, batch);
        weight += sums.weight();
        if (sums.weight() == 0) {
            return OptionalDouble.empty();
        }
        sums.gradient(gradient);
        return OptionalDouble.of(loss.apply(parameters, sums.squaredError(), sums.weight(), gradient));
    }

    @Override
    public double l1() {
        return loss.l1();
    }

    @Override
    public int weights() {
        return loss.network().weightCount();
    }
}
