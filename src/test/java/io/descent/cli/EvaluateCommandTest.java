package io.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code evaluate}: metrics of a run on other data. */
class EvaluateCommandTest {
    @TempDir
    private static Path shared;

    /** y = 2x + 1, exactly. */
    private static Trial line;

    @TempDir
    private Path directory;

    @BeforeAll
    static void trainLine() {
        line = Trial.on(shared, "x,y", "1,3", "2,5", "3,7");
        line.succeed();
    }

    @Test
    void trainingData_givesTheTrainingMetrics() {
        String[] lines = IntStream.range(0, 300)
                .mapToObj(i -> i == 0
                        ? "x,c,w,y"
                        : i * 0.37 + "," + "abc".charAt(i % 3) + "," + (1 + i % 4) + "," + (1e3 + i % 17 * 1.3 - i))
                .toArray(String[]::new);
        Trial trial = Trial.on(directory, lines)
                .with("data.features.categorical = [c]")
                .with("data.weight = w")
                .with("data.where = \"x > 5\"");
        trial.succeed();
        JsonNode evaluation = evaluate(trial, trial.table());
        for (String metric : new String[] {"mse", "rmse", "r2"}) {
            double trained = trial.training().get(metric).doubleValue();
            assertThat(evaluation.get(metric).doubleValue())
                    .as(metric)
                    .isCloseTo(trained, offset(1e-12 * Math.abs(trained)));
        }
        assertThat(evaluation.get("rows")).isEqualTo(trial.training().get("rows"));
        assertThat(evaluation.get("parameterHash")).isEqualTo(trial.training().get("parameterHash"));
    }

    @Test
    void otherData_isMeasured() {
        Trial trial = line;
        JsonNode evaluation = evaluate(trial, table("x,y", "0,2", "10,20", "20,40"));
        // predictions 1, 21, 41; residuals −1, 1, 1; Σ(y − ȳ)² = 722.67
        assertThat(evaluation.get("rows").intValue()).isEqualTo(3);
        assertThat(evaluation.get("mse").doubleValue()).isCloseTo(1, offset(1e-9));
        assertThat(evaluation.get("rmse").doubleValue()).isCloseTo(1, offset(1e-9));
        assertThat(evaluation.get("mae").doubleValue()).isCloseTo(1, offset(1e-9));
        assertThat(evaluation.get("r2").doubleValue()).isCloseTo(1 - 3 / (2168 / 3.0), offset(1e-9));
    }

    @Test
    void modelWithoutIntercept_isComparedWithZero() {
        Trial trial = Trial.on(directory, "x,y", "1,2", "2,4.5", "3,5.5").with("model.intercept = false");
        trial.succeed();
        assertThat(evaluate(trial, trial.table()).get("r2").doubleValue())
                .isCloseTo(trial.training().get("r2").doubleValue(), offset(1e-14));
    }

    @Test
    void withoutJson_isATable() {
        Trial trial = line;
        Cli.Result result =
                Cli.run("evaluate", run(trial), "--input", trial.table().toString());
        assertThat(result.code()).as(result::describe).isZero();
        assertThat(result.out()).contains("rows", "MSE", "RMSE", "R²", "MAE", "sha256:");
    }

    @Test
    void labelThatDoesNotVary_hasNoR2() {
        JsonNode evaluation = evaluate(line, table("x,y", "1,5", "2,5"));
        assertThat(evaluation.get("r2").isNull()).isTrue();
    }

    @Test
    void severalInputs_andOtherOptions() {
        Trial trial = line;
        Path first = directory.resolve("first.txt");
        Path second = directory.resolve("second.txt");
        Trial.write(first, "x;y\n0;1\n");
        Trial.write(second, "x;y\n1;3\n2;5\n");
        Cli.Result result = Cli.run(
                "evaluate",
                run(trial),
                "--input",
                first.toString(),
                "--input",
                second.toString(),
                "--option",
                "sep=;",
                "--json");
        assertThat(result.code()).as(result::describe).isZero();
        assertThat(Trial.json(result.out()).get("rows").intValue()).isEqualTo(3);
    }

