package io.descent.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.gradient.BatchPlan;
import io.descent.gradient.NetworkLoss;
import io.descent.gradient.NetworkTables;
import io.descent.gradient.Penalty;
import io.descent.model.Network;
import io.descent.optimizer.AcceleratedGradient;
import io.descent.optimizer.BatchDescent;
import io.descent.optimizer.OptimizerSettings;
import io.descent.optimizer.Point;
import io.descent.optimizer.StepSchedule;
import io.descent.optimizer.StepSchedule.Shape;
import io.descent.optimizer.StepSize;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The lasso by a network without hidden layers, against the method that was made for it. */
class NetworkLassoTest {

    private static final int FEATURES = 6;

    private final double[][] x = NetworkTables.floats(new Random(4), 60, FEATURES);
    private final double[][] y = new double[60][1];
    private final Network network = Network.neuron(FEATURES);
    private final NetworkLoss loss = new NetworkLoss(network, new Penalty(0.15, 1));

    NetworkLassoTest() {
        Random random = new Random(5);
        for (int i = 0; i < y.length; i++) {
            y[i][0] = 2 * x[i][0] - x[i][1] + 0.3 * x[i][2] + 0.1 * random.nextGaussian();
        }
    }

    static List<String> names() {
        return BatchDescent.NAMES;
    }

    @ParameterizedTest
    @MethodSource("names")
    void fit_withAnL1Norm_isTheLassoOfFista(String method) {
        Point expected = descend(new AcceleratedGradient(AcceleratedGradient.FISTA, StepSize.constant(0.2)), 200);
        StepSize size = method.equals("adam") ? StepSize.constant(0.2) : StepSize.AUTO;
        Point found = descend(new BatchDescent(method, new StepSchedule(size, Shape.COSINE, 0, 400)), 400);
        assertThat(found.value()).isCloseTo(expected.value(), within(1e-5));
        int zeros = 0;
        for (int j = 0; j <= FEATURES; j++) {
            assertThat(found.parameters()[j]).as("%d", j).isCloseTo(expected.parameters()[j], within(2e-3));
            if (j < FEATURES && expected.parameters()[j] == 0) {
                assertThat(found.parameters()[j]).isZero();
                assertThat(Math.abs(found.gradient()[j])).isLessThanOrEqualTo(loss.l1());
                zeros++;
            }
        }
        assertThat(zeros).isBetween(2, 4);
        assertThat(found.gradientNorm()).isLessThan(5e-3);
    }

    private Point descend(OptimizerSettings settings, int iterations) {
        InMemoryBatchSource source =
                new InMemoryBatchSource(NetworkTables.shards(x, y, null, 2, false), network, new BatchPlan(1, 1), 1);
        NetworkObjective objective = new NetworkObjective(source, loss, 1);
        var optimizer = settings.create();
        Point point = objective.evaluate(new double[FEATURES + 1]);
        for (int t = 0; t < iterations; t++) {
            point = optimizer.step(point, objective);
        }
        return objective.evaluate(point.parameters());
    }
}
