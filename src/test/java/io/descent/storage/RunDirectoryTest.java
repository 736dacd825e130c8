package io.descent.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunDirectoryTest {
    private static final Configuration HADOOP = new Configuration(false);

    @TempDir
    Path folder;

    private Path output;

    @BeforeEach
    void chooseOutput() {
        output = folder.resolve("a/run");
    }

    private static org.apache.hadoop.fs.Path hadoop(Path path) {
        return new org.apache.hadoop.fs.Path(path.toUri());
    }

    private RunDirectory prepare(IfExists ifExists) {
        return RunDirectory.prepare(hadoop(output), ifExists, new RunSettings("{}"), HADOOP);
    }

    private Run open() throws IOException {
        return RunDirectory.open(hadoop(output), HADOOP);
    }

    /** A run as the commands write it: texts, and a directory that Spark wrote through Hadoop's own file system. */
    private static void writeAll(RunDirectory run, String text) throws IOException {
        run.write(RunLayout.TRAINING, "{\"text\": \"" + text + "\"}");
        run.write(RunLayout.MODEL, text.getBytes(StandardCharsets.UTF_8));
        org.apache.hadoop.fs.Path part =
                new org.apache.hadoop.fs.Path(run.attempt(RunLayout.PIPELINE), "stages/0/part-0");
        FileSystem files = part.getFileSystem(HADOOP);
        try (FSDataOutputStream out = files.create(part)) {
            out.writeUTF(text);
        }
    }

    private void publish(String text) throws IOException {
        try (RunDirectory run = prepare(IfExists.REPLACE)) {
            writeAll(run, text);
            run.publish();
        }
    }

    @Test
    void publish_freshDirectory_isACompleteRun() throws IOException {
        RunDirectory run = prepare(IfExists.REFUSE);
        writeAll(run, "größe");

        Manifest manifest = run.publish();
        run.close();

        assertThat(manifest.files())
                .extracting(Manifest.Entry::path)
                .containsExactly("model.json", "pipeline/stages/0/part-0", "training.json");
        assertThat(open().manifest()).isEqualTo(manifest);
        assertThat(open().text(RunLayout.MODEL)).isEqualTo("größe");
        assertThat(open().path()).isEqualTo(run.path()).hasToString("file:" + output);
        assertThat(output.toFile().list())
                .containsExactlyInAnyOrder("manifest.json", "model.json", "pipeline", "training.json");
    }

    @Test
    void publish_manifest_holdsLengthAndSha256() throws IOException {
        publish("abc");

        assertThat(open().manifest().files().get(0))
                .isEqualTo(new Manifest.Entry(
                        "model.json", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    }

    @Test
    void publish_files_readWellThroughHadoopsChecksummedFileSystem() throws IOException {
        publish("one");
        publish("two");

        FileSystem files = hadoop(output).getFileSystem(HADOOP);
        for (Manifest.Entry entry : open().manifest().files()) {
            assertThat(new HadoopStore(files)
                            .digest(new org.apache.hadoop.fs.Path(hadoop(output), entry.path()))
                            .sha256())
                    .isEqualTo(entry.sha256());
        }
    }

    @Test
    void publish_relativePathAndOddName_works() throws IOException {
        output = folder.resolve("mit Größe & [a-b] {c}%20");
        publish("x");

        assertThat(open().text(RunLayout.MODEL)).isEqualTo("x");
        Path relative = Path.of("").toAbsolutePath().relativize(folder.resolve("relative"));
        try (RunDirectory run = RunDirectory.prepare(
                new org.apache.hadoop.fs.Path(relative.toString()), IfExists.REFUSE, new RunSettings("{}"), HADOOP)) {
            run.write(RunLayout.MODEL, "y");
            run.publish();
        }
        assertThat(folder.resolve("relative/manifest.json")).exists();
    }

    @ParameterizedTest
    @EnumSource(IfExists.class)
    void prepare_emptyDirectory_isTaken(IfExists ifExists) throws IOException {
        Files.createDirectories(output);

        try (RunDirectory run = prepare(ifExists)) {
            assertThat(run.path().getName()).isEqualTo("run");
        }
        assertThat(output).isEmptyDirectory();
    }

    @Test
    void prepare_earlierRunWithoutOverwrite_isRefused() throws IOException {
        publish("one");
        Map<String, String> before = Snapshot.of(folder);

        assertThatThrownBy(() -> prepare(IfExists.REFUSE))
                .isInstanceOf(OutputException.class)
                .hasMessage("output " + hadoop(output) + " exists; set output.overwrite = true or choose another");
        assertThat(Snapshot.of(folder)).isEqualTo(before);
    }

    @Test
    void publish_earlierRunWithOverwrite_isReplaced() throws IOException {
        publish("one");
        try (RunDirectory run = prepare(IfExists.REPLACE)) {
            run.write(RunLayout.MODEL, "two");
            assertThat(open().text(RunLayout.MODEL)).as("until it is published").isEqualTo("one");
            run.publish();
        }

        assertThat(open().text(RunLayout.MODEL)).isEqualTo("two");
        assertThat(output.toFile().list()).containsExactlyInAnyOrder("manifest.json", "model.json");
    }

    @Test
    void publish_overARun_leavesOthersFilesAlone() throws IOException {
        publish("one");
        Files.writeString(output.resolve("notes.txt"), "mine");
        Files.createDirectory(output.resolve("predictions"));

        publish("two");

        assertThat(open().text(RunLayout.MODEL)).isEqualTo("two");
        assertThat(output.resolve("notes.txt")).hasContent("mine");
        assertThat(output.resolve("predictions")).isDirectory();
    }

    @Test
    void publish_overARunWithAReportDrawnLater_replacesTheReport() throws IOException {
        publish("one");
        Files.writeString(output.resolve(RunLayout.REPORT), "<html>");

        publish("two");

        assertThat(output.resolve(RunLayout.REPORT)).doesNotExist();
    }

    @Test
    void prepare_strangersFileInsideThePipeline_isRefused() throws IOException {
        publish("one");
        Files.writeString(output.resolve("pipeline/notes.txt"), "mine");

        assertRefused("exists and holds pipeline/notes.txt, which is not part of a run; choose another");
    }

    @ParameterizedTest
    @ValueSource(strings = {"notes.txt", "model.json", "training.json", "_SUCCESS", ".hidden"})
    void prepare_strangersDirectory_isRefused(String name) throws IOException {
        Files.createDirectories(output);
        Files.writeString(output.resolve(name), "mine");

        assertRefused("exists and holds " + name + ", which is not part of a run; choose another");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{}", "{\"name\": \"an app\"}", "{\"format\": \"descent-run/1\", \"files\": [{}]}", "x"})
    void prepare_strangersManifest_isRefused(String manifest) throws IOException {
        Files.createDirectories(output);
        Files.writeString(output.resolve("manifest.json"), manifest);

        assertRefused("exists and holds manifest.json, which is not part of a run; choose another");
    }

    @Test
    void prepare_file_isRefused() throws IOException {
        Files.createDirectories(output.getParent());
        Files.writeString(output, "mine");

        assertRefused("is a file; choose another");
    }

    private void assertRefused(String reason) throws IOException {
        Map<String, String> before = Snapshot.of(folder);
        for (IfExists ifExists : IfExists.values()) {
            assertThatThrownBy(() -> prepare(ifExists))
                    .isInstanceOf(OutputException.class)
                    .hasMessage("output " + hadoop(output) + " " + reason);
        }
        assertThat(Snapshot.of(folder)).isEqualTo(before);
    }

    @Test
    void prepare_interruptedRunOfOtherSettings_isReplacedOnlyWithOverwrite() throws IOException {
        RunDirectory killed = RunDirectory.prepare(
                hadoop(output),
                IfExists.REFUSE,
                new RunSettings("{\"training\": {\"lambda\": 0.1}, \"output\": {\"path\": \"a\"}}"),
                HADOOP);
        writeAll(killed, "half");

        RunSettings others = new RunSettings("{\"training\": {\"lambda\": 0.2}, \"output\": {\"path\": \"b\"}}");
        assertThatThrownBy(() -> RunDirectory.prepare(hadoop(output), IfExists.REFUSE, others, HADOOP))
                .isInstanceOf(OutputException.class)
                .hasMessage("output " + hadoop(output) + " holds an interrupted run with other settings"
                        + " (training.lambda was 0.1, and is 0.2); set output.overwrite = true or choose another");
        publish("whole");

        assertThat(open().text(RunLayout.MODEL)).isEqualTo("whole");
        assertThat(output.toFile().list()).hasSize(4);
    }

    @Test
    void prepare_interruptedRunOfTheSameSettings_isTakenOver() throws IOException {
        RunDirectory killed = prepare(IfExists.REFUSE);
        writeAll(killed, "half");

        try (RunDirectory run = prepare(IfExists.REFUSE)) {
            writeAll(run, "whole");
            run.publish();
        }

        assertThat(open().text(RunLayout.MODEL)).isEqualTo("whole");
        assertThat(output.toFile().list()).hasSize(4);
    }

    @Test
    void wasJustFinished_processKilledAfterItsPublication_isTrueOnce() throws IOException {
        RunDirectory killed = prepare(IfExists.REFUSE);
        writeAll(killed, "x");
        killed.publish();

        RunSettings same = new RunSettings("{\"output\": {\"overwrite\": false}}");
        RunSettings others = new RunSettings("{\"data\": {\"label\": \"z\"}}");
        assertThat(RunDirectory.wasJustFinished(hadoop(output), others, HADOOP)).isFalse();
        assertThat(RunDirectory.wasJustFinished(hadoop(output), same, HADOOP)).isTrue();
        assertThat(RunDirectory.wasJustFinished(hadoop(output), same, HADOOP)).isFalse();
        assertThat(open().text(RunLayout.MODEL)).isEqualTo("x");
        assertThat(output.toFile().list()).hasSize(4);
    }

    @Test
    void publish_afterAnotherRunTookTheDirectory_hasToStop() throws IOException {
        RunDirectory late = prepare(IfExists.REPLACE);
        writeAll(late, "late");
        publish("first");

        assertThatThrownBy(late::publish)
                .isInstanceOf(TakenOverException.class)
                .hasMessageContaining("was taken over by");
        assertThat(open().text(RunLayout.MODEL)).isEqualTo("first");
    }

    @Test
    void prepare_parentIsAFile_isRefusedWithTheReason() throws IOException {
        Files.writeString(folder.resolve("a"), "mine");

        assertThatThrownBy(() -> prepare(IfExists.REPLACE))
                .isInstanceOf(OutputException.class)
                .hasMessageMatching("output .* cannot be made: .*/a is a file");
    }

    @Test
    void prepare_readOnlyFileSystem_isRefusedWithTheReason() {
        assumeThat(Path.of("/proc/self")).exists();

        assertThatThrownBy(() -> RunDirectory.prepare(
                        new org.apache.hadoop.fs.Path("/proc/descent/run"),
                        IfExists.REFUSE,
                        new RunSettings("{}"),
                        HADOOP))
                .isInstanceOf(OutputException.class)
                .hasMessageStartingWith("output /proc/descent/run cannot be made: /proc/descent: ");
    }

    @Test
    void prepare_noPermission_isRefusedWithTheReason() throws IOException {
        Path closed = Files.createDirectory(folder.resolve("a"));
        Files.setPosixFilePermissions(closed, java.util.Set.of());
        try {
            assumeThat(Files.isWritable(closed)).as("not the superuser").isFalse();

            assertThatThrownBy(() -> prepare(IfExists.REFUSE))
                    .isInstanceOf(OutputException.class)
                    .hasMessageEndingWith("permission denied");
        } finally {
            Files.setPosixFilePermissions(closed, java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void prepare_unknownFileSystem_isRefusedWithTheReason() {
        assertThatThrownBy(() -> RunDirectory.prepare(
                        new org.apache.hadoop.fs.Path("nosuch://host/run"),
                        IfExists.REFUSE,
                        new RunSettings("{}"),
                        HADOOP))
                .isInstanceOf(OutputException.class)
                .hasMessage("output nosuch://host/run cannot be made: No FileSystem for scheme \"nosuch\"");
    }

    @Test
    void abandon_removesWhatWasMade_andAgainDoesNothing() throws IOException {
        RunDirectory run = prepare(IfExists.REFUSE);
        writeAll(run, "x");

        run.abandon();
        run.abandon();

        assertThat(folder).isEmptyDirectory();
        assertThatThrownBy(run::publish).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> run.write("x", "y")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void abandon_overAnEarlierRun_leavesItAsItWas() throws IOException {
        publish("one");
        Map<String, String> before = Snapshot.of(folder);
        RunDirectory run = prepare(IfExists.REPLACE);
        writeAll(run, "two");

        run.abandon();

        assertThat(Snapshot.of(folder)).isEqualTo(before);
    }

    @Test
    void abandon_whereOthersPutFiles_leavesThem() throws IOException {
        RunDirectory run = prepare(IfExists.REFUSE);
        Files.writeString(output.getParent().resolve("notes.txt"), "mine");

        run.abandon();

        assertThat(Snapshot.of(folder)).containsOnlyKeys("", "a", "a/notes.txt");
    }

    @Test
    void abandon_afterPublish_doesNothing() throws IOException {
        try (RunDirectory run = prepare(IfExists.REFUSE)) {
            writeAll(run, "x");
            run.publish();
            run.abandon();
        }

        assertThat(open().text(RunLayout.MODEL)).isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"manifest.json", "_attempt-1", "model.json"})
    void write_nameThatIsTaken_isRefused(String name) throws IOException {
        try (RunDirectory run = prepare(IfExists.REFUSE)) {
            run.write("model.json", "x");

            assertThatThrownBy(() -> run.write(name, "y")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void publish_fileChangedAfterItWasWritten_isNotPublished() throws IOException {
        RunDirectory run = prepare(IfExists.REFUSE);
        run.write(RunLayout.MODEL, "abc");
        Files.writeString(Path.of(run.attempt(RunLayout.MODEL).toUri().getPath()), "abd");

        assertThatThrownBy(run::publish)
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("does not read as it was written");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void publish_fileRemovedAfterItWasWritten_isNotPublished() throws IOException {
        RunDirectory run = prepare(IfExists.REFUSE);
        run.write(RunLayout.MODEL, "abc");
        Files.delete(Path.of(run.attempt(RunLayout.MODEL).toUri().getPath()));

        assertThatThrownBy(run::publish).isInstanceOf(IOException.class).hasMessageContaining("[model.json]");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void publish_staleChecksumFile_doesNotSpoilTheNewOne() throws IOException {
        Files.createDirectories(output);
        Files.write(output.resolve(".manifest.json.crc"), new byte[] {'c', 'r', 'c', 0, 0, 0, 2, 0, 1, 2, 3, 4});
        Files.write(output.resolve(".model.json.crc"), new byte[] {'c', 'r', 'c', 0, 0, 0, 2, 0, 1, 2, 3, 4});
        publish("x");

        FileSystem files = hadoop(output).getFileSystem(HADOOP);
        for (String name : List.of(RunLayout.MANIFEST, RunLayout.MODEL)) {
            assertThat(new HadoopStore(files)
                            .digest(new org.apache.hadoop.fs.Path(hadoop(output), name))
                            .length())
                    .isPositive();
        }
    }

    @Test
    void publish_manyAtOnceWithoutOverwrite_oneWins() throws Exception {
        int writers = 4;
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        try {
            for (int round = 0; round < 50; round++) {
                output = folder.resolve("race" + round);
                CyclicBarrier start = new CyclicBarrier(writers);
                List<Future<String>> racers = new ArrayList<>();
                for (int writer = 0; writer < writers; writer++) {
                    racers.add(threads.submit(racer(start, "writer " + writer)));
                }
                List<String> winners = new ArrayList<>();
                for (Future<String> racer : racers) {
                    winners.add(racer.get());
                }
                winners.removeIf(String::isEmpty);

                assertThat(winners).hasSize(1);
                assertThat(open().text(RunLayout.MODEL)).isEqualTo(winners.get(0));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Callable<String> racer(CyclicBarrier start, String text) {
        return () -> {
            start.await();
            try (RunDirectory run = prepare(IfExists.REFUSE)) {
                run.write(RunLayout.MODEL, text);
                run.publish();
                return text;
            } catch (OutputException | TakenOverException lost) {
                return "";
            }
        };
    }
}
