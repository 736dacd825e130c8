package io.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.descent.TestSession;
import io.descent.config.Settings;
import io.descent.config.SettingsLoader;
import io.descent.storage.IfExists;
import io.descent.storage.RunDirectory;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code resume}, and {@code train} on a run that was interrupted. */
class ResumeCommandTest {
    private static final int ITERATIONS = 60;

    @TempDir
    private Path directory;

    private Trial trial;

    @BeforeEach
    void writeTable() {
        List<String> lines = new ArrayList<>(List.of("a,b,y"));
        for (int i = 0; i < 40; i++) {
            lines.add(i + "," + i * i % 7 + "," + (3 * i - i % 5));
        }
        trial = Trial.on(directory, lines.toArray(new String[0]))
                .with("training.optimizer = gradient-descent")
                .with("training.tolerance = 0")
                .with("training.max-iterations = " + ITERATIONS)
                .with("checkpoint.every = 5 iterations");
    }

    @Test
    void interruptedRun_isContinuedToTheSameBits() throws Exception {
        String undisturbed = undisturbed();
        interrupt();

        Cli.Result result = Cli.run("resume", trial.output().toString());

        assertThat(result.code()).as(result::describe).isZero();
        assertThat(result.err()).containsPattern("continues from iteration \\d+");
        JsonNode training = trial.training();
        assertThat(training.get("parameterHash").textValue()).isEqualTo(undisturbed);
        assertThat(training.get("iterations").intValue()).isEqualTo(ITERATIONS);
        assertThat(Files.readAllLines(trial.output().resolve("history.csv"))).hasSize(ITERATIONS + 2);
        assertThat(work()).isEmpty();
    }

    @Test
    void trainAgainOnAnInterruptedRun_continuesIt() throws Exception {
        String undisturbed = undisturbed();
        interrupt();

        Cli.Result result = trial.succeed();

        assertThat(result.err()).containsPattern("continues from iteration \\d+");
        assertThat(trial.training().get("parameterHash").textValue()).isEqualTo(undisturbed);
        assertThat(work()).isEmpty();
    }

    @Test
    void interruptedBeforeTheFirstCheckpoint_beginsAgain() throws Exception {
        String undisturbed = undisturbed();
        prepare();

        Cli.Result result = Cli.run("resume", trial.output().toString());

        assertThat(result.code()).as(result::describe).isZero();
        assertThat(result.err()).doesNotContain("continues");
        assertThat(trial.training().get("parameterHash").textValue()).isEqualTo(undisturbed);
    }

    @Test
    void otherSettings_areRefusedWithWhatDiffers_andTheRunStaysAsItWas() throws Exception {
        String undisturbed = undisturbed();
        interrupt();

        Cli.Result result = trial.train("--set", "training.lambda=0.5");

        assertThat(result.code()).as(result::describe).isEqualTo(73);
        assertThat(result.err())
                .contains(
                        "holds an interrupted run with other settings (training.lambda was 0.0, and is 0.5)",
                        "set output.overwrite = true");
        assertThat(Cli.run("resume", trial.output().toString()).code()).isZero();
        assertThat(trial.training().get("parameterHash").textValue()).isEqualTo(undisturbed);
    }

    @Test
    void otherSettingsWithOverwrite_beginAnew() throws Exception {
        interrupt();

        Cli.Result result = trial.train("--set", "training.lambda=0.5", "--set", "output.overwrite=true");

        assertThat(result.code()).as(result::describe).isZero();
        assertThat(result.err()).doesNotContain("continues");
        assertThat(trial.training().at("/config/training/lambda").doubleValue()).isEqualTo(0.5);
        assertThat(work()).isEmpty();
    }

