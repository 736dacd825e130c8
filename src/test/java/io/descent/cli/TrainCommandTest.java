package io.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.JsonNode;
import io.descent.model.Network;
import io.descent.model.Parameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.PipelineModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code train}, from settings to the run's files. */
class TrainCommandTest {
    /** The line through these points, by the closed formula: x̄ = 3, ȳ = 6, Sxy = 19, Sxx = 10, Syy = 37, so W = 1.9. */
    private static final String[] LINE = {"x,y", "1,2", "2,4.5", "3,5.5", "4,8.5", "5,9.5"};

    private static final double WEIGHT = 1.9;
    private static final double INTERCEPT = 6 - 1.9 * 3;
    private static final double MSE = (37 - 19 * 19 / 10.0) / 5;

    @TempDir
    private Path directory;

    @Test
    void line_isFittedAndRecorded() {
        Trial trial = Trial.on(directory, LINE);
        trial.succeed();
        JsonNode training = trial.training();
        assertThat(training.get("rows").intValue()).isEqualTo(5);
        assertThat(training.get("features").intValue()).isEqualTo(1);
        assertThat(training.get("label").textValue()).isEqualTo("y");
        assertThat(training.get("converged").booleanValue()).isTrue();
        assertThat(training.get("stopReason").textValue()).isEqualTo("tolerance");
        assertThat(training.get("iterations").isInt()).isTrue();
        assertThat(training.get("passes").intValue()).isPositive();
        assertThat(training.get("bytesPerPass").intValue()).isPositive();
        assertThat(training.get("intercept").doubleValue()).isCloseTo(INTERCEPT, offset(1e-12));
        assertThat(training.at("/weights/x").doubleValue()).isCloseTo(WEIGHT, offset(1e-12));
        assertThat(training.get("mse").doubleValue()).isCloseTo(MSE, offset(1e-13));
        assertThat(training.get("rmse").doubleValue()).isCloseTo(Math.sqrt(MSE), offset(1e-13));
        assertThat(training.get("r2").doubleValue()).isCloseTo(1 - 5 * MSE / 37, offset(1e-13));
        assertThat(training.get("validation").isNull()).isTrue();
        assertThat(training.get("droppedRows").intValue()).isZero();
        assertThat(training.get("warnings").isArray()).isTrue();
        assertThat(training.get("optimizer").textValue()).isEqualTo("conjugate-gradient");
        assertThat(training.get("gigabytesPerSecond").isNumber()).isTrue();
        assertThat(training.at("/config/data/label/0").textValue()).isEqualTo("y");
        for (String part : new String[] {"load", "statistics", "descent", "total"}) {
            assertThat(training.get("seconds").get(part).isNumber()).as(part).isTrue();
        }
        for (String part : new String[] {"descent", "spark", "scala", "java", "hadoop"}) {
            assertThat(training.get("versions").get(part).isTextual()).as(part).isTrue();
        }
    }

    @Test
    void parameterHash_isThatOfTheWrittenNumbers() {
        Trial trial = Trial.on(directory, LINE);
        Cli.Result result = trial.succeed();
        JsonNode training = trial.training();
        double[] written = {
            training.at("/weights/x").doubleValue(), training.get("intercept").doubleValue()
        };
        String hash = ParameterHash.of(new Parameters(Network.neuron(1), written));
        assertThat(training.get("parameterHash").textValue()).isEqualTo(hash);
        assertThat(Trial.json(trial.status()).get("parameterHash").textValue()).isEqualTo(hash);
        assertThat(result.out()).contains(hash);
    }

    @Test
    void table_showsWhatWasFitted() {
        Cli.Result result = Trial.on(directory, LINE).succeed();
        assertThat(result.out())
                .contains(
                        "y = W·x + b",
                        "W  x",
                        "1.9",
                        "b  ",
                        "0.3",
                        "MSE",
                        "RMSE",
                        "R²",
                        "rows",
                        "converged after",
                        "run  ")
                .contains(directory.resolve("run").toString());
        assertThat(result.out().lines().filter(line -> !line.contains("sha256") && !line.contains("run  ")))
                .allMatch(line -> line.length() <= 80);
        assertThat(result.err()).contains("reading ", "iteration 0/200").doesNotContain("\r", "\u001b");
    }

