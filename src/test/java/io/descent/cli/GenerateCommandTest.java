package io.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.JsonNode;
import io.descent.TestSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code generate}: tables of which the truth is known. */
class GenerateCommandTest {
    @TempDir
    private Path directory;

    @Test
    void table_hasColumnsAndTruth() {
        Dataset<Row> table = generated("--rows", "1000", "--features", "3");
        assertThat(table.columns()).containsExactly("label", "x0", "x1", "x2");
        assertThat(table.count()).isEqualTo(1000);
        JsonNode truth = Trial.json(directory.resolve("table.truth.json"));
        assertThat(truth.get("rows").intValue()).isEqualTo(1000);
        assertThat(truth.get("noise").doubleValue()).isEqualTo(0.1);
        assertThat(truth.get("weights").fieldNames()).toIterable().containsExactly("x0", "x1", "x2");
        assertThat(directory.toFile().list()).containsExactlyInAnyOrder("table", "table.truth.json");
    }

    @Test
    void labels_areTheTrueFunctionWithoutNoise() {
        Dataset<Row> table = generated("--rows", "50", "--features", "2", "--noise", "0");
        JsonNode truth = Trial.json(directory.resolve("table.truth.json"));
        for (Row row : table.collectAsList()) {
            double label = truth.get("intercept").doubleValue();
            for (int j = 0; j < 2; j++) {
                label += truth.at("/weights/x" + j).doubleValue() * row.getDouble(1 + j);
            }
            assertThat(row.getDouble(0)).isCloseTo(label, offset(1e-14));
        }
    }

    @Test
    void rows_doNotDependOnThePartitions() {
        List<Row> one = sorted(generated("--rows", "101", "--features", "3", "--partitions", "1"));
        List<Row> seven = sorted(generated(
                "--rows",
                "101",
                "--features",
                "3",
                "--partitions",
                "7",
                "--output",
                directory.resolve("b").toString()));
        assertThat(seven).isEqualTo(one);
        assertThat(one.stream().distinct()).hasSize(101);
    }

    @Test
    void sparse_isAVectorOfTheDensityAsked() {
        Dataset<Row> table =
                generated("--rows", "500", "--features", "200", "--density", "0.05", "--noise", "0", "--seed", "7");
        assertThat(table.columns()).containsExactly("label", "features");
        JsonNode truth = Trial.json(directory.resolve("table.truth.json"));
        long stored = 0;
        for (Row row : table.collectAsList()) {
            Vector features = row.getAs("features");
            assertThat(features.size()).isEqualTo(200);
            stored += features.numNonzeros();
            double label = truth.get("intercept").doubleValue();
            for (int j = 0; j < 200; j++) {
                label += truth.get("weights").get("features[" + j + "]").doubleValue() * features.apply(j);
            }
            assertThat(row.getDouble(0)).isCloseTo(label, offset(1e-12));
        }
        assertThat(stored / (500 * 200.0)).isBetween(0.045, 0.055);
    }

    @Test
    void densityOne_hasEveryValue() {
        Dataset<Row> table = generated("--rows", "10", "--features", "20", "--density", "1");
        for (Row row : table.collectAsList()) {
            assertThat(((Vector) row.getAs("features")).numNonzeros()).isEqualTo(20);
        }
    }

    @Test
    void fit_findsTheTruthByTheSameNames() {
        generated("--rows", "2000", "--features", "3", "--noise", "0.01");
        Trial trial = Trial.on(directory, "")
                .with("data.path = \"" + output() + "\"")
                .with("data.format = parquet")
                .with("data.label = label");
        trial.succeed();
        JsonNode truth = Trial.json(directory.resolve("table.truth.json"));
        trial.training().get("weights").fields().forEachRemaining(weight -> assertThat(
                        weight.getValue().doubleValue())
                .isCloseTo(truth.get("weights").get(weight.getKey()).doubleValue(), offset(2e-3)));
    }

    @Test
    void fit_findsTheTruthOfASparseTable() {
        generated("--rows", "3000", "--features", "5", "--noise", "0.01", "--density", "0.4");
        Trial trial = Trial.on(directory, "")
                .with("data.path = \"" + output() + "\"")
                .with("data.format = parquet")
                .with("data.features.vector = features")
                .with("data.label = label");
        trial.succeed();
        JsonNode truth = Trial.json(directory.resolve("table.truth.json"));
        assertThat(trial.training().get("weights").size()).isEqualTo(5);
        trial.training().get("weights").fields().forEachRemaining(weight -> assertThat(
                        weight.getValue().doubleValue())
                .isCloseTo(truth.get("weights").get(weight.getKey()).doubleValue(), offset(3e-3)));
    }

    @Test
    void fewerRowsThanPartitions_areAllThere() {
        assertThat(generated("--rows", "2", "--features", "1", "--partitions", "5")
                        .count())
                .isEqualTo(2);
    }

    @Test
    void badNumbers_areAllReported() {
        Cli.Result result = Cli.runWithoutSpark(
                "generate",
                "--rows",
                "0",
                "--features",
                "0",
                "--noise",
                "-1",
                "--density",
                "1.5",
                "--partitions",
                "-1",
                "--output",
                output().toString());
        assertThat(result.code()).isEqualTo(64);
        assertThat(result.err())
                .contains("--rows must be >= 1, but is 0", "--features", "--noise", "--density", "--partitions")
                .contains("Try 'descent generate --help'");
        assertThat(output()).doesNotExist();
    }

    @Test
    void textForANumber_isABadCommandLine() {
        Cli.Result result =
                Cli.runWithoutSpark("generate", "--rows", "many", "--features", "1", "--output", output().toString());
        assertThat(result.code()).isEqualTo(64);
        assertThat(result.err()).contains("--rows", "many");
    }

    @Test
    void existingOutput_isRefused() throws IOException {
        Files.createDirectories(output());
        refused();
        Files.delete(output());
        Files.writeString(directory.resolve("table.truth.json"), "{}");
        refused();
        assertThat(output()).doesNotExist();
        assertThat(directory.resolve("table.truth.json")).hasContent("{}");
    }

    private void refused() {
        Cli.Result result = Cli.run("generate", "--rows", "1", "--features", "1", "--output", output().toString());
        assertThat(result.code()).as(result::describe).isEqualTo(73);
        assertThat(result.err()).contains("exists");
        assertThat(directory.toFile().list()).noneMatch(name -> name.startsWith("_"));
    }

    private Path output() {
        return directory.resolve("table");
    }

    private Dataset<Row> generated(String... options) {
        List<String> args = new ArrayList<>(List.of("generate"));
        args.addAll(List.of(options));
        if (!args.contains("--output")) {
            args.addAll(List.of("--output", output().toString()));
        }
        Cli.Result result = Cli.run(args.toArray(new String[0]));
        assertThat(result.code()).as(result::describe).isZero();
        return TestSession.get().read().parquet(args.get(args.indexOf("--output") + 1));
    }

    private static List<Row> sorted(Dataset<Row> table) {
        return table.sort("label").collectAsList();
    }
}
