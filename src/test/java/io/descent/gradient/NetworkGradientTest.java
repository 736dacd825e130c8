package io.descent.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.linalg.Vectors;
import io.descent.model.Activation;
import io.descent.model.Network;
import io.descent.model.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Backpropagation in float32 against differences of J in float64, written plainly. */
class NetworkGradientTest {

    private static final int FEATURES = 5;
    private static final int MOST_DIFFERENCES = 24;
    private static final List<Penalty> PENALTIES =
            List.of(Penalty.NONE, new Penalty(0.1, 0), new Penalty(0.1, 1), new Penalty(0.2, 0.5));

    /** A network with examples, of which some weigh 0. */
    record Case(Network network, int rows, boolean weighted, boolean sparse, Penalty penalty, int seed) {

        double[][] x() {
            double[][] x = NetworkTables.floats(new Random(seed), rows, network.features());
            for (int i = 0; sparse && i < rows; i++) {
                for (int j = 0; j < x[i].length; j++) {
                    x[i][j] = (i + j) % 3 == 0 ? x[i][j] : 0;
                }
            }
            return x;
        }

        double[][] y() {
            return NetworkTables.floats(new Random(seed + 1), rows, network.outputs());
        }

        double[] omega() {
            double[] omega = weighted ? new double[rows] : null;
            for (int i = 0; i < rows && weighted; i++) {
                omega[i] = i % 4 * 0.75; // exact in float32, and 0 for every fourth
            }
            return omega;
        }

        /** Exact in float32. */
        double[] parameters() {
            double[] v = new double[network.parameterCount()];
            Random random = new Random(seed + 2);
            for (Network.Layer layer : network.layers()) {
                for (int o = 0; o < layer.outputs(); o++) {
                    for (int i = 0; i < layer.inputs(); i++) {
                        v[layer.weight(o, i)] = (float) (1.2 * random.nextGaussian() / Math.sqrt(layer.inputs()));
                    }
                    v[layer.bias(o)] = network.hasIntercept() ? (float) (0.5 * random.nextGaussian()) : 0;
                }
            }
            return v;
        }

        /** J. */
        double value(double[] v, double[][] x, double[][] y) {
            Parameters parameters = new Parameters(network, v);
            double[] omega = omega();
            double squares = 0;
            double sum = 0;
            for (int i = 0; i < rows; i++) {
                double[] predicted = parameters.predictAll(x[i]);
                double each = omega == null ? 1 : omega[i];
                for (int o = 0; o < predicted.length; o++) {
                    squares += each * (predicted[o] - y[i][o]) * (predicted[o] - y[i][o]);
                }
                sum += each;
            }
            int weights = network.weightCount();
            return squares / (sum * network.outputs()) + penalty.smoothValue(v, weights) + penalty.l1Value(v, weights);
        }

        /** The gradient of the smooth part, and J after it. */
        double[] gradientAndValue(boolean sparsely) {
            NetworkGradient sums = new NetworkGradient(network);
            sums.reset(parameters());
            ExampleRows examples = NetworkTables.rows(x(), y(), omega(), sparsely);
            new Shard(0, examples, NetworkTables.none(examples)).addTo(sums);
            double[] all = new double[network.parameterCount() + 1];
            double[] gradient = new double[network.parameterCount()];
            sums.gradient(gradient);
            all[gradient.length] =
                    new NetworkLoss(network, penalty).apply(parameters(), sums.squaredError(), sums.weight(), gradient);
            System.arraycopy(gradient, 0, all, 0, gradient.length);
            return all;
        }
    }