    @Test
    void categoriesAndMeans_areInTheModel() {
        Trial trial = Trial.on(directory, "x,c,y", "1,b,2", ",a,4", "3,c,6", "4,a,9", "5,b,9")
                .with("data.missing = mean")
                .with("data.features.categorical = [c]");
        trial.succeed();
        JsonNode model = trial.model();
        assertThat(model.get("format").textValue()).isEqualTo("descent-model");
        assertThat(model.get("version").intValue()).isEqualTo(1);
        assertThat(model.get("featureNames").toString()).isEqualTo("[\"x\",\"c=b\",\"c=c\"]");
        assertThat(model.at("/categorical/c/values").toString()).isEqualTo("[\"a\",\"b\",\"c\"]");
        assertThat(model.at("/categorical/c/dropped").textValue()).isEqualTo("a");
        assertThat(model.at("/means/x").doubleValue()).isEqualTo(3.25);
        assertThat(model.at("/layers/0/inputs").intValue()).isEqualTo(3);
        assertThat(model.at("/layers/0/outputs").intValue()).isEqualTo(1);
        assertThat(model.at("/layers/0/activation").textValue()).isEqualTo("identity");
        assertThat(model.at("/layers/0/weights/0").size()).isEqualTo(3);
        assertThat(model.at("/layers/0/biases/0").doubleValue())
                .isEqualTo(trial.training().get("intercept").doubleValue());
    }

