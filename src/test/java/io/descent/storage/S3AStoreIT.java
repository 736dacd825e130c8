package io.descent.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.descent.training.DataFingerprint;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The same through the real S3A client, and what is its own there: lost answers, and writers that wake up. What a writer
 * can do whose directory was moved away is left out: there are no directories to move.
 */
class S3AStoreIT extends StoreContract {
    private static final RunSettings SETTINGS = new RunSettings("{}");

    /** 1 would be each, and take minutes. */
    private static final int STEP = Integer.getInteger("descent.s3.step", 47);

    private static final int PAINTERS_STEP = (STEP + 3) / 4;

    private static FakeS3 s3;
    private static Configuration configuration;

    private Path folder;
    private Path file;
    private Store store;
    /** As another process has it. */
    private Store another;

    @BeforeAll
    static void start() throws IOException {
        s3 = new FakeS3();
        configuration = new Configuration();
        s3.settings().forEach(configuration::set);
        try (FileSystem files = FileSystem.newInstance(folder("any").toUri(), configuration)) {
            // before Hadoop 3.4.2 S3A has no conditional writes
            Assumptions.assumeTrue(ObjectStore.suits(files, folder("any")));
        }
    }

    @AfterAll
    static void stop() throws IOException {
        FileSystem.get(folder("any").toUri(), configuration).close();
        s3.close();
    }

    @BeforeEach
    void open() throws IOException {
        folder = newFolder();
        file = new Path(folder, "file");
        store = store(folder);
        another = store(folder);
    }

    @Override
    boolean hasDirectories() {
        return false;
    }

    @Override
    int rounds() {
        return 4;
    }

    @Override
    Path newFolder() {
        return folder(UUID.randomUUID().toString());
    }

    private static Path folder(String name) {
        return new Path("s3a://" + FakeS3.BUCKET + "/" + name);
    }

    @Override
    Store store(Path folder) throws IOException {
        return Store.of(folder, configuration);
    }

    @Test
    void store_isThatOfObjects() {
        assertThat(store).isInstanceOf(ObjectStore.class);
    }

    @Test
    void createIfAbsent_answerLost_isNoOtherWriter() throws IOException {
        s3.next(puts(file), FakeS3.answerLost());

        store.createIfAbsent(file, bytes("mine"));

        assertThat(text(file)).isEqualTo("mine");
    }

    @Test
    void createIfAbsent_answerLostInAVacancysPlace_isNoOtherWriter() throws IOException {
        store.write(file, bytes("earlier"));
        store.move(file, new Path(folder, "moved"));
        s3.next(puts(file), FakeS3.refused(412, "PreconditionFailed")); // there is a vacancy: that is the true answer
        s3.next(puts(file), FakeS3.answerLost());

        store.createIfAbsent(file, bytes("mine"));

        assertThat(text(file)).isEqualTo("mine");
    }

    @Test
    void createIfAbsent_busyStore_isAskedAgain() throws IOException {
        s3.next(puts(file), FakeS3.refused(503, "SlowDown"));
        s3.next(puts(file), FakeS3.refused(500, "InternalError"));

        store.createIfAbsent(file, bytes("mine"));

        assertThat(text(file)).isEqualTo("mine");
    }

    @Test
    void createIfAbsent_conflictWithAWriteThatFailed_isAskedAgain() throws IOException {
        s3.next(puts(file), FakeS3.refused(409, "ConditionalRequestConflict"));

        store.createIfAbsent(file, bytes("mine"));

        assertThat(text(file)).isEqualTo("mine");
    }

