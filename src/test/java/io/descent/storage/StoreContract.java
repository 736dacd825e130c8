package io.descent.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link Store} promises, on a real file system. */
abstract class StoreContract {
    private static final int WRITERS = 8;
    private static final RunSettings SETTINGS = new RunSettings("{}");

    private Store store;
    private Path folder;

    /** A directory that does not exist yet. */
    abstract Path newFolder();

    abstract Store store(Path folder) throws IOException;

    /** False where directories are but a part of names. */
    boolean hasDirectories() {
        return true;
    }

    int rounds() {
        return 30;
    }

    @BeforeEach
    void makeFolder() throws IOException {
        folder = newFolder();
        store = store(folder);
        folder = store.qualified(folder);
        store.makeDirectories(folder);
    }

    @Test
    void createIfAbsent_manyAtOnce_oneWins() throws Exception {
        for (int round = 0; round < rounds(); round++) {
            Path file = new Path(folder, "round" + round);

            List<String> winners = race(name -> store.createIfAbsent(file, bytes(name)));

            assertThat(winners).hasSize(1);
            assertThat(text(file)).isEqualTo(winners.get(0));
        }
        assertThat(store.list(folder)).as("nothing temporary").hasSize(rounds());
    }

    @Test
    void moveIfAbsent_manyAtOnce_oneWins() throws Exception {
        for (int round = 0; round < rounds(); round++) {
            Path to = new Path(folder, "round" + round);
            for (int writer = 0; writer < WRITERS; writer++) {
                store.write(new Path(folder, "writer" + writer), bytes("writer" + writer));
            }

            List<String> winners = race(name -> store.moveIfAbsent(new Path(folder, name), to));

            assertThat(winners).hasSize(1);
            assertThat(text(to)).isEqualTo(winners.get(0));
            assertThat(store.exists(new Path(folder, winners.get(0)))).isFalse();
            for (int writer = 0; writer < WRITERS; writer++) {
                store.delete(new Path(folder, "writer" + writer));
            }
        }
    }

