package io.descent.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.descent.storage.LiveRun.State;
import io.descent.storage.LiveRun.View;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveRunTest {
    private static final Configuration HADOOP = new Configuration(false);
    private static final RunSettings SETTINGS = new RunSettings("{\"data\":1}");

    @TempDir
    java.nio.file.Path folder;

    private Path directory;
    private LiveRun live;

    @BeforeEach
    void choose() throws IOException {
        directory = new Path(folder.resolve("run").toUri());
        live = LiveRun.in(directory, HADOOP);
    }

    private RunDirectory prepare() {
        return RunDirectory.prepare(directory, IfExists.REPLACE, SETTINGS, HADOOP);
    }

    private static Progress progress(String phase) {
        return new Progress(1, Instant.EPOCH, 1, phase, Optional.empty(), OptionalInt.empty(), 0, 1, List.of());
    }

    private void publish() throws IOException {
        try (RunDirectory run = prepare()) {
            run.write(RunLayout.MODEL, "model");
            run.publish();
        }
    }

    private java.nio.file.Path attempt() throws IOException {
        try (var files = Files.list(folder.resolve("run"))) {
            return files.filter(file -> RunLayout.isAttempt(file.getFileName().toString()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void look_nothingThere_isNothing() throws IOException {
        assertThat(live.look().state()).isEqualTo(State.NOTHING);
        Files.createDirectory(folder.resolve("run"));
        assertThat(live.look().state()).isEqualTo(State.NOTHING);
        Files.writeString(folder.resolve("run/notes.txt"), "mine");
        assertThat(live.look().state()).isEqualTo(State.NOTHING);
    }

    @Test
    void look_fromBeginToEnd_seesEachState() throws IOException {
        RunDirectory run = prepare();
        View begun = live.look();
        assertThat(begun.state()).isEqualTo(State.UNDER_WAY);
        assertThat(begun.progress()).isEmpty();
        assertThat(begun.settings()).contains(SETTINGS);
        assertThat(begun.holder())
                .startsWith("process " + ProcessHandle.current().pid());

        run.write(progress("reading"));
        assertThat(live.look().progress()).contains(progress("reading"));
        run.write(progress("descent"));
        assertThat(live.look().progress()).contains(progress("descent"));

        run.write(RunLayout.MODEL, "model");
        Manifest manifest = run.publish();
        assertThat(manifest.files()).extracting(Manifest.Entry::path).containsExactly(RunLayout.MODEL);
        View published = live.look();
        assertThat(published.state()).isEqualTo(State.COMPLETE);
        assertThat(published.id()).isEqualTo(begun.id());
        run.close();
        assertThat(live.look()).isEqualTo(published);
        assertThat(folder.resolve("run").toFile().list())
                .containsExactlyInAnyOrder(RunLayout.MANIFEST, RunLayout.MODEL);
    }

    @Test
    void look_runThatReplacesAnother_isUnderWay() throws IOException {
        publish();
        try (RunDirectory run = prepare()) {
            run.write(progress("descent"));
            assertThat(live.look().state()).isEqualTo(State.UNDER_WAY);
        }
        assertThat(live.look().state()).isEqualTo(State.COMPLETE);
    }

    @Test
    void look_abandonedWithoutCheckpoints_isNothing() throws IOException {
        RunDirectory run = prepare();
        run.write(progress("descent"));
        run.close();
        assertThat(live.look().state()).isEqualTo(State.NOTHING);
    }

    @Test
    void look_abandonedWithCheckpoints_isInterrupted() throws IOException {
        RunDirectory run = prepare();
        run.checkpoints(Optional.empty(), 1, IfExists.REFUSE)
                .write(SimulatedProcess.DATA, SampleCheckpoints.of(3, 2).state());
        run.close();
        assertThat(run.canBeContinued()).isTrue();
        assertThat(live.look().state()).isEqualTo(State.INTERRUPTED);
    }

    @Test
    void look_takenOver_isTheSuccessors() throws IOException {
        RunDirectory frozen = prepare();
        frozen.write(progress("of the one that froze"));
        RunDirectory successor = prepare();
        successor.write(progress("of the successor"));

        assertThatThrownBy(() -> frozen.write(progress("late"))).isInstanceOf(TakenOverException.class);
        assertThat(live.look().progress()).contains(progress("of the successor"));
        successor.close();
    }

    @Test
    void look_whilePicturesAreAdded_isComplete() throws IOException {
        publish();
        Store store = new ForwardingStore(Store.of(directory, HADOOP)) {
            @Override
            public void moveOver(Path from, Path to) throws IOException {
                assertThat(live.look().state()).isEqualTo(State.COMPLETE);
                super.moveOver(from, to);
            }
        };
        Run run = Run.openToDraw(store, store.qualified(directory));
        RunPictures.add(run, Map.of(RunLayout.REPORT, "drawn".getBytes(StandardCharsets.UTF_8)));
        assertThat(Run.open(directory, HADOOP).picture(RunLayout.REPORT)).contains("drawn");
    }

    @Test
    void look_nonsense_isRefusedInASentence() throws IOException {
        try (RunDirectory run = prepare()) {
            Files.writeString(attempt().resolve("progress.json"), "{\"format\": \"something else\"}");
            assertThatThrownBy(live::look)
                    .isInstanceOf(DamagedRunException.class)
                    .hasMessageContaining(
                            "progress.json is not the progress of a training: format must be \"descent-progress/1\"");
            assertThat(run.path()).isNotNull();
        }
    }

    @Test
    void writeOfProgress_afterTheEnd_isRefusedAndLeavesNothing() throws IOException {
        RunDirectory run = prepare();
        run.write(RunLayout.MODEL, "model");
        run.publish();
        assertThatThrownBy(() -> run.write(progress("late"))).isInstanceOf(IllegalStateException.class);
        run.close();
        assertThat(folder.resolve("run").toFile().list())
                .containsExactlyInAnyOrder(RunLayout.MANIFEST, RunLayout.MODEL);
    }
}
