package io.descent.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.descent.training.DataFingerprint;
import io.descent.training.TrainingState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
    private static final Configuration HADOOP = new Configuration(false);
    private static final DataFingerprint DATA = new DataFingerprint(10, 2, "00ff");
    private static final RunSettings SETTINGS = new RunSettings("{}");

    @TempDir
    Path folder;

    private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());

    @Test
    void offer_everyTenIterations_takesTheStatesThatAreDue() throws IOException {
        try (Checkpoints checkpoints = everyTen()) {
            checkpoints.offer(9, CheckpointsTest::notDue);
            checkpoints.offer(10, () -> CheckpointDirectoryTest.state(10));
            checkpoints.offer(11, CheckpointsTest::notDue);
        }
        assertThat(files()).hasSize(1);

        try (Checkpoints checkpoints = everyTen()) {
            checkpoints.offer(19, CheckpointsTest::notDue);
            checkpoints.offer(20, () -> CheckpointDirectoryTest.state(20));
        }
        assertThat(files()).hasSize(2);
    }

    @Test
    void offer_takesTheFingerprintOnce_andNotBeforeItIsWanted() {
        int[] asked = {0};
        try (Checkpoints checkpoints =
                new Checkpoints(directory(), (iterations, nanos) -> iterations >= 1, warnings::add)) {
            checkpoints.latest(() -> {
                asked[0]++;
                return DATA;
            });
            assertThat(asked[0]).isZero();
            for (int iteration = 1; iteration < 5; iteration++) {
                int now = iteration;
                checkpoints.offer(iteration, () -> CheckpointDirectoryTest.state(now));
            }
        }
        assertThat(asked[0]).isEqualTo(1);
    }

    @Test
    void offer_whereNothingCanBeWritten_warnsAndGoesOn() throws IOException {
        CheckpointDirectory directory = directory();
        Files.writeString(folder.resolve("run/_checkpoints"), "in the way");
        for (int round = 0; round < 2; round++) {
            try (Checkpoints checkpoints = new Checkpoints(directory, (iterations, nanos) -> true, warnings::add)) {
                checkpoints.latest(() -> DATA);
            } catch (RuntimeException unreadable) {
                assertThat(unreadable).hasMessageContaining("checkpoints cannot be read");
            }
        }
        Files.delete(folder.resolve("run/_checkpoints"));
        try (Checkpoints checkpoints = new Checkpoints(directory, (iterations, nanos) -> true, warnings::add)) {
            checkpoints.latest(() -> DATA);
            Files.writeString(folder.resolve("run/_checkpoints"), "in the way");
            checkpoints.offer(1, () -> CheckpointDirectoryTest.state(1));
        }

        assertThat(warnings).hasSize(1);
        assertThat(warnings.get(0))
                .startsWith("the checkpoint after iteration 1 could not be written (")
                .endsWith("); the descent goes on, and later ones are tried");
    }

    @Test
    void offer_afterASuccessorHasTakenOver_stopsTheDescent() {
        Checkpoints checkpoints = new Checkpoints(directory(), (iterations, nanos) -> true, warnings::add);
        checkpoints.latest(() -> DATA);
        directory();

        checkpoints.offer(1, () -> CheckpointDirectoryTest.state(1));
        checkpoints.close();

        assertThatThrownBy(() -> checkpoints.offer(2, () -> CheckpointDirectoryTest.state(2)))
                .isInstanceOf(TakenOverException.class);
        assertThat(warnings).isEmpty();
    }

    private static TrainingState notDue() {
        throw new AssertionError("not due");
    }

    private Checkpoints everyTen() {
        Checkpoints checkpoints = new Checkpoints(directory(), (passed, nanos) -> passed >= 10, warnings::add);
        checkpoints.latest(() -> DATA);
        return checkpoints;
    }

    private CheckpointDirectory directory() {
        return RunDirectory.prepare(
                        new org.apache.hadoop.fs.Path(folder.resolve("run").toUri()), IfExists.REFUSE, SETTINGS, HADOOP)
                .checkpoints(Optional.empty(), 3, IfExists.REFUSE);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("run/_checkpoints"))) {
            return files.filter(file -> file.toString().endsWith(".checkpoint")).toList();
        }
    }
}
