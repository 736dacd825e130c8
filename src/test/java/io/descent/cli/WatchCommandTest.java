package io.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.storage.IfExists;
import io.descent.storage.RunDirectory;
import io.descent.storage.RunSettings;
import io.descent.training.ArrayFit;
import io.descent.training.IterationRecord;
import io.descent.training.TrainingListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code descent watch} as a whole. */
class WatchCommandTest {
    @TempDir
    Path directory;

    private Path run;

    @BeforeEach
    void choose() {
        run = directory.resolve("run");
    }

    private Cli.Result watch(String... options) {
        String[] words = new String[options.length + 2];
        words[0] = "watch";
        words[1] = run.toString();
        System.arraycopy(options, 0, words, 2, options.length);
        return Cli.runWithoutSpark(words);
    }

    private void train() {
        Trial.on(directory, "x,y", "1,2.5", "2,4.1", "3,6.2", "4,7.9", "5,10.3", "6,11.8")
                .succeed();
    }

    private RunDirectory prepare() {
        return RunDirectory.prepare(
                new org.apache.hadoop.fs.Path(run.toUri()),
                IfExists.REFUSE,
                new RunSettings("{\"data\":{\"label\":\"y\"}}"),
                new Configuration(false));
    }

    @Test
    void watch_completeRun_showsItsEnd() {
        train();
        for (String option : new String[] {"--once", "--verbose"}) {
            Cli.Result result = watch(option);
            assertThat(result.code()).as(result::describe).isZero();
            String hash = Trial.json(run.resolve("training.json"))
                    .get("parameterHash")
                    .textValue();
            assertThat(result.out())
                    .contains(
                            "converged after ",
                            " of conjugate-gradient (",
                            "MSE ",
                            "parameters " + hash,
                            "by iteration")
                    .doesNotContain("\u001b");
            assertThat(result.err()).isEmpty();
        }
    }

    @Test
    void watch_nothingThere_isNoInput() throws IOException {
        refused(66, "there is no run in " + run + ", and none is being written there");
        Files.createDirectory(run);
        refused(66, "there is no run in " + run + ", and none is being written there");
    }

    @Test
    void watch_damagedRun_isRefused() throws IOException {
        train();
        Files.writeString(run.resolve("history.csv"), "scribbled");
        refused(74, "history.csv is damaged");
    }

    @Test
    void watch_reportWhereNoFileCanBe_isRefused() {
        train();
        refused(73, "--report " + directory + " must be a file", "--report", directory.toString());
        refused(
                73,
                " must be a file",
                "--report",
                directory.resolve("none/page.html").toString());
    }

    private void refused(int code, String words, String... options) {
        for (String once : new String[] {"--once", "--verbose"}) {
            String[] all = new String[options.length + 1];
            System.arraycopy(options, 0, all, 0, options.length);
            all[options.length] = once;
            Cli.Result result = watch(all);
            assertThat(result.code()).as(result::describe).isEqualTo(code);
            assertThat(result.err()).contains("descent: ", words);
            assertThat(result.out()).isEmpty();
        }
    }

    @Test
    void watchOnce_trainingInAnotherThread_showsWhereItIs() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Path page = directory.resolve("page.html");
        try {
            Future<?> training = thread.submit(() -> {
                trainUntil(reached, goOn);
                return null;
            });
            reached.await();
            Cli.Result result = watch("--once", "--report", page.toString());
            assertThat(result.code()).as(result::describe).isZero();
            assertThat(result.out())
                    .contains(run + " ", "process " + ProcessHandle.current().pid(), "iteration 2/200, loss ")
                    .contains("by iteration");
            assertThat(page).content().contains("http-equiv=\"refresh\"", "iteration 2/200");
            goOn.countDown();
            training.get();
        } finally {
            goOn.countDown();
            thread.shutdownNow();
        }
        assertThat(watch("--once").code()).isEqualTo(66);
    }

    /** Waits after iteration 2, and gives up in the end. */
    private void trainUntil(CountDownLatch reached, CountDownLatch goOn) {
        double[][] x = {{1, 2, 7}, {2, 1, 3}, {3, 5, 1}, {4, 4, 2}, {5, 9, 9}};
        double[] y = {1, 2, 2, 5, 3};
        try (RunDirectory output = prepare()) {
            ProgressReporter reporter = new ProgressReporter(output::write, System::nanoTime, start -> 4);
            reporter.started(Histories.START);
            new ArrayFit(x, y)
                    .listeners(reporter, new TrainingListener() {
                        @Override
                        public void iterationEnded(IterationRecord record) {
                            if (record.iteration() == 2) {
                                reporter.write();
                                reached.countDown();
                                await(goOn);
                            }
                        }
                    })
                    .fit();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void watchOnce_beforeTheDescent_showsThePhase() {
        try (RunDirectory output = prepare()) {
            ProgressReporter reporter = new ProgressReporter(output::write, System::nanoTime, start -> 4);
            assertThat(watch("--once").out()).endsWith("starting\n");
            reporter.phase("reading table.csv");
            reporter.write();
            assertThat(watch("--once").out()).endsWith("reading table.csv\n");
        }
    }

    @Test
    void watch_onATerminal_wipesWhatItDrew() {
        train();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Console console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                OptionalInt.of(50));
        assertThat(Main.run(console, "watch", run.toString())).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .filteredOn(line -> !line.startsWith("parameters"))
                .allMatch(line -> Texts.width(line) < 50);
    }

    /** The page at the end is the run's own where it has one. */
    @Test
    void watch_withReport_leavesTheEnd() {
        train();
        Path page = directory.resolve("page.html");
        assertThat(watch("--report", page.toString()).code()).isZero();
        assertThat(page).content().doesNotContain("http-equiv=\"refresh\"").contains("onverged after");
        assertThat(directory.toFile().list()).doesNotContain(".page.html").noneMatch(name -> name.endsWith(".tmp"));
    }

    @Test
    void train_leavesNoProgressInTheRun() {
        train();
        assertThat(run.toFile().list()).doesNotContain("progress.json").noneMatch(name -> name.startsWith("_"));
    }
}