    @Test
    void otherFormat_isRead() {
        Trial trial = line;
        Path json = directory.resolve("table.json");
        Trial.write(json, "{\"x\": 1, \"y\": 3}\n{\"x\": 2, \"y\": 5}\n");
        Cli.Result result = Cli.run("evaluate", run(trial), "--input", json.toString(), "--format", "json", "--json");
        assertThat(result.code()).as(result::describe).isZero();
        assertThat(Trial.json(result.out()).get("mae").doubleValue()).isCloseTo(0, offset(1e-9));
    }

    @Test
    void missingValues_underFail_areRefused() {
        refused(line, 65, table("x,y", "1,3", ",5"), "'x'");
        refused(line, 65, table("x,y", "1,3", "2,"), "'y'");
    }

    @Test
    void missingValues_underDrop_areCounted() {
        Trial trial = Trial.on(directory, "x,y", "1,3", "2,5", "3,7").with("data.missing = drop");
        trial.succeed();
        JsonNode evaluation = evaluate(trial, table("x,y", "1,3", ",5", "2,", "4,9"));
        assertThat(evaluation.get("rows").intValue()).isEqualTo(2);
        assertThat(evaluation.get("droppedRows").intValue()).isEqualTo(2);
    }

    @Test
    void missingValues_underMean_areImputedButForLabels() {
        Trial trial = Trial.on(directory, "x,y", "1,3", "2,5", "3,7").with("data.missing = mean");
        trial.succeed();
        JsonNode evaluation = evaluate(trial, table("x,y", "1,3", ",6"));
        assertThat(evaluation.get("mae").doubleValue()).isCloseTo(0.5, offset(1e-9));
        refused(trial, 65, table("x,y", "1,3", "2,"), "'y'");
    }

    @Test
    void missingColumns_areNamed() {
        refused(line, 65, table("z,y", "1,3"), "x");
        refused(line, 65, table("x,z", "1,3"), "y");
    }

    @Test
    void missingInput_isNoInput() {
        refused(line, 66, directory.resolve("none.csv"), "none.csv");
    }

    @Test
    void noRows_isBadData() {
        refused(line, 65, table("x,y"), "row");
    }

    @Test
    void directoryWithoutRun_isNoInput() {
        Path table = table("x,y", "1,3");
        Cli.Result absent = Cli.run("evaluate", directory.resolve("none").toString(), "--input", table.toString());
        assertThat(absent.code()).as(absent::describe).isEqualTo(66);
        Cli.Result other = Cli.run("evaluate", directory.toString(), "--input", table.toString());
        assertThat(other.code()).as(other::describe).isEqualTo(66);
        assertThat(other.err()).contains("manifest.json");
        Cli.Result noPath = Cli.run("evaluate", ":x", "--input", table.toString());
        assertThat(noPath.code()).as(noPath::describe).isEqualTo(66);
        assertThat(noPath.err()).contains("which is not a path");
    }

    @Test
    void damagedRun_isIoError() throws IOException {
        Trial trial = Trial.on(directory, "x,y", "1,3", "2,5", "3,7");
        trial.succeed();
        Files.writeString(trial.output().resolve("model.json"), "{}");
        Cli.Result result =
                Cli.run("evaluate", run(trial), "--input", trial.table().toString());
        assertThat(result.code()).as(result::describe).isEqualTo(74);
        assertThat(result.err()).contains("model.json", "damaged");
    }

    private Path table(String... lines) {
        Path table = directory.resolve("other.csv");
        Trial.write(table, String.join("\n", lines) + "\n");
        return table;
    }

    private static JsonNode evaluate(Trial trial, Path table) {
        Cli.Result result = Cli.run("evaluate", run(trial), "--input", table.toString(), "--json");
        assertThat(result.code()).as(result::describe).isZero();
        assertThat(result.out().lines()).hasSize(1);
        return Trial.json(result.out());
    }

    private static void refused(Trial trial, int code, Path table, String word) {
        Cli.Result result = Cli.run("evaluate", run(trial), "--input", table.toString());
        assertThat(result.code()).as(result::describe).isEqualTo(code);
        assertThat(result.err()).contains("descent: ", word).doesNotContain("\tat ", "Exception");
        assertThat(result.out()).isEmpty();
    }

    private static String run(Trial trial) {
        return trial.output().toString();
    }
}
