package io.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.report.ReportData;
import io.descent.report.ReportData.State;
import io.descent.report.ReportPage;
import io.descent.storage.Run;
import io.descent.storage.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code report}, and the report that {@code train} draws. */
class ReportCommandTest {

    private static final String[] LINES = {"x,y", "1,2.5", "2,3.25", "3,5.12512", "4,5.75", "7,10.5", "9,11.25375"};

    @TempDir
    private Path directory;

    private Trial trial() {
        return Trial.on(directory, LINES).with("output.report = true");
    }

    private static Cli.Result report(Trial trial, String... options) {
        String[] words = new String[options.length + 2];
        words[0] = "report";
        words[1] = trial.output().toString();
        System.arraycopy(options, 0, words, 2, options.length);
        return Cli.run(words);
    }

    private static String html(Trial trial) throws IOException {
        return Files.readString(trial.output().resolve("report.html"));
    }

    private static ReportData data(Trial trial) throws IOException {
        return ReportPage.read(html(trial));
    }

    /** The run, checked against its manifest. */
    private static Run open(Trial trial) throws IOException {
        return RunDirectory.open(new org.apache.hadoop.fs.Path(trial.output().toString()), new Configuration());
    }

    private static List<String> listed(Trial trial) throws IOException {
        return open(trial).manifest().files().stream().map(file -> file.path()).toList();
    }

    @Test
    void train_drawsTheReportOfTheRun() throws IOException {
        Trial trial = trial();
        trial.succeed();
        ReportData data = data(trial);
        assertThat(data.run().state()).isEqualTo(State.CONVERGED);
        assertThat(data.run().parameterHash())
                .isEqualTo(trial.training().get("parameterHash").textValue());
        assertThat(data.run().fingerprint()).startsWith("sha256:");
        double[] weights = data.weights().largest().get(0).values();
        assertThat(weights[weights.length - 1])
                .isEqualTo(trial.training().get("weights").get("x").doubleValue());
        assertThat(data.points().x()).containsExactlyInAnyOrder(1, 2, 3, 4, 7, 9);
        assertThat(data.tables()).extracting(ReportData.Table::name).containsExactly("Time", "Settings", "Versions");
        assertThat(listed(trial)).contains("report.html");
    }

    @Test
    void train_withoutReport_drawsNone() throws IOException {
        Trial trial = trial().with("output.report = false");
        trial.succeed();
        assertThat(listed(trial)).doesNotContain("report.html");
        assertThat(trial.output().resolve("report.html")).doesNotExist();
    }

    @Test
    void train_withoutPoints_showsNothingOfTheData() throws IOException {
        Trial trial = trial().with("report.points = false");
        trial.succeed();
        assertThat(data(trial).points()).isNull();
        assertThat(html(trial)).doesNotContain("11.25375", "5.12512");
    }

    @Test
    void report_ofAReportThatIsThere_needsNoSpark_andChangesNothing() throws IOException {
        Trial trial = trial();
        trial.succeed();
        String before = html(trial);
        String manifest = Files.readString(trial.output().resolve("manifest.json"));
        Cli.Result result = Cli.runWithoutSpark("report", trial.output().toString());
        assertThat(result.code()).as(result::describe).isZero();
        assertThat(result.out()).isEqualTo(trial.output() + "/report.html\n");
        assertThat(html(trial)).isEqualTo(before);
        assertThat(trial.output().resolve("manifest.json")).hasContent(manifest);
    }

    @Test
    void report_withFormats_drawsPicturesThatArePartOfTheRun() throws IOException {
        Trial trial = trial();
        trial.succeed();
        Cli.Result result = report(trial, "--svg", "--png");
        assertThat(result.code()).as(result::describe).isZero();
        assertThat(listed(trial))
                .contains("line.svg", "surface.svg", "loss.svg", "line.png", "surface.png", "loss.png", "report.html");
        assertThat(result.out().lines()).hasSize(7).contains(trial.output() + "/surface.png");
    }

