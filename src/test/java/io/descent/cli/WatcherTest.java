package io.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.descent.cli.Watcher.Found;
import io.descent.storage.DamagedRunException;
import io.descent.storage.IfExists;
import io.descent.storage.LiveRun;
import io.descent.storage.LiveRun.State;
import io.descent.storage.LiveRun.View;
import io.descent.storage.Progress;
import io.descent.storage.RunDirectory;
import io.descent.storage.RunLayout;
import io.descent.storage.RunSettings;
import io.descent.training.ArrayFit;
import io.descent.training.IterationRecord;
import io.descent.training.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a watcher makes of what there is to see, a look at a time, by a clock of the test's own. */
class WatcherTest {
    private static final Configuration HADOOP = new Configuration(false);

    private View view = view(State.NOTHING, "", Optional.empty());
    private IOException failure; // or null
    private long now;
    private final List<Progress> shown = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private final Watcher watcher = new Watcher("runs/a", this::see, this::show, () -> now);

    private View see() throws IOException {
        if (failure != null) {
            throw failure;
        }
        return view;
    }

    private void show(View seen, Progress progress, Optional<String> remark) {
        shown.add(progress);
        remark.ifPresent(remarks::add);
    }

    private static View view(State state, String id, Optional<Progress> progress) {
        return new View(
                state,
                Optional.of(id).filter(text -> !text.isEmpty()),
                "process 1 on host",
                Optional.empty(),
                progress);
    }

    private void pass(double seconds) {
        now += (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    }

    private void assertEnds(ExitCode code, String words) {
        assertThatThrownBy(watcher::look)
                .isInstanceOfSatisfying(
                        CommandException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(words);
    }

    @Test
    void look_nothing_isNoInput() {
        assertEnds(ExitCode.NO_INPUT, "there is no run in runs/a, and none is being written there");
    }

    @Test
    void look_underWayUntilComplete_isComplete() throws IOException {
        view = view(State.UNDER_WAY, "a", Optional.empty());
        assertThat(watcher.look()).isEqualTo(Found.UNDER_WAY);
        view = view(State.UNDER_WAY, "a", Optional.of(Histories.reading(1)));
        assertThat(watcher.look()).isEqualTo(Found.UNDER_WAY);
        view = view(State.COMPLETE, "a", Optional.empty());
        assertThat(watcher.look()).isEqualTo(Found.COMPLETE);

        assertThat(shown).extracting(Progress::phase).containsExactly("starting", "reading data.csv");
        assertThat(remarks).isEmpty();
    }

    @Test
    void look_givenUp_isSaid() throws IOException {
        view = view(State.UNDER_WAY, "a", Optional.empty());
        watcher.look();
        view = view(State.NOTHING, "", Optional.empty());
        assertEnds(ExitCode.NO_INPUT, "was given up, such as one that diverges is; then its report.html tells more");
    }

    @Test
    void look_givenUpOverAnEarlierRun_isSaid() throws IOException {
        view = view(State.UNDER_WAY, "a", Optional.empty());
        watcher.look();
        view = view(State.COMPLETE, "earlier", Optional.empty());
        assertEnds(ExitCode.NO_INPUT, "the run there is an earlier one");
    }

    @Test
    void look_interruptedForAMoment_isNoEnd() throws IOException {
        view = view(State.INTERRUPTED, "a", Optional.empty());
        watcher.look();
        watcher.look();
        view = view(State.UNDER_WAY, "b", Optional.empty());
        assertThat(watcher.look()).isEqualTo(Found.UNDER_WAY);
    }

    @Test
    void look_interrupted_canBeResumed() throws IOException {
        view = view(State.INTERRUPTED, "a", Optional.empty());
        for (int k = 1; k < 5; k++) {
            watcher.look();
        }
        assertEnds(ExitCode.TRY_AGAIN, "was interrupted; continue it from its last checkpoint: descent resume runs/a");
    }

    @Test
    void look_silent_isSaidAndWatchingGoesOn() throws IOException {
        view = view(State.UNDER_WAY, "a", Optional.of(Histories.progress(1, 2, 1)));
        watcher.look();
        pass(30);
        watcher.look();
        assertThat(remarks).isEmpty();
        pass(1);
        watcher.look();
        assertThat(remarks)
                .containsExactly(
                        "no sign of life for 31 s from process 1 on host: it may have been killed, or cut off");

        view = view(State.UNDER_WAY, "a", Optional.of(Histories.progress(2, 2, 1)));
        watcher.look();
        assertThat(remarks).hasSize(1);
    }

    @Test
    void look_slowWriter_hasMoreTime() throws IOException {
        Progress slow = Histories.progress(1, 1);
        view = view(
                State.UNDER_WAY,
                "a",
                Optional.of(new Progress(
                        1,
                        slow.began(),
                        60,
                        slow.phase(),
                        slow.start(),
                        slow.parameters(),
                        slow.passes(),
                        1,
                        slow.history())));
        watcher.look();
        pass(600);
        watcher.look();
        assertThat(remarks).isEmpty();
    }

    @Test
    void look_failuresNowAndThen_areOvercome() throws IOException {
        view = view(State.UNDER_WAY, "a", Optional.empty());
        watcher.look();
        failure = new IOException("connection reset");
        for (int k = 1; k < 5; k++) {
            assertThat(watcher.look()).isEqualTo(Found.UNDER_WAY);
        }
        failure = null;
        watcher.look();
        failure = new IOException("connection reset");
        for (int k = 1; k < 5; k++) {
            watcher.look();
        }
        assertThatThrownBy(watcher::look).isSameAs(failure);
    }

    @Test
    void look_failureAtOnce_isTheEnd() {
        failure = new IOException("permission denied");
        assertThatThrownBy(watcher::look).isSameAs(failure);
    }

    /** A descent in this thread, a look after each of its iterations. */
    @Test
    void look_aTrainingStepByStep_showsEachIteration(@TempDir Path folder) throws IOException {
        org.apache.hadoop.fs.Path directory =
                new org.apache.hadoop.fs.Path(folder.resolve("run").toUri());
        LiveRun live = LiveRun.in(directory, HADOOP);
        Watcher real = new Watcher("run", live::look, this::show, () -> now);
        double[][] x = {{1, 2}, {2, 1}, {3, 5}, {4, 4}, {5, 9}};
        double[] y = {1, 2, 2, 5, 3};
        List<IterationRecord> done = new ArrayList<>();
        try (RunDirectory run = RunDirectory.prepare(directory, IfExists.REFUSE, new RunSettings("{}"), HADOOP)) {
            ProgressReporter reporter = new ProgressReporter(run::write, () -> now, start -> 3);
            reporter.started(Histories.START);
            new ArrayFit(x, y)
                    .listeners(reporter, new TrainingListener() {
                        @Override
                        public void iterationEnded(IterationRecord record) {
                            done.add(record);
                            reporter.write();
                            assertThat(looked(real)).isEqualTo(Found.UNDER_WAY);
                            assertThat(shown.get(shown.size() - 1).history()).isEqualTo(done);
                        }
                    })
                    .fit();
            run.write(RunLayout.MODEL, "model");
            run.publish();
        }
        assertThat(done).hasSizeGreaterThan(2);
        assertThat(shown).hasSameSizeAs(done);
        assertThat(real.look()).isEqualTo(Found.COMPLETE);
    }

    private static Found looked(Watcher watcher) {
        try {
            return watcher.look();
        } catch (IOException | DamagedRunException e) {
            throw new AssertionError(e);
        }
    }
}
