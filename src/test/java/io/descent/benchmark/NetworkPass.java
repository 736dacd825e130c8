package io.descent.benchmark;

import io.descent.gradient.BatchPlan;
import io.descent.gradient.ExampleRows;
import io.descent.gradient.ExampleRowsBuilder;
import io.descent.gradient.NetworkGradient;
import io.descent.gradient.Shard;
import io.descent.model.Initialisation;
import io.descent.model.Network;
import java.util.SplittableRandom;

/**
 * All that a mini-batch costs beside the update: parameters taken over, rows gathered in random order, forward, back,
 * sums in float64, and the gradient written.
 */
final class NetworkPass {

    /** The rows of a step: with the layers of the benchmark, they stay in the cache. */
    static final int BATCH = 1024;

    private static final BatchPlan PLAN = new BatchPlan(2, 42);

    private final Network network;
    private final NetworkGradient gradient;
    private final Shard shard;
    private final double[] parameters;
    private final double[] written; // (parameterCount)
    private int iteration;

    NetworkPass(Network network) {
        this.network = network;
        this.gradient = new NetworkGradient(network);
        this.shard = new Shard(0, rows(PLAN.batches() * BATCH, network), rows(0, network));
        this.parameters = Initialisation.draw(network, 42);
        this.written = new double[network.parameterCount()];
    }

    private static ExampleRows rows(int count, Network network) {
        SplittableRandom random = new SplittableRandom(1);
        ExampleRowsBuilder rows = new ExampleRowsBuilder(network.features(), network.outputs(), false, false);
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < network.features(); j++) {
                rows.put(j, random.nextInt() * 0x1p-31f);
            }
            for (int o = 0; o < network.outputs(); o++) {
                rows.putLabel(o, random.nextInt() * 0x1p-31f);
            }
            rows.endRow(1);
        }
        return rows.build();
    }

    /** Takes the gradients of batches until there were so many operations, and returns 10⁹ operations a second. */
    double gigaflops(long operations) throws Exception {
        long ofBatch = BATCH * NetworkArithmetic.operations(network);
        long batches = Math.max(1, operations / ofBatch);
        double seconds = Seconds.of(() -> {
            for (long batch = 0; batch < batches; batch++) {
                gradient.reset(parameters);
                shard.addTo(gradient, PLAN, ++iteration, (int) (batch % PLAN.batches()));
                gradient.gradient(written);
            }
            return null;
        });
        return batches * ofBatch / seconds / 1e9;
    }
}
