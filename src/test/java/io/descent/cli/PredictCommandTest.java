package io.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.TestSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code predict}: a table with a further column. */
class PredictCommandTest {
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
    void csv_keepsItsTextAndGetsAPrediction() throws IOException {
        List<String> lines = predicted(line, "id,x,note", "007,1.10,\"a, b\"", "008,2.00, c ", "009,3,");
        assertThat(lines).first().isEqualTo("id,x,note,prediction");
        assertThat(lines.subList(1, 4))
                .map(line -> line.substring(0, line.lastIndexOf(',')))
                .containsExactly("007,1.10,\"a, b\"", "008,2.00, c ", "009,3,");
        assertThat(lines.subList(1, 4))
                .map(line -> Math.round(Double.parseDouble(line.substring(line.lastIndexOf(',') + 1)) * 1e6) / 1e6)
                .containsExactly(3.2, 5.0, 7.0);
    }

    @Test
    void parquet_keepsItsTypes() {
        Trial trial = line;
        String table = directory.resolve("table.parquet").toString();
        TestSession.get()
                .sql("SELECT CAST(x AS FLOAT) x, date'2020-01-01' + x AS d FROM VALUES (1), (2) AS t(x)")
                .write()
                .parquet(table);
        Cli.Result result = predict(trial, Path.of(table), "--format", "parquet");
        assertThat(result.code()).as(result::describe).isZero();
        var read = TestSession.get().read().parquet(output().toString());
        assertThat(read.schema().simpleString()).isEqualTo("struct<x:float,d:date,prediction:double>");
        assertThat(read.collectAsList()).hasSize(2);
    }

    @Test
    void json_keepsMissingPredictionsAsNull() throws IOException {
        Trial trial = Trial.on(directory, "x,y", "1,3", "2,5", "3,7").with("data.missing = drop");
        trial.succeed();
        Path table = directory.resolve("table.json");
        Trial.write(table, "{\"x\": 1}\n{\"x\": null}\n");
        Cli.Result result = predict(trial, table, "--format", "json");
        assertThat(result.code()).as(result::describe).isZero();
        assertThat(lines()).contains("{\"x\":null,\"prediction\":null}");
    }

    @Test
    void missingFeature_followsTheRun() throws IOException {
        Trial drop = Trial.on(directory, "x,y", "1,3", "2,5", "3,7").with("data.missing = drop");
        drop.succeed();
        assertThat(predicted(drop, "x", "\"\"", "2"))
                .hasSize(3)
                .anyMatch(line -> line.startsWith(",") || line.startsWith("\"\","));
    }

    @Test
    void missingFeature_underFail_leavesNothing() {
        Cli.Result result = predict(line, table("x,z", "1,1", ",2"));
        refused(result, 65, "'x'");
    }

    @Test
    void missingFeature_underMean_isPredicted() throws IOException {
        Trial trial = Trial.on(directory, "x,y", "1,3", "2,5", "3,7").with("data.missing = mean");
        trial.succeed();
        List<String> lines = predicted(trial, "x,z", ",1");
        assertThat(Double.parseDouble(lines.get(1).substring(3))).isBetween(4.999, 5.001);
    }

    @Test
    void unknownCategory_isRefused() {
        Trial trial = Trial.on(directory, "c,y", "a,3", "b,5", "a,3", "b,5.5").with("data.features.categorical = [c]");
        trial.succeed();
        refused(predict(trial, table("c", "a", "d")), 65, "'c'", "'d'");
    }

    @Test
    void expressions_areComputedAgain() throws IOException {
        Trial trial = Trial.on(directory, "d,y", "2020-01-15,1", "2020-02-15,2", "2020-03-15,3")
                .with("data.features.numeric = [\"month(d)\"]");
        trial.succeed();
        List<String> lines = predicted(trial, "d", "2021-05-01");
        assertThat(lines.get(1)).startsWith("2021-05-01,");
        assertThat(Double.parseDouble(lines.get(1).substring(11))).isBetween(4.999, 5.001);
    }

    @Test
    void columnPrediction_isRefused() {
        refused(predict(line, table("x,Prediction", "1,2")), 65, "Prediction");
    }

    @Test
    void missingColumn_isNamed() {
        refused(predict(line, table("z", "1")), 65, "x");
    }

    @Test
    void missingInput_isNoInput() {
        refused(predict(line, directory.resolve("none.csv")), 66, "none.csv");
    }

    @Test
    void malformedLine_leavesNothing() {
        refused(predict(line, table("x,z", "1,1", "2,2,2")), 65, "line 3");
    }

    @Test
    void existingOutput_isRefusedAndKept() throws IOException {
        Trial trial = line;
        Files.createDirectories(output());
        Files.writeString(output().resolve("thesis.txt"), "years of work");
        Cli.Result result = predict(trial, table("x", "1"));
        assertThat(result.code()).as(result::describe).isEqualTo(73);
        assertThat(result.err()).contains(output().toString(), "exists");
        assertThat(output().resolve("thesis.txt")).hasContent("years of work");
    }

    @Test
    void outputThatIsTheInput_isRefused() {
        Trial trial = line;
        Path table = table("x", "1");
        Cli.Result result = Cli.run(
                "predict", trial.output().toString(), "--input", table.toString(), "--output", table.toString());
        assertThat(result.code()).as(result::describe).isEqualTo(73);
        assertThat(table).hasContent("x\n1\n");
    }

    @Test
    void directoryWithoutRun_isNoInput() {
        Cli.Result result = Cli.run(
                "predict",
                directory.resolve("none").toString(),
                "--input",
                table("x", "1").toString(),
                "--output",
                output().toString());
        refused(result, 66, "none");
    }

    private void refused(Cli.Result result, int code, String... words) {
        assertThat(result.code()).as(result::describe).isEqualTo(code);
        assertThat(result.err()).contains(words).contains("descent: ").doesNotContain("\tat ", "Exception");
        assertThat(output()).doesNotExist();
        assertThat(directory.toFile().list()).noneMatch(name -> name.startsWith("_"));
    }

    private Path output() {
        return directory.resolve("predicted");
    }

    private Path table(String... lines) {
        Path table = directory.resolve("other.csv");
        Trial.write(table, String.join("\n", lines) + "\n");
        return table;
    }

    private Cli.Result predict(Trial trial, Path table, String... options) {
        List<String> args = new java.util.ArrayList<>(List.of(
                "predict", trial.output().toString(), "--input", table.toString(), "--output", output().toString()));
        args.addAll(List.of(options));
        return Cli.run(args.toArray(new String[0]));
    }

    private List<String> predicted(Trial trial, String... lines) throws IOException {
        Cli.Result result = predict(trial, table(lines));
        assertThat(result.code()).as(result::describe).isZero();
        return lines();
    }

    private List<String> lines() throws IOException {
        try (var files = Files.list(output())) {
            List<Path> parts = files.filter(
                            file -> file.getFileName().toString().startsWith("part-"))
                    .toList();
            assertThat(parts).hasSize(1);
            return Files.readAllLines(parts.get(0));
        }
    }
}
