package io.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.descent.linalg.PlainAlgebra;
import io.descent.model.Activation;
import io.descent.model.Network;
import io.descent.model.Parameters;
import io.descent.training.StopReason;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is written of a network, and shown. */
class NetworkFilesTest {

    @ParameterizedTest
    @EnumSource(Activation.class)
    void model_evaluatedByItself_predictsTheSame(Activation activation) {
        Fitted fitted = fitted(Network.of(3, List.of(4, 5), 2, activation, true), StopReason.TOLERANCE, "a", "b");
        JsonNode model = Trial.json(ModelWriter.toJson(fitted));
        assertThat(model.get("format").textValue()).isEqualTo("descent-model");
        assertThat(model.has("intercept")).isFalse();
        assertThat(model.has("label")).isFalse();
        assertThat(model.get("labels").toString()).isEqualTo("[\"a\",\"b\"]");
        assertThat(model.get("featureNames").toString()).isEqualTo("[\"x0\",\"x1\",\"x2\"]");
        for (double[] x : PlainAlgebra.gaussian(new Random(2), 5, 3)) {
            assertThat(evaluated(model, x))
                    .isEqualTo(fitted.model().predictAll(Vectors.dense(x)).toArray());
        }
    }

    private static double[] evaluated(JsonNode model, double[] x) {
        double[] inputs = x;
        for (JsonNode layer : model.get("layers")) {
            assertThat(layer.get("inputs").intValue()).isEqualTo(inputs.length);
            double[] outputs = new double[layer.get("outputs").intValue()];
            for (int o = 0; o < outputs.length; o++) {
                double z = layer.get("biases").get(o).doubleValue();
                for (int i = 0; i < inputs.length; i++) {
                    z = Math.fma(layer.get("weights").get(o).get(i).doubleValue(), inputs[i], z);
                }
                outputs[o] = switch (layer.get("activation").textValue()) {
                    case "relu" -> Math.max(z, 0);
                    case "tanh" -> StrictMath.tanh(z);
                    case "sigmoid" -> 1 / (1 + StrictMath.exp(-z));
                    case "identity" -> z;
                    default -> throw new AssertionError(layer.get("activation"));
                };
            }
            inputs = outputs;
        }
        return inputs;
    }

    @Test
    void model_linearLayerOfTwoLabels_hasNoIntercept() {
        Fitted fitted = fitted(Network.of(2, List.of(), 2, Activation.RELU, true), StopReason.TOLERANCE, "a", "b");
        JsonNode model = Trial.json(ModelWriter.toJson(fitted));
        assertThat(model.has("intercept")).isFalse();
        assertThat(model.at("/layers/0/activation").textValue()).isEqualTo("identity");
    }

    @Test
    void model_neuron_isThatOfVersionOne() {
        Fitted fitted = FittedNetworks.of(
                new Parameters(Network.neuron(2), new double[] {2, -3, 0.5}), StopReason.TOLERANCE, List.of("y"));
        assertThat(Trial.json(ModelWriter.toJson(fitted)).toString())
                .isEqualTo("{\"format\":\"descent-model\",\"version\":1,\"label\":\"y\","
                        + "\"featureNames\":[\"x0\",\"x1\"],\"categorical\":{},\"means\":{},\"intercept\":0.5,"
                        + "\"layers\":[{\"inputs\":2,\"outputs\":1,\"activation\":\"identity\","
                        + "\"weights\":[[2.0,-3.0]],\"biases\":[0.5]}]}");
    }

    @Test
    void training_network_hasItsShape() {
        Fitted fitted = fitted(Network.of(3, List.of(4), 1, Activation.TANH, true), StopReason.MAX_ITERATIONS, "y");
        JsonNode training = Trial.json(TrainingWriter.toJson(fitted));
        assertThat(training.get("label").textValue()).isEqualTo("y");
        assertThat(training.has("labels")).isFalse();
        assertThat(training.has("intercept")).isFalse();
        assertThat(training.has("weights")).isFalse();
        assertThat(training.get("layers").toString())
                .isEqualTo("[{\"inputs\":3,\"outputs\":4,\"activation\":\"tanh\"},"
                        + "{\"inputs\":4,\"outputs\":1,\"activation\":\"identity\"}]");
        assertThat(training.get("parameters").intValue()).isEqualTo(3 * 4 + 4 + 4 + 1);
        assertThat(training.get("parameterHash").textValue()).isEqualTo(ParameterHash.of(fitted.parameters()));
        assertThat(training.get("stopReason").textValue()).isEqualTo("max-iterations");
        assertThat(training.get("mse").doubleValue()).isEqualTo(4);
    }

    @Test
    void training_severalLabels_areListed() {
        Fitted fitted = fitted(Network.of(1, List.of(2), 2, Activation.RELU, true), StopReason.TOLERANCE, "a", "b");
        JsonNode training = Trial.json(TrainingWriter.toJson(fitted));
        assertThat(training.has("label")).isFalse();
        assertThat(training.get("labels").toString()).isEqualTo("[\"a\",\"b\"]");
    }

    @Test
    void summary_network_showsItsShapeAndDoesNotShout() {
        Network network = Network.of(23, List.of(64, 64), 1, Activation.RELU, true);
        String text = summary(fitted(network, StopReason.MAX_ITERATIONS, "price"));
        assertThat(text)
                .startsWith("price = network of 23-64-64-1 neurons, relu\n")
                .contains("\n  5761 weights and biases in model.json\n")
                .contains("\n  ended after 200 iterations of adam\n")
                .contains("training.max-iterations")
                .doesNotContain("NOT CONVERGED", "W  x");
        assertThat(summary(fitted(network, StopReason.TOLERANCE, "price"))).contains("converged after 200");
    }

    @Test
    void summary_manyLayersAndLongLabels_areCut() {
        Network network = Network.of(23, IntStream.range(0, 30).mapToObj(l -> 8).toList(), 2, Activation.SIGMOID, true);
        String text = summary(fitted(network, StopReason.TOLERANCE, "a".repeat(50), "b".repeat(50)));
        assertThat(text.lines().findFirst().orElseThrow()).hasSize(80).contains(" = network of 2", "…", ", sigmoid");
        assertThat(text.lines().filter(line -> !line.contains("sha256"))).allMatch(line -> line.length() <= 80);
    }

    private static String summary(Fitted fitted) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new SummaryTable(fitted, "run").print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static Fitted fitted(Network network, StopReason stopReason, String... labels) {
        double[] values = DoubleStream.generate(new Random(1)::nextGaussian)
                .limit(network.parameterCount())
                .toArray();
        return FittedNetworks.of(new Parameters(network, values), stopReason, List.of(labels));
    }
}
