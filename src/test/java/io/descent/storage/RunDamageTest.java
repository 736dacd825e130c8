package io.descent.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Any damage to any file of a run is noticed. */
class RunDamageTest {
    private static final Configuration HADOOP = new Configuration(false);

    @TempDir
    Path folder;

    private Path directory;

    @BeforeEach
    void publish() throws IOException {
        directory = folder.resolve("run");
        try (RunDirectory run = RunDirectory.prepare(path(), IfExists.REFUSE, new RunSettings("{}"), HADOOP)) {
            run.write("model.json", "{\"weights\": [1.5, -0.0]}\n");
            run.write("history.csv", "");
            Path part = Path.of(run.attempt("pipeline").toUri().getPath(), "größe", "part-00002");
            Files.createDirectories(part.getParent());
            Files.write(part, new byte[] {0, 1, -1});
            run.publish();
        }
    }

    private org.apache.hadoop.fs.Path path() {
        return new org.apache.hadoop.fs.Path(directory.toUri());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    void open_anyByteFlipped_isRefused() throws IOException {
        assertThat(files()).hasSize(4);
        List<String> accepted = new ArrayList<>();
        for (Path file : files()) {
            byte[] content = Files.readAllBytes(file);
            for (int i = 0; i < content.length; i++) {
                for (int mask : new int[] {1 << (i % Byte.SIZE), 0xff}) {
                    byte[] flipped = content.clone();
                    flipped[i] ^= (byte) mask;
                    Files.write(file, flipped);
                    if (!isRefused()) {
                        accepted.add(file.getFileName() + " byte " + i + " ^ " + mask);
                    }
                }
            }
            Files.write(file, content);
        }
        assertThat(accepted).isEmpty();
        assertThat(isRefused()).as("as it was written").isFalse();
    }

    @Test
    void open_anyTruncationOrByteMore_isRefused() throws IOException {
        for (Path file : files()) {
            byte[] content = Files.readAllBytes(file);
            for (int length = 0; length <= content.length + 1; length++) {
                if (length != content.length) {
                    Files.write(file, Arrays.copyOf(content, length));
                    assertThat(isRefused())
                            .as("%s with %d bytes", file.getFileName(), length)
                            .isTrue();
                }
            }
            Files.write(file, content);
        }
    }

    @Test
    void open_anyFileRemovedOrADirectory_isRefused() throws IOException {
        for (Path file : files()) {
            byte[] content = Files.readAllBytes(file);
            Files.delete(file);
            assertThat(isRefused()).as("without %s", file.getFileName()).isTrue();
            Files.createDirectory(file);
            assertThat(isRefused()).as("%s a directory", file.getFileName()).isTrue();
            Files.delete(file);
            Files.write(file, content);
        }
    }

    /** True for either way to say so; any other exception fails the test. */
    private boolean isRefused() throws IOException {
        try {
            RunDirectory.open(path(), HADOOP);
            return false;
        } catch (DamagedRunException | NoRunException e) {
            return true;
        }
    }

    @Test
    void text_changedSinceTheRunWasOpened_isRefused() throws IOException {
        Run run = RunDirectory.open(path(), HADOOP);
        Path model = directory.resolve("model.json");
        byte[] content = Files.readAllBytes(model);

        Files.writeString(model, "{\"weights\": [1.5, +0.0]}\n");
        assertThatThrownBy(() -> run.text("model.json"))
                .isInstanceOf(DamagedRunException.class)
                .hasMessageStartingWith("file:" + model + " is damaged: it must have the SHA-256 ");

        Files.delete(model);
        assertThatThrownBy(() -> run.text("model.json"))
                .isInstanceOf(DamagedRunException.class)
                .hasMessage("file:" + model + " is damaged: it is missing");

        Files.write(model, content);
        assertThat(run.text("model.json")).isEqualTo("{\"weights\": [1.5, -0.0]}\n");
    }
}
