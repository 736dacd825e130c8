package io.descent.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.descent.ArrayTable;
import io.descent.gradient.Penalty;
import io.descent.model.Activation;
import io.descent.optimizer.StepSchedule;
import io.descent.optimizer.StepSchedule.Shape;
import io.descent.optimizer.StepSize;
import io.descent.spark.DataException;
import io.descent.spark.NetworkRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an estimator asks of networks, and refuses. */
class NetworksTest {
    private static final Penalty L1 = new Penalty(0.1, 0.5);

    private final DescentRegressor network = new DescentRegressor().setHiddenLayers(8, 4);

    private static Optional<NetworkRequest> request(DescentRegressor regressor) {
        return Networks.request(regressor, 1, Penalty.NONE);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1})
    void request_oneNeuronInFullBatches_isNone(double batch) {
        assertThat(request(new DescentRegressor().setBatchFraction(batch))).isEmpty();
    }

    @Test
    void request_hiddenLayersByDefault_leavesTheRestToDescent() {
        assertThat(request(network))
                .contains(new NetworkRequest(
                        List.of(8, 4),
                        Activation.RELU,
                        "auto",
                        new StepSchedule(StepSize.AUTO, Shape.COSINE, 0, 200),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        1,
                        OptionalInt.empty(),
                        42));
    }

    @Test
    void request_everythingSet_isPassedOn() {
        network.setActivation("tanh")
                .setOptimizer("adam")
                .setWeightDecay(0.125)
                .setStepSize(0.5)
                .setStepDecay(0.1)
                .setWarmUp(2.5)
                .setMaxIter(30)
                .setBatchFraction(0.25)
                .setLocalSteps(3)
                .setNumShards(5)
                .setSeed(-1);
        assertThat(request(network))
                .contains(new NetworkRequest(
                        List.of(8, 4),
                        Activation.TANH,
                        "adam",
                        new StepSchedule(new StepSize(0.5, 0.1), Shape.DECAY, 2.5, 30),
                        OptionalDouble.of(0.125),
                        OptionalDouble.of(0.25),
                        3,
                        OptionalInt.of(5),
                        -1));
    }

    @Test
    void request_severalLabelsOrMiniBatches_isANetworkWithoutHiddenLayers() {
        assertThat(Networks.request(new DescentRegressor(), 2, Penalty.NONE))
                .hasValueSatisfying(request -> assertThat(request.hidden()).isEmpty());
        assertThat(request(new DescentRegressor().setBatchFraction(0.5)))
                .hasValueSatisfying(request -> assertThat(request.batch()).hasValue(0.5));
    }

    @Test
    void request_fullBatchOfANetwork_isTheFractionOne() {
        assertThat(request(network.setBatchFraction(1)).orElseThrow().batch()).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({
        "auto, 0, COSINE",
        "auto, 0.1, DECAY",
        "constant, 0, CONSTANT",
        "cosine, 0, COSINE",
        "decay, 0.1, DECAY",
    })
    void request_schedule_isTheShape(String schedule, double decay, Shape shape) {
        network.setSchedule(schedule).setStepSize(1).setStepDecay(decay);
        assertThat(request(network).orElseThrow().schedule().shape()).isEqualTo(shape);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "adam", "momentum", "nesterov", "gradient-descent"})
    void request_l1_goesWithSteps(String optimizer) {
        assertThat(Networks.request(network.setOptimizer(optimizer), 1, L1)).isPresent();
    }

    @Test
    void request_lbfgsInFullBatches_isAccepted() {
        assertThat(request(network.setOptimizer("l-bfgs").setBatchFraction(1).setNumShards(3)))
                .isPresent();
    }

    /** What makes a network, and what messages call it. */
    static List<Map.Entry<String, Consumer<DescentRegressor>>> networks() {
        return List.of(
                Map.entry("hidden layers", r -> r.setHiddenLayers(8)),
                Map.entry("mini-batches", r -> r.setBatchFraction(0.5)),
                Map.entry("several labels", r -> r.setLabelCols("label", "second")));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void fit_networkWithWhatIsForOneNeuron_isRefused(Map.Entry<String, Consumer<DescentRegressor>> sign) {
        String with = " with " + sign.getKey();
        assertRefused(
                sign.getValue().andThen(r -> r.setOptimizer("fista")),
                "optimizer must be one of auto, gradient-descent, momentum, nesterov, adam, l-bfgs" + with
                        + ", but is fista");
        assertRefused(
                sign.getValue().andThen(r -> r.setOptimizer("conjugate-gradient")),
                "optimizer must be one of auto, gradient-descent, momentum, nesterov, adam, l-bfgs" + with
                        + ", but is conjugate-gradient");
        assertRefused(
                sign.getValue()
                        .andThen(r -> r.setOptimizer("l-bfgs").setRegParam(1).setElasticNetParam(1)),
                "optimizer must be one of auto, gradient-descent, momentum, nesterov, adam" + with
                        + " and an L1 penalty, but is l-bfgs");
        assertRefused(
                sign.getValue().andThen(r -> r.setPrecision("double")),
                "precision must be single" + with + ", whose arithmetic is in 32 bits, but is double");
        assertRefused(
                sign.getValue().andThen(r -> r.setGradientSource("moments")),
                "gradientSource must be data or auto" + with + ", whose gradients need the rows, but is moments");
    }

    @Test
    void fit_oneNeuronWithWhatIsForNetworks_isRefused() {
        String unless = " unless there are hidden layers, several labels or mini-batches, but is ";
        assertRefused(r -> r.setSchedule("cosine"), "schedule must be auto" + unless + "cosine");
        assertRefused(r -> r.setWarmUp(1), "warmUp must be 0" + unless + "1.0");
        assertRefused(r -> r.setWeightDecay(0.5), "weightDecay must be auto" + unless + "0.5");
        assertRefused(r -> r.setLocalSteps(2), "localSteps must be 1" + unless + "2");
        assertRefused(r -> r.setNumShards(3), "numShards must be 0" + unless + "3");
    }

    @Test
    void fit_lbfgsWithSmallSteps_isRefused() {
        Consumer<DescentRegressor> own = r -> r.setHiddenLayers(2).setOptimizer("l-bfgs");
        String finds = " with l-bfgs, which finds its own step, but is ";
        String sees = " with l-bfgs, whose steps see every row, but is ";
        assertRefused(own.andThen(r -> r.setStepSize(0.5)), "stepSize must be 0" + finds + "0.5");
        assertRefused(own.andThen(r -> r.setSchedule("constant")), "schedule must be auto" + finds + "constant");
        assertRefused(own.andThen(r -> r.setWarmUp(1)), "warmUp must be 0" + finds + "1.0");
        assertRefused(own.andThen(r -> r.setBatchFraction(0.5)), "batchFraction must be 0 or 1" + sees + "0.5");
        assertRefused(own.andThen(r -> r.setLocalSteps(2)), "localSteps must be 1" + sees + "2");
    }

    @Test
    void fit_scheduleAgainstTheDecay_isRefused() {
        Consumer<DescentRegressor> layers = r -> r.setHiddenLayers(2);
        assertRefused(
                layers.andThen(r -> r.setSchedule("decay").setStepSize(1)),
                "schedule must be auto, constant or cosine unless stepDecay > 0, but is decay");
        assertRefused(
                layers.andThen(r -> r.setSchedule("cosine").setStepSize(1).setStepDecay(1)),
                "schedule must be auto or decay when stepDecay > 0, but is cosine");
        assertRefused(
                layers.andThen(r -> r.setStepDecay(0.5)),
                "step decay needs a step size, but the step size is auto and the decay 0.5");
    }

    @Test
    void fit_layerWithoutNeurons_isRefused() {
        assertRefused(r -> r.setHiddenLayers(8, 0), "hiddenLayers must hold numbers >= 1, but is [8, 0]");
    }

    @Test
    void fit_labelThatIsNoNumber_isRefusedByTheParam() {
        Dataset<Row> table = ArrayTable.vectors(new double[][] {{1}, {2}}, new double[] {1, 2})
                .table()
                .selectExpr("*", "cast(label as string) as text");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() ->
                        new DescentRegressor().setLabelCols("label", "text").fit(table))
                .withMessage("labelCols must be numeric, but column 'text' is string");
    }

    private static void assertRefused(Consumer<DescentRegressor> settings, String message) {
        Dataset<Row> table = ArrayTable.vectors(new double[][] {{1}, {2}}, new double[] {1, 2})
                .table()
                .selectExpr("*", "2 * label as second");
        DescentRegressor regressor = new DescentRegressor();
        settings.accept(regressor);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> regressor.fit(table))
                .withMessage(message);
    }
}
