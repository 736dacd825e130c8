package io.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.config.Settings;
import io.descent.config.SettingsParser;
import io.descent.spark.StartModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code model.start}: the run whose parameters a descent starts from. */
class StartRunTest {
    private static final String[] LINE = {"x,c,y", "1,b,2", "2,a,4.5", "3,b,5.5", "4,a,8.5", "5,b,9.5"};

    @TempDir
    private Path directory;

    @Test
    void of_noStart_isNone() throws IOException {
        assertThat(StartRun.of(settings("null"))).isEmpty();
    }

    @Test
    void of_run_isItsModelWithTheNamesOfItsInputs() throws IOException {
        Trial trial = Trial.on(directory, LINE).with("data.features.categorical = [c]");
        trial.succeed();

        StartModel start = StartRun.of(settings('"' + trial.output().toString() + '"'))
                .orElseThrow()
                .model();

        assertThat(start.featureNames()).containsExactly("x", "c=b");
        assertThat(start.labels()).containsExactly("y");
        assertThat(start.parameters().toArray())
                .containsExactly(
                        trial.training().at("/weights/x").doubleValue(),
                        trial.training().at("/weights/c=b").doubleValue(),
                        trial.training().get("intercept").doubleValue());
    }

    @Test
    void train_startThatIsNotThere_isNoInput() {
        Trial.on(directory, LINE)
                .with("model.start = \"" + directory + "/nowhere\"")
                .refused(66, "model.start must be the directory of a run, but ", "nowhere does not exist");
    }

    @Test
    void train_startThatIsNoRun_isNoInput() throws IOException {
        Files.createDirectories(directory.resolve("empty"));
        Trial.on(directory, LINE)
                .with("model.start = \"" + directory + "/empty\"")
                .refused(66, "model.start must be the directory of a run, but ", "empty is not a complete run");
    }

    @Test
    void train_startThatIsDamaged_isAnIoError() throws IOException {
        Path earlier = Files.createDirectories(directory.resolve("earlier"));
        Trial trial = Trial.on(earlier, LINE).with("data.features.exclude = [c]");
        trial.succeed();
        Trial.write(trial.output().resolve("model.json"), "{}");

        Trial.on(directory, LINE)
                .with("model.start = \"" + trial.output() + "\"")
                .refused(74, "model.json");
    }

    private static Settings settings(String start) {
        return SettingsParser.parse("data { path = in.csv, label = y }, output.path = out, model.start = " + start);
    }
}
