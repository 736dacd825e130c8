package io.descent.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.descent.optimizer.OptimizerState;
import io.descent.optimizer.Point;
import io.descent.training.DataFingerprint;
import io.descent.training.IterationRecord;
import io.descent.training.PassTimes;
import io.descent.training.TrainingState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointDirectoryTest {
    private static final Configuration HADOOP = new Configuration(false);
    private static final DataFingerprint DATA = new DataFingerprint(10, 2, "00ff");
    private static final RunSettings SETTINGS = new RunSettings("{\"training\":{\"lambda\":0.1}}");

    @TempDir
    Path folder;

    private final List<String> warnings = new ArrayList<>();

    @Test
    void latest_afterTheProcessWasKilled_isTheLastThatWasWritten() throws IOException {
        CheckpointDirectory killed = checkpoints(prepare(SETTINGS, IfExists.REFUSE), 3);
        killed.write(DATA, state(10));
        killed.write(DATA, state(20));

        CheckpointDirectory next = checkpoints(prepare(SETTINGS, IfExists.REFUSE), 3);

        assertThat(iteration(next)).isEqualTo(20);
        next.write(DATA, state(30));
        assertThat(iteration(checkpoints(prepare(SETTINGS, IfExists.REFUSE), 3)))
                .isEqualTo(30);
        assertThat(warnings).isEmpty();
    }

    @Test
    void write_moreThanAreKept_removesTheOldest() throws IOException {
        CheckpointDirectory checkpoints = checkpoints(prepare(SETTINGS, IfExists.REFUSE), 2);
        for (int iteration = 10; iteration <= 50; iteration += 10) {
            checkpoints.write(DATA, state(iteration));
        }

        assertThat(files()).hasSize(2);
        assertThat(files().get(0).getFileName().toString()).startsWith("00000040-000001-");
        assertThat(files().get(1).getFileName().toString()).startsWith("00000050-000001-");
    }

    @Test
    void latest_damaged_isSkippedForTheOneBeforeWithAWarning() throws IOException {
        CheckpointDirectory killed = checkpoints(prepare(SETTINGS, IfExists.REFUSE), 3);
        killed.write(DATA, state(10));
        killed.write(DATA, state(20));
        Path newest = files().get(1);
        byte[] content = Files.readAllBytes(newest);
        content[content.length / 2] ^= 1;
        Files.write(newest, content);

        CheckpointDirectory next = checkpoints(prepare(SETTINGS, IfExists.REFUSE), 3);

        assertThat(iteration(next)).isEqualTo(10);
        assertThat(warnings).hasSize(1);
        assertThat(warnings.get(0)).contains(newest.getFileName().toString(), "is damaged and not used");
        next.write(DATA, state(15));
        assertThat(newest).as("of no use any more").doesNotExist();
    }

    @Test
    void latest_allDamaged_startsFromNothing() throws IOException {
        checkpoints(prepare(SETTINGS, IfExists.REFUSE), 3).write(DATA, state(10));
        Files.write(files().get(0), new byte[0]);

        assertThat(checkpoints(prepare(SETTINGS, IfExists.REFUSE), 3).latest(() -> DATA, warnings::add))
                .isEmpty();
        assertThat(warnings).hasSize(1);
    }

    @Test
    void latest_otherData_isRefusedWithWhatDiffers() throws IOException {
        checkpoints(prepare(SETTINGS, IfExists.REFUSE), 3).write(DATA, state(10));

        CheckpointDirectory next = checkpoints(prepare(SETTINGS, IfExists.REFUSE), 3);
        assertThatThrownBy(() -> next.latest(() -> new DataFingerprint(11, 2, "00ff"), warnings::add))
                .isInstanceOf(CheckpointMismatchException.class)
                .hasMessageContaining("it had 10 rows, and has 11");
        assertThatThrownBy(() -> next.latest(() -> new DataFingerprint(10, 2, "00fe"), warnings::add))
                .hasMessageContaining("other values");
    }

    @Test
    void latest_otherDataThatMayReplaceIt_startsFromNothingWithAWarning() throws IOException {
        checkpoints(prepare(SETTINGS, IfExists.REFUSE), 3).write(DATA, state(10));

        CheckpointDirectory next =
                prepare(SETTINGS, IfExists.REPLACE).checkpoints(Optional.empty(), 3, IfExists.REPLACE);
        assertThat(next.latest(() -> new DataFingerprint(11, 2, "00ff"), warnings::add))
                .isEmpty();

        assertThat(warnings).hasSize(1);
        assertThat(warnings.get(0)).endsWith("; it is not used");
    }

    @Test
    void latest_otherSettingsInASharedDirectory_isRefusedWithWhatDiffers() throws IOException {
        org.apache.hadoop.fs.Path shared = hadoop(folder.resolve("shared"));
        prepare(SETTINGS, IfExists.REFUSE)
                .checkpoints(Optional.of(shared), 3, IfExists.REFUSE)
                .write(DATA, state(10));

        RunSettings others = new RunSettings("{\"training\":{\"lambda\":0.2}}");
        CheckpointDirectory next = RunDirectory.prepare(
                        hadoop(folder.resolve("other")), IfExists.REFUSE, others, HADOOP)
                .checkpoints(Optional.of(shared), 3, IfExists.REFUSE);
        assertThatThrownBy(() -> next.latest(() -> DATA, warnings::add))
                .isInstanceOf(CheckpointMismatchException.class)
                .hasMessageContaining("training.lambda was 0.1, and is 0.2");
    }

    @Test
    void latest_ofARunThatIsReplacedByOneOfOtherSettings_isNotLookedAt() throws IOException {
        checkpoints(prepare(SETTINGS, IfExists.REFUSE), 3).write(DATA, state(10));

        RunSettings others = new RunSettings("{\"training\":{\"lambda\":0.2}}");
        CheckpointDirectory next = checkpoints(prepare(others, IfExists.REPLACE), 3);
        assertThat(next.latest(() -> DATA, warnings::add)).isEmpty();
        next.write(DATA, state(1));

        assertThat(files()).hasSize(1);
        assertThat(files().get(0).getFileName().toString()).startsWith("00000001-000002-");
    }

    @Test
    void write_afterASuccessorHasTakenOver_isRefused() throws IOException {
        CheckpointDirectory frozen = checkpoints(prepare(SETTINGS, IfExists.REFUSE), 3);
        frozen.write(DATA, state(10));
        checkpoints(prepare(SETTINGS, IfExists.REFUSE), 3);

        assertThatThrownBy(() -> frozen.write(DATA, state(20)))
                .isInstanceOf(TakenOverException.class)
                .hasMessageContaining(
                        "was taken over by process " + ProcessHandle.current().pid());
        assertThat(files()).hasSize(1);
    }

    @Test
    void abandon_withCheckpoints_keepsThem_andDiscardDoesNot() throws IOException {
        RunDirectory failed = prepare(SETTINGS, IfExists.REFUSE);
        checkpoints(failed, 3).write(DATA, state(10));
        failed.close();
        assertThat(failed.canBeContinued()).isTrue();
        assertThat(RunDirectory.unfinished(hadoop(run()), HADOOP)).isPresent();

        RunDirectory diverged = prepare(SETTINGS, IfExists.REFUSE);
        assertThat(iteration(checkpoints(diverged, 3))).isEqualTo(10);
        diverged.discard();
        assertThat(diverged.canBeContinued()).isFalse();
        assertThat(run()).as("the one who made the directory is gone").isEmptyDirectory();
    }

    @Test
    void abandon_ofARunThatNeverBeganInPlaceOfAnInterruptedOne_leavesThatAsItWas() throws IOException {
        checkpoints(prepare(SETTINGS, IfExists.REFUSE), 3).write(DATA, state(10));

        RunSettings others = new RunSettings("{\"training\":{\"lambda\":0.2}}");
        RunDirectory failed = prepare(others, IfExists.REPLACE);
        checkpoints(failed, 3).latest(() -> DATA, warnings::add);
        failed.close();

        assertThat(iteration(checkpoints(prepare(SETTINGS, IfExists.REFUSE), 3)))
                .isEqualTo(10);
    }

    @Test
    void publish_removesTheCheckpoints() throws IOException {
        RunDirectory run = prepare(SETTINGS, IfExists.REFUSE);
        CheckpointDirectory shared = run.checkpoints(Optional.of(hadoop(folder.resolve("shared"))), 3, IfExists.REFUSE);
        shared.write(DATA, state(10));
        run.write(RunLayout.MODEL, "{}");
        run.publish();
        run.close();

        assertThat(folder.resolve("shared")).doesNotExist();
        assertThat(run().toFile().list()).containsExactlyInAnyOrder("manifest.json", "model.json");
    }

    @Test
    void publish_sharedDirectoryOfTheSameName_keepsWhatIsOthers() throws IOException {
        Path shared = Files.createDirectory(folder.resolve(RunLayout.CHECKPOINTS));
        Files.writeString(shared.resolve("notes.txt"), "mine");
        RunDirectory run = prepare(SETTINGS, IfExists.REFUSE);
        run.checkpoints(Optional.of(hadoop(shared)), 3, IfExists.REFUSE).write(DATA, state(10));
        run.write(RunLayout.MODEL, "{}");
        run.publish();
        run.close();

        assertThat(shared.toFile().list()).containsExactly("notes.txt");
    }

    @Test
    void checkpoints_whereAFileIs_areRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "mine");
        try (RunDirectory run = prepare(SETTINGS, IfExists.REFUSE)) {
            for (Path place : List.of(file, file.resolve("below"))) {
                assertThatThrownBy(() -> run.checkpoints(Optional.of(hadoop(place)), 3, IfExists.REFUSE))
                        .isInstanceOf(OutputException.class)
                        .hasMessage(
                                "checkpoint.path " + hadoop(place) + " cannot be made: " + hadoop(file) + " is a file");
            }
        }
        assertThat(run()).doesNotExist();
    }

    @Test
    void checkpoints_onAFileSystemThatIsUnknown_areRefused() {
        try (RunDirectory run = prepare(SETTINGS, IfExists.REFUSE)) {
            org.apache.hadoop.fs.Path place = new org.apache.hadoop.fs.Path("unknown://host/checkpoints");
            assertThatThrownBy(() -> run.checkpoints(Optional.of(place), 3, IfExists.REFUSE))
                    .isInstanceOf(OutputException.class)
                    .hasMessageStartingWith("checkpoint.path unknown://host/checkpoints cannot be made: ");
        }
    }

    static TrainingState state(int iteration) {
        Point point = Point.evaluated(new double[] {iteration, 1, 2}, 0.5, new double[] {1, 2, 3}, 0, 2);
        List<IterationRecord> history = IntStream.rangeClosed(0, iteration)
                .mapToObj(k -> new IterationRecord(
                        k, 1.0 / (k + 1), OptionalDouble.empty(), 1, OptionalDouble.of(0.1), k, PassTimes.NONE, 0))
                .toList();
        return new TrainingState(
                point,
                point,
                0,
                new double[0],
                new OptimizerState().put("x", iteration),
                history,
                List.of(),
                iteration + 1);
    }

    private Path run() {
        return folder.resolve("run");
    }

    private RunDirectory prepare(RunSettings settings, IfExists ifExists) {
        return RunDirectory.prepare(hadoop(run()), ifExists, settings, HADOOP);
    }

    private static CheckpointDirectory checkpoints(RunDirectory run, int keep) {
        return run.checkpoints(Optional.empty(), keep, IfExists.REFUSE);
    }

    private int iteration(CheckpointDirectory checkpoints) throws IOException {
        return checkpoints.latest(() -> DATA, warnings::add).orElseThrow().iteration();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(run().resolve(RunLayout.CHECKPOINTS))) {
            return files.sorted().toList();
        }
    }

    private static org.apache.hadoop.fs.Path hadoop(Path path) {
        return new org.apache.hadoop.fs.Path(path.toUri());
    }
}