    @Test
    void otherData_isRefusedWithWhatDiffers() throws Exception {
        interrupt();
        Files.writeString(trial.table(), Files.readString(trial.table()) + "1,2,3\n");

        for (String[] command : new String[][] {{"resume", trial.output().toString()}, {"train"}}) {
            Cli.Result result = command[0].equals("train") ? trial.train() : Cli.run(command);
            assertThat(result.code()).as(result::describe).isEqualTo(65);
            assertThat(result.err()).contains("the data is not that of checkpoint", "it had 40 rows, and has 41");
        }
        Cli.Result anew = trial.train("--set", "output.overwrite=true");
        assertThat(anew.code()).as(anew::describe).isZero();
        assertThat(anew.err()).contains("warning: the data is not that of checkpoint", "it is not used");
        assertThat(trial.training().get("rows").intValue()).isEqualTo(41);
    }

    @Test
    void startedFromARunThatIsGone_isContinuedWithoutIt() throws Exception {
        Trial start = startFromARun();
        String undisturbed = undisturbed();
        interrupt();
        Files.move(start.output(), directory.resolve("moved"));

        Cli.Result result = Cli.run("resume", trial.output().toString());

        assertThat(result.code()).as(result::describe).isZero();
        assertThat(trial.training().get("parameterHash").textValue()).isEqualTo(undisturbed);
        assertThat(trial.training().at("/start/run").textValue())
                .isEqualTo(start.output().toString());
    }

    @Test
    void startedFromARunThatIsAnotherNow_isRefused() throws Exception {
        Trial start = startFromARun();
        interrupt();
        String before = start.training().get("parameterHash").textValue();
        Files.writeString(start.table(), Files.readString(start.table()) + "4,5,6\n");
        start.with("output.overwrite = true").succeed();
        String now = start.training().get("parameterHash").textValue();

        Cli.Result result = trial.train();

        assertThat(result.code()).as(result::describe).isEqualTo(73);
        assertThat(result.err()).contains("(start.parameterHash was \"" + before + "\", and is \"" + now + "\")");
    }

    @Test
    void startedFromARunThatIsAnotherNow_withoutCheckpoint_isRefused() throws Exception {
        Trial start = startFromARun();
        prepare();
        Files.writeString(start.table(), Files.readString(start.table()) + "4,5,6\n");
        start.with("output.overwrite = true").succeed();

        Cli.Result result = Cli.run("resume", trial.output().toString());

        assertThat(result.code()).as(result::describe).isEqualTo(65);
        assertThat(result.err())
                .contains(
                        "model.start must be the run with the parameters sha256:", "was replaced by one with sha256:");
    }

    /** Trains a model, and lets the trial start from it. */
    private Trial startFromARun() throws IOException {
        Trial start = Trial.on(Files.createDirectories(directory.resolve("start")), "a,b,y", "0,1,2", "3,1,4", "1,2,3");
        start.succeed();
        trial.with("model.start = \"" + start.output() + "\"");
        return start;
    }

    @Test
    void damagedCheckpoints_areSkippedWithAWarning() throws Exception {
        String undisturbed = undisturbed();
        interrupt();
        List<Path> checkpoints = checkpoints();
        for (Path checkpoint : checkpoints) {
            byte[] content = Files.readAllBytes(checkpoint);
            content[content.length - 1] ^= 1;
            Files.write(checkpoint, content);
        }

        Cli.Result result = Cli.run("resume", trial.output().toString());

        assertThat(result.code()).as(result::describe).isZero();
        assertThat(result.err().lines().filter(line -> line.contains("is damaged and not used")))
                .hasSize(checkpoints.size());
        assertThat(trial.training().get("parameterHash").textValue()).isEqualTo(undisturbed);
    }

    @Test
    void checkpointsElsewhere_areFoundAndRemovedAtTheEnd() throws Exception {
        String undisturbed = undisturbed();
        Path elsewhere = directory.resolve("state/of/runs");
        trial.with("checkpoint.path = \"" + elsewhere + "\"");
        interrupt();
        assertThat(elsewhere).isNotEmptyDirectory();

        Cli.Result result = Cli.run("resume", trial.output().toString());

        assertThat(result.err()).containsPattern("continues from iteration \\d+");
        assertThat(trial.training().get("parameterHash").textValue()).isEqualTo(undisturbed);
        assertThat(elsewhere).doesNotExist();
    }

