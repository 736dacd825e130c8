package io.descent.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.gradient.BatchPlan;
import io.descent.gradient.NetworkLoss;
import io.descent.gradient.NetworkTables;
import io.descent.gradient.Penalty;
import io.descent.gradient.Shard;
import io.descent.model.Activation;
import io.descent.model.Initialisation;
import io.descent.model.Network;
import io.descent.model.Parameters;
import io.descent.optimizer.BatchDescent;
import io.descent.optimizer.Optimizer;
import io.descent.optimizer.Point;
import io.descent.optimizer.StepSchedule;
import io.descent.optimizer.StepSchedule.Shape;
import io.descent.optimizer.StepSize;
import io.descent.training.TrainingLoop.Result;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where shards lie, and who takes the steps of one alone, changes no bit. */
class NetworkLayoutTest {

    static List<String> names() {
        return BatchDescent.NAMES;
    }

    @ParameterizedTest
    @MethodSource("names")
    void fit_shardsInAnyOrder_hasTheSameBits(String method) {
        for (int localSteps : new int[] {1, 3}) {
            Result expected = fit(method, 4, localSteps).fit();
            for (int order = 1; order <= 4; order++) {
                assertSame(fit(method, 4, localSteps).dealt(order).fit(), expected);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void fit_oneShardByItself_hasTheBitsOfStepsThatAreAddedUp(String method) {
        assertSame(fit(method, 1, 6).fit(), fit(method, 1, 1).fit());
        assertThat(fit(method, 1, 3).fit().parameters().toArray()) // means of J are added up in threes
                .isEqualTo(fit(method, 1, 1).fit().parameters().toArray());
    }

    /** The other way round: several shards by themselves are another descent, and so are other shards. */
    @Test
    void fit_severalShardsByThemselves_isAnotherDescentThatLearnsToo() {
        Result together = fit("adam", 4, 1).fit();
        Result alone = fit("adam", 4, 6).fit();
        assertThat(alone.parameters().toArray())
                .isNotEqualTo(together.parameters().toArray());
        assertThat(alone.history().last().loss())
                .isLessThan(alone.history().first().loss());
        assertThat(alone.passes()).isEqualTo(together.passes());
    }

    /** A shard without rows, and batches without any, are nothing to add. */
    @Test
    void fit_fewerRowsThanShardsAndBatches_learnsAllTheSame() {
        for (int localSteps : new int[] {1, 5, 20}) {
            NetworkFit fit =
                    NetworkFit.waves(9).hidden(3).shards(16, 20, localSteps).iterations(20);
            Result result = fit.fit();
            assertThat(result.history().last().loss())
                    .isLessThan(result.history().first().loss());
            assertThat(result.point().isFinite()).isTrue();
        }
    }

    /** Rows that weigh nothing may fill a batch, and a shard. */
    @Test
    void step_shardsWithoutWeight_areNotThere() {
        Random random = new Random(3);
        double[][] x = NetworkTables.floats(random, 30, 2);
        double[][] y = NetworkTables.floats(random, 30, 1);
        Network network = Network.of(2, List.of(3), 1, Activation.SIGMOID, true);
        Shard full = shard(0, x, y, 1);
        for (int localSteps : new int[] {1, 4}) {
            Point expected = step(List.of(full), network, localSteps, 1);
            Point found = step(List.of(full, shard(1, x, y, 0)), network, localSteps, 1);
            for (int j = 0; j < network.parameterCount(); j++) {
                assertThat(found.parameters()[j]).isCloseTo(expected.parameters()[j], within(1e-14));
            }
            assertThat(found.value()).isCloseTo(expected.value(), within(1e-14));
        }
    }

    private static Shard shard(int index, double[][] x, double[][] y, double weight) {
        double[] omega = new double[x.length];
        Arrays.fill(omega, weight);
        return new Shard(
                index,
                NetworkTables.rows(x, y, omega, false),
                NetworkTables.rows(new double[][] {x[0]}, new double[][] {y[0]}, new double[] {1}, false));
    }

    private static Point step(List<Shard> shards, Network network, int localSteps, long seed) {
        InMemoryBatchSource source = new InMemoryBatchSource(shards, network, new BatchPlan(4, seed), localSteps);
        NetworkObjective objective = new NetworkObjective(source, new NetworkLoss(network, Penalty.NONE), 1);
        Optimizer optimizer =
                new BatchDescent("adam", new StepSchedule(StepSize.constant(0.01), Shape.CONSTANT, 0, 5)).create();
        Point start = objective.evaluate(Initialisation.draw(network, 1));
        return optimizer.step(optimizer.step(start, objective), objective);
    }

    @Test
    void gradientAt_batchesOfAnIteration_addUpToAllRows() {
        InMemoryBatchSource source = fit("adam", 4, 1).source();
        Parameters parameters =
                new Parameters(fit("adam", 4, 1).network(), fit("adam", 4, 1).start());
        double all = source.gradientAt(parameters).squaredError();
        double sum = 0;
        long rows = 0;
        for (int batch = 0; batch < 6; batch++) {
            sum += source.gradientAt(parameters, 3, batch).squaredError();
            rows += source.gradientAt(parameters, 3, batch).rows();
        }
        assertThat(sum).isCloseTo(all, within(1e-9 * all));
        assertThat(rows).isEqualTo(60);
    }

    private static NetworkFit fit(String method, int shards, int localSteps) {
        return NetworkFit.waves(60)
                .hidden(4)
                .method(method, StepSize.AUTO)
                .iterations(5)
                .shards(shards, 6, localSteps);
    }

    private static void assertSame(Result found, Result expected) {
        assertThat(found.parameters().toArray()).isEqualTo(expected.parameters().toArray());
        assertThat(found.point()).usingRecursiveComparison().isEqualTo(expected.point());
        assertThat(States.timeless(found.history().records()))
                .isEqualTo(States.timeless(expected.history().records()));
    }
}