    @Test
    void run_holdsAPipelineAndItsHistory() throws IOException {
        Trial trial = Trial.on(directory, LINE).with("output.report = true");
        trial.succeed();
        PipelineModel pipeline =
                PipelineModel.load(trial.output().resolve("pipeline").toString());
        assertThat(pipeline.stages()).isNotEmpty();
        assertThat(Files.readAllLines(trial.output().resolve("history.csv")))
                .first()
                .isEqualTo("iteration,loss,validationLoss,gradientNorm,stepSize,seconds");
        try (var files = Files.list(trial.output())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "training.json", "model.json", "pipeline", "history.csv", "report.html", "manifest.json");
        }
    }

    @Test
    void run_tellsWhereTheTimeOfEachIterationWent() throws IOException {
        Trial trial = Trial.on(directory, LINE);
        trial.succeed();
        int records = trial.training().get("iterations").intValue() + 1;
        for (String part : List.of("broadcast", "tasks", "slowestTask", "meanTask", "reduce", "update")) {
            assertThat(trial.training().at("/iterationSeconds/" + part))
                    .as(part)
                    .hasSize(records)
                    .allMatch(seconds -> seconds.doubleValue() >= 0);
            assertThat(trial.training().at("/passSeconds/" + part).doubleValue())
                    .isNotNegative();
        }
        assertThat(trial.training().get("iterationGigabytesPerSecond").get(0).doubleValue())
                .isPositive();
    }

    @Test
    void heldOutRows_areMeasuredApart() {
        String[] lines = IntStream.range(0, 201)
                .mapToObj(i -> i == 0 ? "x,y" : i + "," + (3 * i + i % 7))
                .toArray(String[]::new);
        Trial trial = Trial.on(directory, lines).with("data.validation = 0.25");
        Cli.Result result = trial.succeed();
        JsonNode validation = trial.training().get("validation");
        assertThat(validation.get("rows").intValue()
                        + trial.training().get("rows").intValue())
                .isEqualTo(200);
        assertThat(validation.get("rows").intValue()).isBetween(20, 80);
        assertThat(validation.get("rmse").doubleValue())
                .isCloseTo(Math.sqrt(validation.get("mse").doubleValue()), offset(1e-12));
        assertThat(validation.get("r2").isNumber()).isTrue();
        assertThat(result.out()).contains("training", "validation");
    }

    @Test
    void labelThatDoesNotVary_hasNoR2() {
        Trial trial = Trial.on(directory, "x,y", "1,2", "2,2", "3,2");
        Cli.Result result = trial.succeed();
        assertThat(trial.training().get("r2").isNull()).isTrue();
        assertThat(result.err()).contains("warning: ");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 12})
    void tooFewIterations_areSaid(int iterations) {
        Trial trial = Trial.on(directory, "x,z,y", "1,5,2", "2,1,4", "3,4,7", "4,0,8", "7,7,1")
                .with("training.optimizer = gradient-descent")
                .with("training.max-iterations = " + iterations);
        Cli.Result result = trial.succeed();
        assertThat(trial.training().get("converged").booleanValue()).isFalse();
        assertThat(trial.training().get("stopReason").textValue()).isEqualTo("max-iterations");
        assertThat(result.out()).contains("NOT CONVERGED", "training.max-iterations");
    }

    @Test
    void dependentFeatures_areNamed() {
        Trial trial = Trial.on(directory, "x,z,y", "1,2,2", "2,4,4", "3,6,7", "4,8,8");
        Cli.Result result = trial.succeed();
        assertThat(result.err()).contains("warning: ", "not unique", "'x'", "'z'");
        assertThat(trial.training().get("warnings").get(0).textValue()).contains("not unique");
    }

    @Test
    void illConditionedProblem_isWrittenButNoSuccess() {
        String[] lines = IntStream.range(0, 41)
                .mapToObj(i -> i == 0 ? "x,y" : (i / 10.0 - 9) + "," + Math.sin(i))
                .toArray(String[]::new);
        Trial trial = Trial.on(directory, lines)
                .with(
                        "data.features.numeric = [x, \"pow(x,2)\", \"pow(x,3)\", \"pow(x,4)\", \"pow(x,5)\", \"pow(x,6)\","
                                + " \"pow(x,7)\", \"pow(x,8)\", \"pow(x,9)\", \"pow(x,10)\"]");
        Cli.Result result = trial.train();
        assertThat(result.code()).as(result::describe).isEqualTo(20);
        assertThat(result.err()).contains("ill-conditioned", "descent: not converged");
        assertThat(trial.training().get("converged").booleanValue()).isFalse();
        assertThat(trial.training().get("stopReason").textValue()).isEqualTo("ill-conditioned");
        assertThat(Trial.json(trial.status()).get("exitCode").intValue()).isEqualTo(20);
        assertThat(Trial.json(trial.status()).has("parameterHash")).isTrue();
    }

    @Test
    void withoutIntercept_theLineGoesThroughTheOrigin() {
        Trial trial = Trial.on(directory, LINE).with("model.intercept = false");
        trial.succeed();
        // Σxy / Σx² = 109 / 55
        assertThat(trial.training().at("/weights/x").doubleValue()).isCloseTo(109 / 55.0, offset(1e-12));
        assertThat(trial.training().get("intercept").doubleValue()).isZero();
    }

    @Test
    void overrides_haveTheLastWord() {
        Trial trial = Trial.on(directory, LINE);
        Path elsewhere = directory.resolve("else where/ü");
        Cli.Result result = trial.train("--set", "training.lambda=0.5", "--output", elsewhere.toString());
        assertThat(result.code()).as(result::describe).isZero();
        JsonNode training = Trial.json(elsewhere.resolve("training.json"));
        assertThat(training.at("/config/training/lambda").doubleValue()).isEqualTo(0.5);
        assertThat(training.at("/config/output/path").textValue()).isEqualTo(elsewhere.toString());
        assertThat(trial.output()).doesNotExist();
    }

    @Test
    void oddColumnNames_stayReadable() {
        Trial trial = Trial.on(
                directory,
                "\"a.b `c`\",\"tall\tname that is far too long for any column of a table that people read on a terminal\",身長,y",
                "1,5,2,2",
                "2,1,9,4",
                "3,4,4,7",
                "4,0,7,8",
                "7,7,1,1",
                "1,2,5,9");
        Cli.Result result = trial.succeed();
        assertThat(result.out()).contains("a.b `c`", "tall\\tname", "…", "身長").doesNotContain("\t");
        assertThat(result.out().lines().filter(line -> !line.contains("sha256") && !line.contains("run  ")))
                .allMatch(line -> Texts.width(line) <= 80);
    }

    @Test
    void verbose_showsTheStackTraceOfAFailure() {
        Cli.Result result =
                Trial.on(directory, LINE).with("data.label = nothing").train("--verbose");
        assertThat(result.code()).isEqualTo(65);
        assertThat(result.err()).contains("\tat io.descent", "descent: data.label");
    }
}
