package io.descent.training;

import io.descent.gradient.BatchPlan;
import io.descent.gradient.GradientSum;
import io.descent.gradient.NetworkGradient;
import io.descent.gradient.NetworkLoss;
import io.descent.gradient.Shard;
import io.descent.gradient.ShardSum;
import io.descent.model.Network;
import io.descent.model.Parameters;
import io.descent.optimizer.Walk;
import java.util.List;
import java.util.function.BiConsumer;

/** Gradients of a network over shards in this process's memory. */
public final class InMemoryBatchSource implements BatchSource {

    private final List<Shard> shards;
    private final BatchPlan plan;
    private final int localSteps;
    private final NetworkGradient gradient;
    private long passes;

    /**
     * @param localSteps the steps each shard takes by itself, or 1
     */
    public InMemoryBatchSource(List<Shard> shards, Network network, BatchPlan plan, int localSteps) {
        this.shards = List.copyOf(shards);
        this.plan = plan;
        this.localSteps = localSteps;
        this.gradient = new NetworkGradient(network);
    }

    @Override
    public int batches() {
        return plan.batches();
    }

    @Override
    public int localSteps() {
        return localSteps;
    }

    @Override
    public GradientSum gradientAt(Parameters parameters) {
        passes++;
        return sum(parameters, Shard::addTo);
    }

    @Override
    public GradientSum gradientAt(Parameters parameters, int iteration, int batch) {
        passes += batch == 0 ? 1 : 0;
        return sum(parameters, (shard, sums) -> shard.addTo(sums, plan, iteration, batch));
    }

    @Override
    public GradientSum validationAt(Parameters parameters) {
        return sum(parameters, Shard::addValidationTo);
    }

    private GradientSum sum(Parameters parameters, BiConsumer<Shard, NetworkGradient> pass) {
        ShardSum sum = new ShardSum(shards.size());
        for (Shard shard : shards) {
            gradient.reset(parameters.toArray());
            pass.accept(shard, gradient);
            sum.add(shard.index(), gradient.toArray());
        }
        return NetworkGradient.sum(sum.total(), parameters.network());
    }

    @Override
    public void descendLocally(Walk walk, NetworkLoss loss, int from, int to) {
        passes += from == 0 ? 1 : 0;
        ShardSum sum = new ShardSum(shards.size());
        for (Shard shard : shards) {
            ShardObjective objective = new ShardObjective(shard, plan, loss, gradient);
            sum.add(shard.index(), objective.descend(walk, from, to, shards.size()));
        }
        walk.join(sum.total());
    }

    @Override
    public long passes() {
        return passes;
    }

    @Override
    public long bytesPerPass() {
        return shards.stream().mapToLong(shard -> shard.training().bytes()).sum();
    }
}
