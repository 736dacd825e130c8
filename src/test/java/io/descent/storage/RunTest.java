package io.descent.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {
    private static final Configuration HADOOP = new Configuration(false);

    @TempDir
    Path folder;

    private Path directory;

    @BeforeEach
    void publish() throws IOException {
        directory = folder.resolve("run");
        try (RunDirectory run = RunDirectory.prepare(path(), IfExists.REFUSE, new RunSettings("{}"), HADOOP)) {
            run.write("model.json", "abc");
            run.write("history.csv", "");
            run.publish();
        }
    }

    private org.apache.hadoop.fs.Path path() {
        return new org.apache.hadoop.fs.Path(directory.toUri());
    }

    private Run open() throws IOException {
        return RunDirectory.open(path(), HADOOP);
    }

    @Test
    void open_completeRun_readsItsFiles() throws IOException {
        Run run = open();

        assertThat(run.text("model.json")).isEqualTo("abc");
        assertThat(run.path("pipeline")).hasToString("file:" + directory + "/pipeline");
        assertThatThrownBy(() -> run.text("training.json"))
                .isInstanceOf(DamagedRunException.class)
                .hasMessageEndingWith("must hold training.json, but its manifest.json does not list it");
    }

    @Test
    void open_absentDirectory_throws() {
        directory = folder.resolve("absent");

        assertThatThrownBy(this::open)
                .isInstanceOf(NoRunException.class)
                .hasMessage("file:" + directory + " does not exist");
    }

    @Test
    void open_file_throws() {
        directory = directory.resolve("model.json");

        assertThatThrownBy(this::open)
                .isInstanceOf(NoRunException.class)
                .hasMessage("file:" + directory + " is a file, not the directory of a run");
    }

    @Test
    void open_withoutManifest_isNoRun() throws IOException {
        Files.delete(directory.resolve("manifest.json"));

        assertThatThrownBy(this::open)
                .isInstanceOf(NoRunException.class)
                .hasMessage("file:" + directory + " is not a complete run: manifest.json is missing");
    }

    @Test
    void open_runStillBeingWritten_isNoRun() throws IOException {
        directory = folder.resolve("other");
        try (RunDirectory run = RunDirectory.prepare(path(), IfExists.REFUSE, new RunSettings("{}"), HADOOP)) {
            run.write("model.json", "abc");

            assertThatThrownBy(this::open).isInstanceOf(NoRunException.class);
        }
    }

    @Test
    void open_changedByte_namesTheFile() throws IOException {
        Files.writeString(directory.resolve("model.json"), "abd");

        assertThatThrownBy(this::open)
                .isInstanceOf(DamagedRunException.class)
                .hasMessageStartingWith(
                        "file:" + directory + "/model.json is damaged: it must have the SHA-256 ba7816bf");
    }

    @Test
    void open_truncatedFile_namesTheFile() throws IOException {
        Files.writeString(directory.resolve("model.json"), "ab");

        assertThatThrownBy(this::open)
                .isInstanceOf(DamagedRunException.class)
                .hasMessage("file:" + directory + "/model.json is damaged: it must have 3 bytes, but has 2");
    }

    @Test
    void open_missingFile_namesTheFile() throws IOException {
        Files.delete(directory.resolve("model.json"));

        assertThatThrownBy(this::open)
                .isInstanceOf(DamagedRunException.class)
                .hasMessage("file:" + directory + "/model.json is damaged: it is missing");
    }

    @Test
    void open_unreadableManifest_namesTheFile() throws IOException {
        Files.writeString(directory.resolve("manifest.json"), "{");

        assertThatThrownBy(this::open)
                .isInstanceOf(DamagedRunException.class)
                .hasMessageStartingWith("file:" + directory + "/manifest.json is not the manifest of a run: ");
    }

    @Test
    void open_filesOfOthersBeside_areIgnored() throws IOException {
        Files.writeString(directory.resolve("status.json"), "{}");

        assertThat(open().manifest().files()).hasSize(2);
    }
}
