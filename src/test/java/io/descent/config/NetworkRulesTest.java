package io.descent.config;

import static io.descent.config.Parsing.problems;
import static io.descent.config.Parsing.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.descent.model.Activation;
import io.descent.optimizer.StepSize;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings of networks and mini-batches, and what goes with which. */
class NetworkRulesTest {
    private static final String LAYERS = "model.hidden-layers = [4]";

    /** Each makes a network; with what messages call it. */
    static List<Map.Entry<String, String>> networks() {
        return List.of(
                Map.entry(LAYERS, "hidden layers"),
                Map.entry("data.label = [y, z]", "several labels"),
                Map.entry("training.batch = 0.5", "mini-batches"));
    }

    @Test
    void parse_everySettingOfNetworks_isKept() {
        Settings settings = settings(
                "model { hidden-layers = [16, 8], activation = sigmoid, start = earlier }",
                "data.label = [y, z]",
                "training { optimizer = adam, step-size { initial = 0.5, decay = 0.1 }, schedule = decay }",
                "training { warm-up = 1.5, weight-decay = 0.25, batch = 0.01, local-steps = 4, shards = 12, early-stopping.patience = 3 }");

        assertThat(settings.data().labels()).containsExactly("y", "z");
        assertThat(settings.model())
                .isEqualTo(new ModelSettings(List.of(16, 8), Activation.SIGMOID, true, Optional.of("earlier")));
        TrainingSettings training = settings.training();
        assertThat(training.stepSize()).isEqualTo(new StepSize(0.5, 0.1));
        assertThat(training.schedule()).isEqualTo(new Schedule(ScheduleName.DECAY, 1.5));
        assertThat(training.weightDecay()).hasValue(0.25);
        assertThat(training.batch()).isEqualTo(Batch.of(0.01));
        assertThat(training.sharding()).isEqualTo(new Sharding(4, OptionalInt.of(12)));
        assertThat(training.earlyStopping()).isEqualTo(new EarlyStopping(3));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void parse_networkByDefault_isAccepted(Map.Entry<String, String> network) {
        assertThat(problems(network.getKey())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "full", "1", "1.0", "0.25"})
    void parse_batchOfANetwork_isAutoFullOrAFraction(String batch) {
        Batch expected =
                switch (batch) {
                    case "auto" -> Batch.AUTO;
                    case "0.25" -> Batch.of(0.25);
                    default -> Batch.FULL;
                };

        assertThat(settings(LAYERS, "training.batch = " + batch).training().batch())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(ScheduleName.class)
    void parse_everySchedule_isKnownByItsWrittenName(ScheduleName name) {
        String step = name == ScheduleName.DECAY ? "{ initial = 1, decay = 1 }" : "1";

        assertThat(settings(LAYERS, "training { schedule = " + name + ", step-size = " + step + " }")
                        .training()
                        .schedule())
                .isEqualTo(new Schedule(name, 0));
    }

    @ParameterizedTest
    @EnumSource(
            value = OptimizerName.class,
            mode = Mode.EXCLUDE,
            names = {"CONJUGATE_GRADIENT", "FISTA"})
    void parse_optimizerThatFitsNetworks_isAccepted(OptimizerName optimizer) {
        assertThat(problems(LAYERS, "training.optimizer = " + optimizer)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void parse_optimizerOfOneNeuron_isRefusedForNetworks(Map.Entry<String, String> network) {
        for (String optimizer : List.of("conjugate-gradient", "fista")) {
            assertThat(problems(network.getKey(), "training { alpha = 0.5, optimizer = " + optimizer + " }"))
                    .containsExactly(
                            "training.optimizer must be one of auto, gradient-descent, momentum, nesterov, adam,"
                                    + " l-bfgs with " + network.getValue() + ", but is " + optimizer);
        }
    }

    @ParameterizedTest
    @EnumSource(OptimizerName.class)
    void parse_alphaAboveZeroWithOneNeuron_needsAutoOrFista(OptimizerName optimizer) {
        List<String> problems = problems("training { alpha = 0.5, lambda = 1, optimizer = " + optimizer + " }");

        if (optimizer == OptimizerName.AUTO || optimizer == OptimizerName.FISTA) {
            assertThat(problems).isEmpty();
        } else {
            assertThat(problems)
                    .containsExactly("training.optimizer must be auto or fista when training.alpha > 0, since no other"
                            + " takes an L1 penalty, but is " + optimizer);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = OptimizerName.class,
            names = {"AUTO", "ADAM", "MOMENTUM", "NESTEROV", "GRADIENT_DESCENT"})
    void parse_alphaAboveZeroWithANetwork_goesWithSteps(OptimizerName optimizer) {
        assertThat(problems(LAYERS, "training { alpha = 0.5, optimizer = " + optimizer + " }"))
                .isEmpty();
    }

    @Test
    void parse_alphaAboveZeroWithANetworkAndLbfgs_isRefused() {
        assertThat(problems(LAYERS, "training { alpha = 0.5, optimizer = l-bfgs }"))
                .containsExactly(
                        "training.optimizer must be one of auto, gradient-descent, momentum, nesterov, adam when"
                                + " training.alpha > 0 with hidden layers, since no other takes an L1 penalty, but is l-bfgs");
    }

    @ParameterizedTest
    @MethodSource("networks")
    void parse_doublePrecision_isRefusedForNetworks(Map.Entry<String, String> network) {
        assertThat(problems(network.getKey(), "training.precision = double"))
                .containsExactly("training.precision must be single with " + network.getValue()
                        + ", whose arithmetic is in 32 bits, but is double");
    }

    @ParameterizedTest
    @MethodSource("networks")
    void parse_moments_areRefusedForNetworks(Map.Entry<String, String> network) {
        assertThat(problems(network.getKey(), "training.gradient-source = moments"))
                .containsExactly("training.gradient-source must be data or auto with " + network.getValue()
                        + ", whose gradients need the rows, but is moments");
        assertThat(problems(network.getKey(), "training.gradient-source = auto"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "full", "1"})
    void parse_momentsWithOneNeuronInFullBatches_areAccepted(String batch) {
        assertThat(problems("training { gradient-source = moments, precision = double, batch = " + batch + " }"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "schedule, cosine, auto",
        "schedule, constant, auto",
        "warm-up, 0.5, 0",
        "weight-decay, 0.5, auto",
        "local-steps, 2, 1",
        "shards, 4, auto",
    })
    void parse_settingOfNetworksWithOneNeuron_isRefused(String name, String value, String only) {
        String line = "training." + name + " = " + value;

        assertThat(problems(line))
                .containsExactly("training." + name + " must be " + only
                        + " unless there are hidden layers, several labels or mini-batches, but is " + value);
        networks()
                .forEach(network -> assertThat(problems(network.getKey(), line)).isEmpty());
    }

    @Test
    void parse_scheduleDecayWithOneNeuron_isRefused() {
        assertThat(problems("training { step-size { initial = 1, decay = 1 }, schedule = decay }"))
                .containsExactly("training.schedule must be auto unless there are hidden layers, several labels or"
                        + " mini-batches, but is decay");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "schedule = cosine | schedule must be auto with l-bfgs, which finds its own step, but is cosine",
                "warm-up = 2 | warm-up must be 0 with l-bfgs, which finds its own step, but is 2",
                "step-size = 0.1 | step-size must be auto with l-bfgs, which finds its own, but is 0.1",
                "batch = 0.1 | batch must be auto or full with l-bfgs, whose steps see every row, but is 0.1",
                "local-steps = 3 | local-steps must be 1 with l-bfgs, whose steps see every row, but is 3",
            })
    void parse_smallStepsWithLbfgs_areRefused(String line, String message) {
        assertThat(problems(LAYERS, "training.optimizer = l-bfgs", "training." + line))
                .containsExactly("training." + message);
    }

    @Test
    void parse_fullBatchesAndShardsWithLbfgs_areAccepted() {
        assertThat(problems(LAYERS, "training { optimizer = l-bfgs, batch = full, shards = 4 }"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "0.5", "{ initial = 0.5, decay = 0 }"})
    void parse_scheduleDecayWithoutADecay_isRefused(String stepSize) {
        assertThat(problems(LAYERS, "training { schedule = decay, step-size = " + stepSize + " }"))
                .containsExactly(
                        "training.schedule must be auto, constant or cosine unless training.step-size.decay > 0,"
                                + " but is decay");
    }

    @ParameterizedTest
    @ValueSource(strings = {"constant", "cosine"})
    void parse_decayWithAnotherSchedule_isRefused(String schedule) {
        assertThat(problems(LAYERS, "training { step-size { initial = 1, decay = 0.1 }, schedule = " + schedule + " }"))
                .containsExactly("training.schedule must be auto or decay when training.step-size.decay > 0, but is "
                        + schedule);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "model.hidden-layers = x | model.hidden-layers must be a list of whole numbers, but is \"x\"",
                "training.batch = 2 | training.batch must be auto, full or a fraction in (0, 1], but is 2",
                "data.label = { a = 1 } | data.label must be text or a list of texts, but is {\"a\":1}",
            })
    void parse_nobodyKnowsWhetherItIsANetwork_neitherRulesAreApplied(String line, String message) {
        assertThat(problems(line, "training { schedule = cosine, alpha = 0.5, optimizer = adam }"))
                .containsExactly(message);
    }
}