    @Test
    void createIfAbsent_anotherWroteTheSameBytes_isRefused() {
        s3.next(puts(file), FakeS3.after(others(() -> another.createIfAbsent(file, bytes("same")))));

        assertThatThrownBy(() -> store.createIfAbsent(file, bytes("same")))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void move_leavesNothingThatCounts() throws IOException {
        Path to = new Path(folder, "to");
        store.write(file, bytes("content"));

        store.move(file, to);

        assertThat(text(to)).isEqualTo("content");
        assertThat(another.find(file)).isEmpty();
        assertThat(another.list(folder)).containsExactly("to");
        assertThatThrownBy(() -> another.read(file)).isInstanceOf(FileNotFoundException.class);
        assertThatThrownBy(() -> another.digest(file)).isInstanceOf(FileNotFoundException.class);
        assertThatThrownBy(() -> another.move(file, new Path(folder, "again")))
                .isInstanceOf(FileNotFoundException.class);
        another.createIfAbsent(file, bytes("new"));
        assertThat(text(file)).isEqualTo("new");
        assertThatThrownBy(() -> store.createIfAbsent(file, bytes("newer")))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void deleteIfEmpty_ofVacancies_leavesThem() throws IOException {
        Path below = new Path(folder, "below/file");
        store.write(below, bytes("content"));
        store.move(below, file);

        store.deleteIfEmpty(below.getParent());

        assertThat(store.list(below.getParent())).isEmpty();
    }

    @Test
    void move_ofWhatOthersHaveReplacedSince_leavesTheirs() throws IOException {
        store.write(file, bytes("earlier"));
        s3.next(puts(file), FakeS3.after(others(() -> another.replace(file, bytes("theirs")))));

        assertThatThrownBy(() -> store.move(file, new Path(folder, "to"))).isInstanceOf(FileNotFoundException.class);

        assertThat(text(file)).isEqualTo("theirs");
    }

    @Test
    void close_whileAnotherCreates_isTheEndOfThat() throws IOException {
        s3.next(puts(file), FakeS3.after(others(() -> another.close(file, true))));

        assertThatThrownBy(() -> store.createIfAbsent(file, bytes("late")))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> store.createIfAbsent(file, bytes("later")))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(store.find(file)).isEmpty();
        another.createIfAbsent(file, bytes("successor"));
        assertThat(text(file)).isEqualTo("successor");
    }

    @Test
    void close_ofAFile_leavesIt() throws IOException {
        store.write(file, bytes("content"));

        another.close(file, true);

        assertThat(text(file)).isEqualTo("content");
    }

    @Test
    void close_whereNobodyWas_leavesNothing() throws IOException {
        another.close(file, false);

        store.createIfAbsent(file, bytes("content"));
    }

    @Test
    void moveOfADirectory_leavesWhatOthersPutThereSince() throws IOException {
        Path below = new Path(folder, "one/a/b");
        Path late = new Path(folder, "one/late");
        store.write(below, bytes("content"));
        s3.next(
                request -> request.startsWith("DELETE " + key(below)),
                FakeS3.after(others(() -> another.write(late, bytes("late")))));

        store.move(new Path(folder, "one"), new Path(folder, "two"));

        assertThat(Tree.filesAt(store, folder, "one")).containsExactly("one/late");
        assertThat(Tree.filesAt(store, folder, "two")).containsExactly("two/a/b");
    }

    @Test
    void aRun_leavesNothingButItsFiles() throws IOException {
        publish(store, "one");

        assertThat(keysOfFiles()).containsExactly("manifest.json", "model.json", "pipeline/part-one", "training.json");
    }

    @Test
    void damagedObject_isRefused() throws IOException {
        publish(store, "one");
        Path model = new Path(folder, RunLayout.MODEL);
        s3.put(key(model), bytes("two"));

        assertThatThrownBy(() -> Run.open(store, folder))
                .isInstanceOf(DamagedRunException.class)
                .hasMessageContaining("model.json is damaged");
    }

    @Test
    void checkpoints_ofAProcessThatWasKilled_areGoneOnFromUntilTheRunIsPublished() throws IOException {
        Checkpoint checkpoint = SampleCheckpoints.of(3, 5);
        DataFingerprint data = checkpoint.data();
        RunSettings settings = new RunSettings(checkpoint.settings());
        CheckpointDirectory killed = checkpoints(RunDirectory.prepare(store, folder, IfExists.REFUSE, settings));
        killed.write(data, SampleCheckpoints.of(3, 5).state());
        killed.write(data, SampleCheckpoints.of(3, 9).state());
        String newest = s3.keys().stream()
                .filter(key -> key.startsWith(key(folder)) && key.contains("/00000008-"))
                .findFirst()
                .orElseThrow();
        byte[] damaged = s3.get(newest).clone();
        damaged[damaged.length / 2] ^= 1;
        s3.put(newest, damaged);
        List<String> warnings = new ArrayList<>();

        try (RunDirectory next = RunDirectory.prepare(another, folder, IfExists.REFUSE, settings)) {
            CheckpointDirectory checkpoints = checkpoints(next);
            assertThat(checkpoints
                            .latest(() -> data, warnings::add)
                            .orElseThrow()
                            .iteration())
                    .isEqualTo(4);
            assertThat(warnings).singleElement().asString().contains("is damaged and not used");
            s3.next(request -> request.contains(".checkpoint"), FakeS3.answerLost());
            checkpoints.write(data, SampleCheckpoints.of(3, 12).state());
            assertThatThrownBy(() -> killed.write(data, checkpoint.state())).isInstanceOf(TakenOverException.class);
            next.write(RunLayout.MODEL, "continued");
            next.publish();
        }

        assertThat(Run.open(store, folder).text(RunLayout.MODEL)).isEqualTo("continued");
        assertThat(keysOfFiles()).containsExactly("manifest.json", "model.json");
    }

    /** While the publication of a run waits for an answer, others come, and publish theirs; then it goes on. */
    @Test
    void publicationFrozenSomewhere_leavesTheRunOfTheSuccessor() throws IOException {
        frozen(false);
    }

    @Test
    void publicationOverAnEarlierRunFrozenSomewhere_leavesTheRunOfTheSuccessor() throws IOException {
        frozen(true);
    }

    private void frozen(boolean overEarlier) throws IOException {
        boolean reached = true;
        for (int request = 0; reached; request += STEP) {
            folder = newFolder();
            another = store(folder);
            if (overEarlier) {
                publish(another, "earlier");
            }
            RunDirectory frozen = prepared(store(folder), "frozen");
            int[] before = {request};
            boolean[] woken = {false};
            s3.next(any -> before[0]-- == 0, FakeS3.after(others(() -> {
                woken[0] = true;
                publish(another, "successor");
            })));
            try {
                frozen.publish();
            } catch (TakenOverException | OutputException | IOException stopped) {
                // or it had published before
            }
            frozen.close();
            s3.expectNothing();
            reached = woken[0];
            String expected = reached ? "successor" : "frozen";
            assertThat(Run.open(another, folder).text(RunLayout.MODEL))
                    .as("frozen at request " + request)
                    .isEqualTo(expected);
        }
    }

    /** While pictures are added to a run, another comes, and publishes in its place; then the first goes on. */
    @Test
    void picturesFrozenSomewhere_leaveTheRunOfTheSuccessor() throws IOException {
        boolean reached = true;
        for (int request = 0; reached; request += PAINTERS_STEP) {
            folder = newFolder();
            another = store(folder);
            publish(another, "earlier");
            RunPictures.add(Run.openToDraw(another, folder), picture("old"));
            Run run = Run.openToDraw(store(folder), folder);
            int[] before = {request};
            boolean[] woken = {false};
            s3.next(any -> before[0]-- == 0, FakeS3.after(others(() -> {
                woken[0] = true;
                publish(another, "successor");
            })));
            try {
                RunPictures.add(run, picture("new"));
            } catch (TakenOverException | OutputException | IOException stopped) {
                // or it was done before
            }
            s3.expectNothing();
            reached = woken[0];
            Run left = Run.open(another, folder);
            assertThat(left.text(RunLayout.MODEL))
                    .as("frozen at request " + request)
                    .isEqualTo(reached ? "successor" : "earlier");
            assertThat(left.picture(RunLayout.REPORT)).isEqualTo(reached ? Optional.empty() : Optional.of("new"));
        }
    }

    private static Map<String, byte[]> picture(String text) {
        return Map.of(RunLayout.REPORT, bytes(text));
    }

    /** What is not promised, at its worst: no condition tells two objects of the same bytes apart. */
    @Test
    void publicationOverARunOfTheSameBytesFrozen_canDamageTheSuccessors_whichIsRefused() throws IOException {
        publish(another, "same");
        RunDirectory frozen = prepared(store, "same");
        s3.next(puts(new Path(folder, RunLayout.MODEL)), FakeS3.after(others(() -> publish(another, "same"))));

        assertThatThrownBy(frozen::publish).isInstanceOf(TakenOverException.class);
        frozen.close();

        assertThatThrownBy(() -> Run.open(another, folder))
                .isInstanceOf(DamagedRunException.class)
                .hasMessageContaining("model.json is damaged: it is missing");
        publish(another, "anew");
        assertThat(Run.open(another, folder).text(RunLayout.MODEL)).isEqualTo("anew");
    }

    /** A successor that closes the name of the manifest, and gives up, must not be in the way of the next. */
    @Test
    void runTakenOverAndGivenUp_canBeWrittenByTheNext() throws IOException {
        prepared(store, "killed");
        prepared(another, "given up").close();

        publish(store(folder), "next");

        assertThat(Run.open(another, folder).text(RunLayout.MODEL)).isEqualTo("next");
    }

    private void publish(Store by, String text) throws IOException {
        try (RunDirectory run = prepared(by, text)) {
            run.publish();
        }
    }

    private RunDirectory prepared(Store by, String text) throws IOException {
        RunDirectory run = RunDirectory.prepare(by, folder, IfExists.REPLACE, SETTINGS);
        run.write(RunLayout.MODEL, text);
        run.write(RunLayout.TRAINING, "{\"by\":\"" + text + "\"}");
        by.write(
                new Path(run.attempt(RunLayout.PIPELINE), "part-" + text), bytes(text)); // as Spark's, unlike any other
        return run;
    }

    private static CheckpointDirectory checkpoints(RunDirectory run) {
        return run.checkpoints(Optional.empty(), 3, IfExists.REFUSE);
    }

    /** What the bucket really holds, but for markers of directories. */
    private List<String> keysOfFiles() {
        String prefix = key(folder) + "/";
        return s3.keys().stream()
                .filter(key -> key.startsWith(prefix) && !key.endsWith("/"))
                .map(key -> key.substring(prefix.length()))
                .toList();
    }

    private static Predicate<String> puts(Path file) {
        return request -> request.equals("PUT " + key(file));
    }

    private static String key(Path path) {
        return path.toUri().getPath().substring(1);
    }

    private static Runnable others(Failures.Action action) {
        return () -> {
            try {
                action.run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private String text(Path path) throws IOException {
        return new String(another.read(path), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
