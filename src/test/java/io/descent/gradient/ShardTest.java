package io.descent.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.model.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Row i has 1 in feature i alone and a residual of 1, so that the gradient counts the rows of a batch. */
class ShardTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 3", "5, 8", "7, 7", "100, 7", "300, 1", "300, 2", "41, 40"})
    void addTo_batchesOfAnIteration_areAllRowsOnce(int rows, int batches) {
        for (boolean sparse : new boolean[] {true, false}) {
            for (int iteration = 1; iteration <= 2; iteration++) {
                double[] all = new double[rows];
                for (double[] batch : batches(shard(0, rows, sparse), new BatchPlan(batches, 5), iteration)) {
                    int size = (int) Arrays.stream(batch).sum();
                    assertThat(size).isBetween(rows / batches, (rows + batches - 1) / batches);
                    for (int i = 0; i < rows; i++) {
                        assertThat(batch[i]).isBetween(0.0, 1.0);
                        all[i] += batch[i];
                    }
                }
                assertThat(all).containsOnly(1);
            }
        }
    }

    @Test
    void addTo_anotherIterationShardOrSeed_isAnotherOrder() {
        List<List<double[]>> orders = new ArrayList<>();
        for (int iteration = 1; iteration <= 20; iteration++) {
            orders.add(batches(shard(0, 60, true), new BatchPlan(4, 5), iteration));
        }
        orders.add(batches(shard(1, 60, true), new BatchPlan(4, 5), 1));
        orders.add(batches(shard(0, 60, true), new BatchPlan(4, 600), 1));
        for (int a = 0; a < orders.size(); a++) {
            for (int b = 0; b < a; b++) {
                assertThat(orders.get(a).get(0)).isNotEqualTo(orders.get(b).get(0));
            }
        }
    }

    @Test
    void addTo_sameIterationAgain_isTheSameBatches() {
        BatchPlan plan = new BatchPlan(4, 5);
        assertThat(batches(shard(2, 60, true), plan, 9).toArray(double[][]::new))
                .isDeepEqualTo(batches(shard(2, 60, false), plan, 9).toArray(double[][]::new));
    }

    @Test
    void addTo_noRows_addsNothing() {
        ExampleRows none = NetworkTables.none(shard(0, 3, false).training());
        NetworkGradient sums = new NetworkGradient(Network.neuronWithoutBias(3));
        sums.reset(new double[4]);
        Shard empty = new Shard(0, none, none);
        empty.addTo(sums);
        empty.addTo(sums, new BatchPlan(3, 1), 1, 2);
        empty.addValidationTo(sums);
        assertThat(sums.toArray()).containsOnly(0);
    }

    private static List<double[]> batches(Shard shard, BatchPlan plan, int iteration) {
        int rows = shard.training().rows();
        NetworkGradient sums = new NetworkGradient(Network.neuronWithoutBias(rows));
        List<double[]> batches = new ArrayList<>();
        for (int batch = 0; batch < plan.batches(); batch++) {
            sums.reset(new double[rows + 1]);
            shard.addTo(sums, plan, iteration, batch);
            batches.add(Arrays.copyOf(sums.toArray(), rows));
            assertThat(sums.rows()).isEqualTo((long) sums.weight());
        }
        return batches;
    }

    private static Shard shard(int index, int rows, boolean sparse) {
        ExampleRowsBuilder builder = new ExampleRowsBuilder(rows, 1, sparse, false);
        for (int i = 0; i < rows; i++) {
            builder.put(i, 1);
            builder.putLabel(0, -1);
            builder.endRow(1);
        }
        ExampleRows training = builder.build();
        return new Shard(index, training, NetworkTables.none(training));
    }
}