    @Test
    void divergedRun_leavesNothingToContinue() {
        Cli.Result result = trial.train("--set", "training.step-size=100");

        assertThat(result.code()).as(result::describe).isEqualTo(20);
        assertThat(trial.output()).doesNotExist();
    }

    @Test
    void completeRun_isNamedAndLeftAsItIs() throws IOException {
        trial.succeed();
        String before = Files.readString(trial.output().resolve("manifest.json"));

        Cli.Result result = Cli.run(
                "resume", trial.output().toString(), "--status", trial.status().toString());

        assertThat(result.code()).as(result::describe).isZero();
        String hash = trial.training().get("parameterHash").textValue();
        assertThat(result.out()).contains("is complete", hash);
        assertThat(Trial.json(trial.status()).get("parameterHash").textValue()).isEqualTo(hash);
        assertThat(trial.output().resolve("manifest.json")).hasContent(before);
    }

    @Test
    void nothingToContinue_isNoInput() {
        Cli.Result result =
                Cli.runWithoutSpark("resume", directory.resolve("none").toString());

        assertThat(result.code()).isEqualTo(66);
        assertThat(result.err()).contains("there is no run to continue in", "does not exist");
    }

    @Test
    void noPath_isNoInput() {
        Cli.Result result = Cli.runWithoutSpark("resume", ":x");

        assertThat(result.code()).isEqualTo(66);
        assertThat(result.err()).contains("there is no run in \":x\", which is not a path");
    }

    @Test
    void secretThatWasNotRecorded_isAskedFor() throws Exception {
        trial.with("data.options { password = hunter2 }");
        prepare();

        Cli.Result result = Cli.run("resume", trial.output().toString());

        assertThat(result.code()).as(result::describe).isEqualTo(78);
        assertThat(result.err())
                .contains("data.options.password is not recorded")
                .doesNotContain("hunter2");
        try (Stream<Path> files = Files.walk(trial.output())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain("hunter2");
            }
        }
    }

    private String undisturbed() throws IOException {
        Path elsewhere = directory.resolve("undisturbed");
        Cli.Result result = trial.train("--output", elsewhere.toString());
        assertThat(result.code()).as(result::describe).isZero();
        return Trial.json(elsewhere.resolve("training.json"))
                .get("parameterHash")
                .textValue();
    }

    /** Leaves the directory as a process does that is killed after the descent, before its result is written. */
    private void interrupt() throws Exception {
        Settings settings = settings();
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        new Trainer(TestSession.get(), Assignment.of(settings), new Console(nowhere, nowhere, OptionalInt.empty()))
                .keepingStateIn(prepare()
                        .checkpoints(
                                settings.checkpoint().path().map(org.apache.hadoop.fs.Path::new),
                                settings.checkpoint().keep(),
                                IfExists.REFUSE))
                .fit();
    }

    private RunDirectory prepare() throws IOException {
        Settings settings = settings();
        return RunDirectory.prepare(
                new org.apache.hadoop.fs.Path(settings.output().path()),
                IfExists.REFUSE,
                Assignment.of(settings).toRecord(),
                new Configuration());
    }

    private Settings settings() {
        trial.train("--set", "output.path=/proc/none"); // writes the file of settings
        return SettingsLoader.load(directory.resolve("run.conf").toString(), List.of());
    }

    private List<Path> checkpoints() throws IOException {
        try (Stream<Path> files = Files.list(trial.output().resolve("_checkpoints"))) {
            return files.toList();
        }
    }

    /** What is left of the work on the run. */
    private List<String> work() throws IOException {
        try (Stream<Path> files = Files.list(trial.output())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("_") || name.startsWith("."))
                    .toList();
        }
    }
}