    @Test
    void report_thatIsGone_isDrawnFromAnotherFit() throws IOException {
        Trial trial = trial();
        trial.succeed();
        ReportData before = data(trial);
        Files.delete(trial.output().resolve("report.html"));
        Cli.Result result = report(trial);
        assertThat(result.code()).as(result::describe).isZero();
        assertThat(data(trial).surface()).usingRecursiveComparison().isEqualTo(before.surface());
        assertThat(data(trial).points()).usingRecursiveComparison().isEqualTo(before.points());
        assertThat(data(trial).run()).usingRecursiveComparison().isEqualTo(before.run());
        assertThat(listed(trial)).contains("report.html");
    }

    @Test
    void report_thatIsDamaged_isDrawnAgain() throws IOException {
        Trial trial = trial();
        trial.succeed();
        Files.writeString(trial.output().resolve("report.html"), html(trial).replace("converged", "conferged"));
        assertThat(report(trial).code()).isZero();
        assertThat(html(trial)).doesNotContain("conferged");
        assertThat(listed(trial)).contains("report.html");
    }

    @Test
    void report_ofARunWithoutOne_isDrawn() throws IOException {
        Trial trial = trial().with("output.report = false");
        trial.succeed();
        assertThat(report(trial).code()).isZero();
        assertThat(data(trial).frames()).isNotEmpty();
        assertThat(listed(trial)).contains("report.html");
    }

    @Test
    void report_ofARunWhoseDataHaveChanged_isRefused() throws IOException {
        Trial trial = trial().with("output.report = false");
        trial.succeed();
        Trial.write(trial.table(), String.join("\n", LINES).replace("11.25375", "12.25") + "\n");
        Cli.Result result = report(trial);
        assertThat(result.code()).as(result::describe).isEqualTo(65);
        assertThat(result.err()).contains("the data are no longer those of the run");
        assertThat(listed(trial)).doesNotContain("report.html");
    }

    @Test
    void report_ofADamagedModel_isRefused() throws IOException {
        Trial trial = trial();
        trial.succeed();
        Files.writeString(trial.output().resolve("model.json"), "{}");
        Cli.Result result = report(trial);
        assertThat(result.code()).as(result::describe).isEqualTo(74);
        assertThat(result.err()).contains("model.json is damaged");
    }

    @Test
    void report_ofNoRun_isRefused() {
        Cli.Result result =
                Cli.runWithoutSpark("report", directory.resolve("none").toString());
        assertThat(result.code()).isEqualTo(66);
        assertThat(result.err()).contains("does not exist");
    }

    @Test
    void train_thatDiverges_leavesItsPicture_whichANewRunReplaces() throws IOException {
        Trial trial = trial().with("training.step-size = 5");
        Cli.Result result = trial.train();
        assertThat(result.code()).as(result::describe).isEqualTo(20);
        assertThat(result.err()).contains("how it diverged is to be seen in " + trial.output() + "/report.html");
        assertThat(data(trial).run().state()).isEqualTo(State.DIVERGED);
        assertThat(data(trial).run().sentence()).contains("diverged", "5.000");
        assertThat(trial.output().toFile().list()).containsExactly("report.html");

        trial.with("training.step-size = auto").succeed();
        assertThat(data(trial).run().state()).isEqualTo(State.CONVERGED);
    }

    @Test
    void train_thatDiverges_leavesAnEarlierRunAsItIs() throws IOException {
        Trial trial = trial().with("output.overwrite = true");
        trial.succeed();
        String before = html(trial);
        assertThat(trial.with("training.step-size = 5").train().code()).isEqualTo(20);
        assertThat(html(trial)).isEqualTo(before);
        assertThat(listed(trial)).contains("report.html");
    }

    @Test
    void train_ofHostileNames_keepsThemAsText() throws IOException {
        String hostile = "</script><script>alert(1)</script>";
        Trial trial = Trial.on(directory, "'" + hostile + "',y", "1,2", "2,3", "3,5", "4,5")
                .with("data.options.quote = \"'\"")
                .with("data.options.header = true")
                .with("output.report = true");
        trial.succeed();
        assertThat(data(trial).weights().largest().get(0).name()).isEqualTo(hostile);
        assertThat(html(trial)).doesNotContain(hostile);
    }
}
