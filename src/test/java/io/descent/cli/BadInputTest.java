package io.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Input that cannot be fitted: the exit code, the words, and that nothing is left behind but the status. */
class BadInputTest {
    private static final String[] LINE = {"x,y", "1,2", "2,4.5", "3,5.5", "4,8.5", "5,9.5"};

    @TempDir
    private Path directory;

    @Test
    void missingPath_isNoInput() {
        Trial.on(directory, LINE)
                .with("data.path = \"" + directory + "/nowhere.csv\"")
                .refused(66, "nowhere.csv");
    }

    @Test
    void pathWithoutFiles_isNoInput() throws IOException {
        Files.createDirectories(directory.resolve("empty"));
        Trial.on(directory, LINE)
                .with("data.path = \"" + directory + "/empty\"")
                .refused(66, "empty");
    }

    @Test
    void globWithoutMatch_isNoInput() {
        Trial.on(directory, LINE)
                .with("data.path = \"" + directory + "/*.tsv\"")
                .refused(66, "*.tsv");
    }

    @Test
    void unknownFeature_isBadData() {
        Trial.on(directory, LINE).with("data.features.numeric = [x, height]").refused(65, "height", "data.features");
    }

    @Test
    void unknownLabel_isBadData() {
        Trial.on(directory, LINE).with("data.label = weight").refused(65, "weight", "data.label");
    }

    @Test
    void unknownColumnInFilter_isBadData() {
        Trial.on(directory, LINE).with("data.where = \"height > 3\"").refused(65, "height", "data.where");
    }