    static List<Case> cases() {
        List<List<Integer>> depths = List.of(
                List.of(),
                List.of(1),
                List.of(3),
                List.of(16),
                List.of(17, 3),
                List.of(33, 16),
                List.of(3, 17, 1),
                List.of(16, 33, 3));
        Random random = new Random(1);
        List<Case> cases = new ArrayList<>();
        for (Activation activation : Activation.values()) {
            for (List<Integer> hidden : depths) {
                for (boolean intercept : new boolean[] {true, false}) {
                    int outputs = 1 + cases.size() % 3;
                    cases.add(new Case(
                            Network.of(FEATURES, hidden, outputs, activation, intercept),
                            180 + random.nextInt(120),
                            random.nextBoolean(),
                            random.nextBoolean(),
                            PENALTIES.get(random.nextInt(PENALTIES.size())),
                            cases.size()));
                }
            }
        }
        for (int outputs : new int[] {16, 17, 33}) {
            Network wide = Network.of(1, List.of(2), outputs, Activation.TANH, true);
            cases.add(new Case(wide, 7, true, false, Penalty.NONE, outputs));
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradient_anyNetwork_isTheDifferenceOfJ(Case each) {
        double[][] x = each.x();
        double[][] y = each.y();
        double[] v = each.parameters();
        int weights = each.network().weightCount();
        double[] all = each.gradientAndValue(each.sparse());
        double[] gradient = Arrays.copyOf(all, v.length);
        double norm = Vectors.norm(gradient);
        assertThat(all[v.length]).isCloseTo(each.value(v, x, y), within(1e-5 * all[v.length]));
        assertThat(norm).isGreaterThan(1e-3);
        boolean kinks = each.network().activation() == Activation.RELU;
        for (int j : some(v.length, each.network().layers())) {
            double step = kinks ? 1e-7 : 1e-5;
            double difference = each.network().hasIntercept() || j < weights
                    ? (each.value(moved(v, j, step), x, y) - each.value(moved(v, j, -step), x, y)) / (2 * step)
                    : 0;
            double l1 = j < weights ? each.penalty().l1() * Math.signum(v[j]) : 0;
            assertThat(gradient[j]).as("%d of %s", j, each.network()).isCloseTo(difference - l1, within(1e-5 * norm));
        }
    }

    /** Zeros that are left out change nothing, not even rounding. */
    @ParameterizedTest
    @MethodSource("cases")
    void gradient_sparseOrDense_hasTheSameBits(Case each) {
        assertThat(each.gradientAndValue(true)).isEqualTo(each.gradientAndValue(false));
    }

    /** The rows of a batch are gathered one by one. */
    @ParameterizedTest
    @MethodSource("cases")
    void gradient_ofABatch_isThatOfItsRowsInTheirOrder(Case each) {
        double[][] x = each.x();
        double[][] y = each.y();
        double[] omega = each.omega();
        int n = Math.min(100, each.rows());
        RowOrder order = new RowOrder(each.rows(), 5);
        double[][] batchX = new double[n][];
        double[][] batchY = new double[n][];
        double[] batchOmega = omega == null ? null : new double[n];
        for (int i = 0; i < n; i++) {
            batchX[i] = x[order.row(i)];
            batchY[i] = y[order.row(i)];
            if (omega != null) {
                batchOmega[i] = omega[order.row(i)];
            }
        }
        NetworkGradient sums = new NetworkGradient(each.network());
        sums.reset(each.parameters());
        sums.add(NetworkTables.rows(x, y, omega, each.sparse()), order, 0, n);
        NetworkGradient expected = new NetworkGradient(each.network());
        expected.reset(each.parameters());
        expected.add(NetworkTables.rows(batchX, batchY, batchOmega, each.sparse()), 0, n);
        assertThat(sums.toArray()).isEqualTo(expected.toArray());
    }

    @Test
    void error_ofValidationRows_isThatOfTheGradientsAlone() {
        for (Case each : cases().subList(4, 12)) {
            ExampleRows examples = NetworkTables.rows(each.x(), each.y(), each.omega(), each.sparse());
            NetworkGradient sums = new NetworkGradient(each.network());
            sums.reset(each.parameters());
            new Shard(0, NetworkTables.none(examples), examples).addValidationTo(sums);
            GradientSum measured = NetworkGradient.sum(sums.toArray(), each.network());
            assertThat(measured.gradient()).containsOnly(0);
            sums.reset(each.parameters());
            new Shard(0, examples, NetworkTables.none(examples)).addTo(sums);
            GradientSum full = NetworkGradient.sum(sums.toArray(), each.network());
            assertThat(measured.rows()).isEqualTo(full.rows()).isEqualTo(each.rows());
            assertThat(measured.weight()).isEqualTo(full.weight());
            for (int o = 0; o < each.network().outputs(); o++) {
                assertThat(measured.squaredError(o)).isEqualTo(full.squaredError(o));
            }
        }
    }

    @Test
    void reset_afterOtherRows_forgetsThem() {
        Case each = cases().get(10);
        ExampleRows examples = NetworkTables.rows(each.x(), each.y(), each.omega(), false);
        Shard shard = new Shard(0, examples, NetworkTables.none(examples));
        NetworkGradient fresh = new NetworkGradient(each.network());
        fresh.reset(each.parameters());
        shard.addTo(fresh);
        NetworkGradient used = new NetworkGradient(each.network());
        used.reset(Vectors.times(3, each.parameters()));
        shard.addTo(used);
        used.reset(each.parameters());
        shard.addTo(used);
        assertThat(used.toArray()).isEqualTo(fresh.toArray());
    }

    /** Buffers of dense rows would be gigabytes. */
    @Test
    void new_millionsOfSparseFeatures_takesNoRoomForDenseRows() {
        Network network = Network.neuron(1_600_000);
        ExampleRowsBuilder rows = new ExampleRowsBuilder(1_600_000, 1, true, false);
        rows.put(1_599_999, 2);
        rows.putLabel(0, -1);
        rows.endRow(1);
        NetworkGradient sums = new NetworkGradient(network);
        assertThat(sums.network()).isSameAs(network);
        assertThat(rows.build().bytes()).isLessThan(100);
    }

    private static List<Integer> some(int parameters, List<Network.Layer> layers) {
        TreeSet<Integer> some = new TreeSet<>();
        for (Network.Layer layer : layers) { // the ends of each layer, where padding begins
            some.add(layer.weight(0, 0));
            some.add(layer.weight(layer.outputs() - 1, layer.inputs() - 1));
            some.add(layer.bias(0));
            some.add(layer.bias(layer.outputs() - 1));
        }
        Random random = new Random(3);
        while (some.size() < Math.min(parameters, MOST_DIFFERENCES)) {
            some.add(random.nextInt(parameters));
        }
        return List.copyOf(some);
    }

    private static double[] moved(double[] v, int j, double step) {
        double[] moved = v.clone();
        moved[j] += step;
        return moved;
    }
}
