package io.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.descent.TestSession;
import io.descent.storage.FakeS3;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs on an object store, through the real S3A client. */
class S3ARunIT {

    @TempDir
    private Path directory;

    private FakeS3 s3;
    private Configuration hadoop;
    private String run;
    private Trial trial;

    @BeforeEach
    void start() throws IOException {
        s3 = new FakeS3();
        hadoop = TestSession.get().sparkContext().hadoopConfiguration();
        s3.settings().forEach(hadoop::set);
        run = "s3a://" + FakeS3.BUCKET + "/" + UUID.randomUUID();
        org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(run);
        // before Hadoop 3.4.2 S3A has no conditional writes
        assumeTrue(path.getFileSystem(hadoop).hasPathCapability(path, "fs.option.create.conditional.overwrite"));
        List<String> lines = new ArrayList<>(List.of("a,b,y"));
        for (int i = 0; i < 40; i++) {
            lines.add(i + "," + i * i % 7 + "," + (3 * i - i % 5));
        }
        trial = Trial.on(directory, lines.toArray(new String[0]))
                .with("training.optimizer = gradient-descent")
                .with("training.tolerance = 0")
                .with("training.max-iterations = 20")
                .with("checkpoint.every = 5 iterations");
    }

    @AfterEach
    void stop() throws IOException {
        FileSystem.get(new org.apache.hadoop.fs.Path(run).toUri(), hadoop).close();
        Map<String, String> settings = s3.settings();
        settings.keySet().forEach(hadoop::unset);
        s3.close();
    }

    @Test
    void trainedThere_isReadThere_andContinuedWhereItWasKilled() throws IOException {
        AtomicReference<Runnable> kill = new AtomicReference<>();
        s3.next(
                request -> request.startsWith("PUT")
                        && request.contains("/_attempt-")
                        && request.endsWith("manifest.json"),
                FakeS3.after(() -> kill.set(s3.restorePoint())));

        Cli.Result trained = trial.train("--output", run);

        assertThat(trained.code()).as(trained::describe).isZero();
        assertThat(files()).contains("manifest.json", "training.json").noneMatch(key -> key.startsWith("_"));
        String hash = hash();
        Cli.Result evaluated = evaluate();
        assertThat(evaluated.code()).as(evaluated::describe).isZero();
        assertThat(Trial.json(evaluated.out()).get("rows").intValue()).isEqualTo(40);

        kill.get().run();
        assertThat(files()).noneMatch(key -> key.equals("manifest.json"));
        Cli.Result resumed = Cli.run("resume", run);

        assertThat(resumed.code()).as(resumed::describe).isZero();
        assertThat(resumed.err()).containsPattern("continues from iteration \\d+");
        assertThat(hash()).isEqualTo(hash);
        assertThat(files()).noneMatch(key -> key.startsWith("_"));

        Cli.Result refused = trial.train("--output", run);
        assertThat(refused.code()).as(refused::describe).isEqualTo(73);
        Cli.Result replaced = trial.train("--output", run, "--set", "output.overwrite=true");
        assertThat(replaced.code()).as(replaced::describe).isZero();
        assertThat(hash()).isEqualTo(hash);
        assertThat(evaluate().out()).isEqualTo(evaluated.out());
    }

    private Cli.Result evaluate() {
        return Cli.run("evaluate", run, "--input", trial.table().toString(), "--option", "header=true", "--json");
    }

    private String hash() throws IOException {
        org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path(run, "training.json");
        try (InputStream in = file.getFileSystem(hadoop).open(file)) {
            return Trial.json(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .get("parameterHash")
                    .textValue();
        }
    }

    /** The keys below the run's, but for markers of directories. */
    private List<String> files() {
        String prefix = run.substring(("s3a://" + FakeS3.BUCKET + "/").length()) + "/";
        return s3.keys().stream()
                .filter(key -> key.startsWith(prefix) && !key.endsWith("/"))
                .map(key -> key.substring(prefix.length()))
                .toList();
    }
}