    @Test
    void labelThatIsText_isBadData() {
        Trial.on(directory, "x,y", "1,low", "2,high", "3,low").refused(65, "y", "numeric", "low");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NaN", "Infinity", "-Infinity"})
    void missingOrInfiniteFeature_underFail_isBadData(String value) {
        Trial.on(directory, "x,y,z", "1,2,3", value + ",4,5", "3,6,8", "4,8,9")
                .with("data.options.schema = \"x DOUBLE, y DOUBLE, z DOUBLE\"")
                .refused(65, "'x'", "finite", "table.csv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NaN", "Infinity"})
    void missingOrInfiniteLabel_underFailAndMean_isBadData(String value) {
        for (String missing : new String[] {"fail", "mean"}) {
            Trial.on(directory, "x,y", "1,2", "2," + value, "3,6", "4,8")
                    .with("data.options.schema = \"x DOUBLE, y DOUBLE\"")
                    .with("data.missing = " + missing)
                    .refused(65, "'y'", "finite");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NaN", "Infinity"})
    void missingOrInfiniteValue_underDrop_isLeftOut(String value) {
        Trial trial = Trial.on(directory, "x,y", "1,2", value + ",4", "3,6", "4," + value, "5,10")
                .with("data.options.schema = \"x DOUBLE, y DOUBLE\"")
                .with("data.missing = drop");
        Cli.Result result = trial.succeed();
        assertThat(result.out()).contains("2 rows");
        assertThat(trial.training().get("rows").intValue()).isEqualTo(3);
        assertThat(trial.training().get("droppedRows").intValue()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NaN", "Infinity"})
    void missingOrInfiniteFeature_underMean_takesTheMean(String value) {
        Trial trial = Trial.on(directory, "x,y", "1,2", value + ",4", "3,6")
                .with("data.options.schema = \"x DOUBLE, y DOUBLE\"")
                .with("data.missing = mean");
        trial.succeed();
        assertThat(trial.training().get("rows").intValue()).isEqualTo(3);
        assertThat(trial.training().at("/weights/x").doubleValue()).isCloseTo(2, within());
        assertThat(trial.model().at("/means/x").doubleValue()).isEqualTo(2);
    }

    @Test
    void malformedLine_isBadData() {
        Trial.on(directory, "x,y", "1,2", "2,4,7", "3,6").refused(65, "line 3", "table.csv", "2,4,7");
    }

    @Test
    void shortLine_isBadData() {
        Trial.on(directory, "x,y", "1,2", "2,4", "3", "4,8").refused(65, "line 4", "table.csv");
    }

    @Test
    void noRowsAfterFilter_isBadData() {
        Trial.on(directory, LINE).with("data.where = \"x > 100\"").refused(65, "no rows");
    }

    @Test
    void singleRow_isBadData() {
        Trial.on(directory, "x,y", "1,2").refused(65, "at least 2 rows", "1");
    }

    @Test
    void constantFeature_hasWeightZeroAndWarning() {
        Trial trial = Trial.on(directory, "x,c,y", "1,7,2", "2,7,4", "3,7,6");
        Cli.Result result = trial.succeed();
        assertThat(result.err()).contains("warning: ", "'c'", "constant");
        assertThat(trial.training().at("/weights/c").doubleValue()).isZero();
        assertThat(trial.training().get("warnings").get(0).textValue()).contains("'c'");
    }

    @Test
    void labelAsFeature_isBadSettings() {
        Trial.on(directory, LINE).with("data.features.numeric = [x, y]").refused(78, "y", "label");
    }

    @Test
    void negativeWeight_isBadData() {
        Trial.on(directory, "x,w,y", "1,1,2", "2,-0.5,4", "3,1,6")
                .with("data.weight = w")
                .refused(65, "'w'", "at least 0", "-0.5");
    }

    @Test
    void unknownKey_isBadSettingsWithSuggestion() {
        Trial.on(directory, LINE)
                .with("training.max-iteration = 5")
                .refused(78, "training.max-iteration", "training.max-iterations", "run.conf:6");
    }

    @Test
    void wrongType_isBadSettings() {
        Trial.on(directory, LINE).with("training.max-iterations = many").refused(78, "training.max-iterations", "many");
    }

    @Test
    void severalProblems_areAllReported() {
        Trial.on(directory, LINE)
                .with("training.lambda = -1")
                .with("training.alpha = 2")
                .with("training.optimiser = adam")
                .refused(78, "3 problems", "training.lambda", "training.alpha", "training.optimiser");
    }

    @ParameterizedTest
    @CsvSource({"lambda, -0.1", "alpha, -0.1", "alpha, 1.5"})
    void numberOutOfRange_isBadSettings(String key, String value) {
        Trial.on(directory, LINE).with("training." + key + " = " + value).refused(78, "training." + key, value);
    }

    @Test
    void tooLargeStep_divergesSoonAndNamesOneThatWouldNot() {
        Cli.Result result = Trial.on(directory, LINE)
                .with("training.optimizer = gradient-descent")
                .with("training.step-size = 10")
                .refused(20, "diverged", "step size", "would not");
        String iteration = result.err().replaceFirst("(?s).* at iteration (\\d+).*", "$1");
        assertThat(Integer.parseInt(iteration)).isLessThan(10);
    }

    @Test
    void settingsFileThatIsMissing_isBadSettings() {
        Cli.Result result = Cli.run("train", directory.resolve("none.conf").toString());
        assertThat(result.code()).isEqualTo(78);
        assertThat(result.err()).contains("none.conf", "no such file");
    }

    @Test
    void outputWithARun_isRefusedAndKept() throws IOException {
        Trial trial = Trial.on(directory, LINE);
        trial.succeed();
        String before = Files.readString(trial.output().resolve("training.json"));
        Cli.Result result = trial.train();
        assertThat(result.code()).as(result::describe).isEqualTo(73);
        assertThat(result.err()).contains(trial.output().toString(), "exists", "output.overwrite");
        assertThat(Trial.json(trial.status()).get("exitCode").intValue()).isEqualTo(73);
        assertThat(trial.output().resolve("training.json")).hasContent(before);
    }

    @Test
    void outputWithOverwrite_isReplaced() {
        Trial trial = Trial.on(directory, LINE).with("output.overwrite = true");
        trial.succeed();
        trial.with("training.lambda = 5").succeed();
        assertThat(trial.training().at("/config/training/lambda").doubleValue()).isEqualTo(5);
    }

    @Test
    void failedRun_leavesTheEarlierOneInItsPlace() throws IOException {
        Trial trial = Trial.on(directory, LINE).with("output.overwrite = true");
        trial.succeed();
        String before = Files.readString(trial.output().resolve("manifest.json"));
        assertThat(trial.with("data.where = \"x > 100\"").train().code()).isEqualTo(65);
        assertThat(trial.output().resolve("manifest.json")).hasContent(before);
        try (var files = Files.list(trial.output())) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.startsWith("_"));
        }
    }

    @Test
    void outputThatHoldsOtherFiles_isRefusedEvenWithOverwrite() throws IOException {
        Trial trial = Trial.on(directory, LINE).with("output.overwrite = true");
        Files.createDirectories(trial.output());
        Files.writeString(trial.output().resolve("thesis.txt"), "years of work");
        Cli.Result result = trial.train();
        assertThat(result.code()).as(result::describe).isEqualTo(73);
        assertThat(result.err()).contains("thesis.txt");
        assertThat(trial.output().resolve("thesis.txt")).hasContent("years of work");
    }

    @Test
    void outputThatIsTheInput_isRefused() {
        Trial trial = Trial.on(directory, LINE);
        Cli.Result result = trial.train("--output", trial.table().toString());
        assertThat(result.code()).as(result::describe).isEqualTo(73);
        assertThat(trial.table()).hasContent(String.join("\n", LINE));
    }

    @Test
    void outputBelowAFile_cannotBeMade() throws IOException {
        Files.writeString(directory.resolve("file"), "");
        Trial trial = Trial.on(directory, LINE);
        Cli.Result result =
                trial.train("--output", directory.resolve("file/run").toString());
        assertThat(result.code()).as(result::describe).isEqualTo(73);
        assertThat(result.err()).contains("cannot be made", "file");
    }

    @Test
    void statusFileThatCannotBeWritten_isIoErrorOfARunThatSucceeded() throws IOException {
        Files.writeString(directory.resolve("file"), "");
        Trial trial = Trial.on(directory, LINE);
        Cli.Result result = trial.trainWithStatus(directory.resolve("file/status.json"));
        assertThat(result.code()).as(result::describe).isEqualTo(74);
        assertThat(result.err()).contains("status file", "cannot be written");
        assertThat(trial.output().resolve("manifest.json")).exists();
    }

    @Test
    void statusFileThatCannotBeWritten_doesNotMaskAFailure() throws IOException {
        Files.writeString(directory.resolve("file"), "");
        Trial trial = Trial.on(directory, LINE).with("data.label = weight");
        Cli.Result result = trial.trainWithStatus(directory.resolve("file/status.json"));
        assertThat(result.code()).as(result::describe).isEqualTo(65);
        assertThat(result.err()).contains("data.label", "status file");
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(1e-9);
    }
}
