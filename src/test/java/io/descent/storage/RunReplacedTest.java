package io.descent.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is replaced by another while it is opened. */
class RunReplacedTest {
    private static final Configuration HADOOP = configuration();

    @TempDir
    java.nio.file.Path folder;

    private Path directory;
    private ReplacingFileSystem files;
    private int replacements;

    /** The local disk under the scheme {@code replacing}, on which something happens before a model is read. */
    public static final class ReplacingFileSystem extends RawLocalFileSystem {
        private Failures.Action beforeModel = () -> {};

        @Override
        public URI getUri() {
            return URI.create("replacing:///");
        }

        @Override
        public String getScheme() {
            return "replacing";
        }

        @Override
        public FSDataInputStream open(Path file, int bufferSize) throws IOException {
            if (file.getName().equals("model.json")) {
                beforeModel.run();
            }
            return super.open(file, bufferSize);
        }
    }

    private static Configuration configuration() {
        Configuration configuration = new Configuration(false);
        configuration.setClass("fs.replacing.impl", ReplacingFileSystem.class, FileSystem.class);
        return configuration;
    }

    @BeforeEach
    void publish() throws IOException {
        publish("run 0");
        directory = new Path("replacing", "", folder.resolve("run").toString());
        files = (ReplacingFileSystem) FileSystem.get(URI.create("replacing:///"), HADOOP);
    }

    @AfterEach
    void stopReplacing() {
        files.beforeModel = () -> {};
    }

    private void publish(String model) throws IOException {
        Path run = new Path(folder.resolve("run").toUri());
        try (RunDirectory output = RunDirectory.prepare(run, IfExists.REPLACE, new RunSettings("{}"), HADOOP)) {
            output.write("model.json", model);
            output.publish();
        }
    }

    private void replaceRun(int times) throws IOException {
        if (replacements < times) {
            replacements++;
            publish("run " + replacements);
        }
    }

    @Test
    void open_whileOneRunAfterTheOtherIsReplaced_alwaysFindsOne() throws Exception {
        Path run = new Path(folder.resolve("run").toUri());
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService reader = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> reads = reader.submit(() -> {
                int count = 0;
                for (; !done.get(); count++) {
                    assertThat(RunDirectory.open(run, HADOOP).manifest().files())
                            .hasSize(1);
                }
                return count;
            });
            for (int k = 1; k <= 50; k++) {
                publish("run " + k);
            }
            done.set(true);
            assertThat(reads.get()).isPositive();
        } finally {
            reader.shutdownNow();
        }
    }

    @Test
    void open_runReplacedMeanwhile_isTheNewOne() throws IOException {
        files.beforeModel = () -> replaceRun(3);

        Run run = RunDirectory.open(directory, HADOOP);

        assertThat(replacements).isEqualTo(3);
        assertThat(run.text("model.json")).isEqualTo("run 3");
    }

    @Test
    void open_runReplacedAllTheTime_isGivenUp() {
        files.beforeModel = () -> replaceRun(Integer.MAX_VALUE);

        assertThatThrownBy(() -> RunDirectory.open(directory, HADOOP)).isInstanceOf(DamagedRunException.class);
        assertThat(replacements).isEqualTo(6);
    }

    @Test
    void open_fileDamagedMeanwhile_isRefusedAtOnce() {
        files.beforeModel = () -> {
            replacements++;
            Files.writeString(folder.resolve("run/model.json"), "run x");
        };

        assertThatThrownBy(() -> RunDirectory.open(directory, HADOOP))
                .isInstanceOf(DamagedRunException.class)
                .hasMessageContaining("run/model.json is damaged: it must have the SHA-256 ");
        assertThat(replacements).isEqualTo(1);
    }

    @Test
    void open_manifestTakenAwayMeanwhile_isNoRun() {
        files.beforeModel = () -> {
            Files.delete(folder.resolve("run/manifest.json"));
            Files.delete(folder.resolve("run/model.json"));
        };

        assertThatThrownBy(() -> RunDirectory.open(directory, HADOOP))
                .isInstanceOf(NoRunException.class)
                .hasMessageEndingWith("is not a complete run: manifest.json is missing");
    }

    @Test
    void text_runReplacedSinceItWasOpened_isRefused() throws IOException {
        Run run = RunDirectory.open(directory, HADOOP);
        publish("run 1");

        assertThatThrownBy(() -> run.text("model.json")).isInstanceOf(DamagedRunException.class);
    }
}