    @Test
    void replace_whileOthersRead_isSeenWhole() throws Exception {
        Path file = new Path(folder, "pointer");
        store.replace(file, bytes("0".repeat(1000)));
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService reader = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> reads = reader.submit(() -> {
                int count = 0;
                for (; !done.get(); count++) {
                    assertThat(text(file)).matches("(.)\\1{999}");
                }
                return count;
            });
            for (int k = 0; k < 5 * rounds(); k++) {
                store.replace(file, bytes(String.valueOf(k % 10).repeat(1000)));
            }
            done.set(true);
            assertThat(reads.get()).isPositive();
        } finally {
            reader.shutdownNow();
        }
    }

    @Test
    void moveOver_whileOthersRead_isSeenWhole() throws Exception {
        Path file = new Path(folder, "pointer");
        store.replace(file, bytes("0".repeat(1000)));
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService reader = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> reads = reader.submit(() -> {
                int count = 0;
                for (; !done.get(); count++) {
                    assertThat(text(file)).matches("(.)\\1{999}");
                }
                return count;
            });
            for (int k = 0; k < 2 * rounds(); k++) {
                Path next = new Path(folder, "next");
                store.write(next, bytes(String.valueOf(k % 10).repeat(1000)));
                store.moveOver(next, file);
                assertThat(store.exists(next)).isFalse();
            }
            done.set(true);
            assertThat(reads.get()).isPositive();
        } finally {
            reader.shutdownNow();
        }
    }

    @Test
    void moveOver_otherThanExpected_leavesBoth() throws IOException {
        Path one = file("one/file");
        Path two = file("two/file");

        assertThatThrownBy(() -> store.moveOver(one, two, bytes("three"), () -> {}))
                .isInstanceOf(IOException.class);
        assertThat(text(one)).isEqualTo("one/file");
        assertThat(text(two)).isEqualTo("two/file");

        store.moveOver(one, two, bytes("two/file"), () -> {});
        assertThat(text(two)).isEqualTo("one/file");
        assertThat(store.exists(one)).isFalse();
    }

    @Test
    void picturesOfARun_areAddedAndReplaced() throws IOException {
        Path run = new Path(folder, "run");
        try (RunDirectory output = RunDirectory.prepare(store, run, IfExists.REPLACE, SETTINGS)) {
            output.write(RunLayout.MODEL, "model");
            output.publish();
        }
        for (String text : List.of("one", "two")) {
            RunPictures.add(Run.openToDraw(store, run), Map.of(RunLayout.REPORT, bytes(text)));

            assertThat(Run.open(store, run).text(RunLayout.REPORT)).isEqualTo(text);
            assertThat(store.list(run)).containsExactly("manifest.json", "model.json", "report.html");
        }
    }

    @Test
    void progressOfARun_isSeenWhileItGoesOn_andIsNoPartOfIt() throws IOException {
        Path run = new Path(folder, "run");
        LiveRun live = new LiveRun(store, run);
        assertThat(live.look().state()).isEqualTo(LiveRun.State.NOTHING);
        try (RunDirectory output = RunDirectory.prepare(store, run, IfExists.REPLACE, SETTINGS)) {
            for (String phase : List.of("reading", "descent")) {
                Progress progress = new Progress(
                        1, Instant.EPOCH, 1, phase, Optional.empty(), OptionalInt.empty(), 0, 1, List.of());
                output.write(progress);
                assertThat(live.look().state()).isEqualTo(LiveRun.State.UNDER_WAY);
                assertThat(live.look().progress()).contains(progress);
            }
            output.write(RunLayout.MODEL, "model");
            output.publish();
        }
        assertThat(live.look().state()).isEqualTo(LiveRun.State.COMPLETE);
        assertThat(store.list(run)).containsExactly("manifest.json", "model.json");
    }

    @Test
    void moveIfAbsent_ontoSomething_leavesBoth() throws IOException {
        Path one = file("one/file");
        Path two = file("two/file");

        assertThatThrownBy(() -> store.moveIfAbsent(one, two)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(text(one)).isEqualTo("one/file");
        assertThat(text(two)).isEqualTo("two/file");

        assertThatThrownBy(() -> store.moveIfAbsent(one.getParent(), two.getParent()))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(store.list(two.getParent())).containsExactly("file");
        assertThat(text(two)).isEqualTo("two/file");
    }

    @Test
    void moveIfAbsent_directory_takesAllBelow() throws IOException {
        file("one/a/b");
        file("one/c");

        store.moveIfAbsent(new Path(folder, "one"), new Path(folder, "two"));

        assertThat(Tree.filesAt(store, folder, "two")).containsExactly("two/a/b", "two/c");
        assertThat(store.exists(new Path(folder, "one"))).isFalse();
    }

    /** What ends the right of a writer whose directory was moved away. */
    @Test
    void writerWhoseDirectoryIsGone_canDoNothing() throws IOException {
        assumeTrue(hasDirectories());
        Path mine = file("mine/file");
        store.moveIfAbsent(mine.getParent(), new Path(folder, "taken"));
        Path shared = file("shared");

        assertThatThrownBy(() -> store.moveIfAbsent(mine, new Path(folder, "place")))
                .isInstanceOf(FileNotFoundException.class);
        assertThatThrownBy(() -> store.moveOver(mine, shared)).isInstanceOf(FileNotFoundException.class);
        assertThatThrownBy(() -> store.moveIfAbsent(shared, mine)).isInstanceOf(FileNotFoundException.class);
        assertThatThrownBy(() -> store.write(mine, bytes("late"))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> store.makeDirectory(new Path(mine.getParent(), "directory")))
                .isInstanceOf(FileNotFoundException.class);
        assertThat(store.list(folder)).containsExactly("shared", "taken");
        assertThat(text(shared)).isEqualTo("shared");
    }

    @Test
    void absent_isSaid() throws IOException {
        Path none = new Path(folder, "none");

        assertThat(store.find(none)).isEmpty();
        assertThatThrownBy(() -> store.read(none)).isInstanceOf(FileNotFoundException.class);
        assertThatThrownBy(() -> store.digest(none)).isInstanceOf(FileNotFoundException.class);
        assertThatThrownBy(() -> store.list(none)).isInstanceOf(FileNotFoundException.class);
        assertThatThrownBy(() -> store.moveIfAbsent(none, new Path(folder, "other")))
                .isInstanceOf(FileNotFoundException.class);
        store.delete(none);
        store.deleteIfEmpty(none);
    }

    @Test
    void deleteIfEmpty_leavesWhatIsNotEmpty() throws IOException {
        Path file = file("one/file");

        store.deleteIfEmpty(file.getParent());
        assertThat(store.exists(file)).isTrue();
        store.delete(file);
        store.makeDirectories(file.getParent());
        store.deleteIfEmpty(file.getParent());
        assertThat(store.exists(file.getParent())).isFalse();
    }

    @Test
    void frozenWriter_wakesUpAfterItsSuccessorHasPublished_andChangesNothing() throws IOException {
        Path run = new Path(folder, "run");
        RunDirectory frozen = RunDirectory.prepare(store, run, IfExists.REPLACE, SETTINGS);
        frozen.write(RunLayout.MODEL, "frozen");
        try (RunDirectory successor = RunDirectory.prepare(store, run, IfExists.REPLACE, SETTINGS)) {
            successor.write(RunLayout.MODEL, "successor");
            successor.publish();
        }

        assertThatThrownBy(frozen::publish).isInstanceOf(TakenOverException.class);
        frozen.close();

        assertThat(Run.open(store, run).text(RunLayout.MODEL)).isEqualTo("successor");
        assertThat(store.list(run)).containsExactly("manifest.json", "model.json");
    }

    @Test
    void publish_overAnEarlierRun_replacesIt() throws IOException {
        Path run = new Path(folder, "run");
        for (String text : List.of("one", "two")) {
            try (RunDirectory output = RunDirectory.prepare(store, run, IfExists.REPLACE, SETTINGS)) {
                output.write(RunLayout.MODEL, text);
                output.write(RunLayout.TRAINING, "{}");
                output.publish();
            }
            assertThat(Run.open(store, run).text(RunLayout.MODEL)).isEqualTo(text);
        }
        assertThat(store.list(run)).containsExactly("manifest.json", "model.json", "training.json");
    }

    /** The names of those who succeed. */
    private static List<String> race(Attempt attempt) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try {
            CyclicBarrier start = new CyclicBarrier(WRITERS);
            List<Callable<String>> racers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                String name = "writer" + writer;
                racers.add(() -> {
                    start.await();
                    try {
                        attempt.by(name);
                        return name;
                    } catch (FileAlreadyExistsException lost) {
                        return "";
                    }
                });
            }
            List<String> winners = new ArrayList<>();
            for (Future<String> racer : threads.invokeAll(racers)) {
                winners.add(racer.get());
            }
            winners.removeIf(String::isEmpty);
            return winners;
        } finally {
            threads.shutdownNow();
        }
    }

    private interface Attempt {
        void by(String name) throws IOException;
    }

    /** A file whose text is its path. */
    private Path file(String path) throws IOException {
        Path file = new Path(folder, path);
        store.makeDirectories(file.getParent());
        store.write(file, bytes(path));
        return file;
    }

    private String text(Path file) throws IOException {
        return new String(store.read(file), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
