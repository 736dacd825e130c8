package io.descent.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.Path;

/**
 * A run's directory while the run is written. Whoever prepares it holds an {@link Epoch}, and ends that of anybody who
 * was at work there before. Files go to an attempt directory inside it; {@link #publish} moves them up, the manifest
 * last, so that a reader sees a complete run or none. Until then an earlier run in the same place stays as it is, and
 * {@link #abandon} leaves nothing behind but checkpoints.
 */
public final class RunDirectory implements AutoCloseable {
    private final Store store;
    private final Path asked; // as it was given, for messages
    private final Path directory;
    private final IfExists ifExists;
    private final RunSettings settings;
    private final Epoch epoch;
    private final Path attempt;
    private final Publication publication;
    /** The directories that had to be made, the innermost first. */
    private final List<Path> made;
    /** What was written here, by name. */
    private final Map<String, Digest> written = new HashMap<>();

    private CheckpointDirectory checkpoints;
    /** Whether the checkpoints that are there are those of this run, which was interrupted. */
    private boolean continues;

    private boolean ended;
    private boolean published;
    private boolean resumable;

    private RunDirectory(
            Store store, Path asked, IfExists ifExists, RunSettings settings, Epoch epoch, List<Path> made) {
        this.store = store;
        this.asked = asked;
        this.directory = store.qualified(asked);
        this.ifExists = ifExists;
        this.settings = settings;
        this.epoch = epoch;
        this.attempt = epoch.attempt();
        this.publication = new Publication(store, directory, epoch);
        this.made = made;
        this.checkpoints = ownCheckpoints(1, ifExists);
    }

    /**
     * Makes sure that a run can be written to {@code directory}, and takes the right to do so. A run that was
     * interrupted there with the same settings is continued, one with other settings stays unless it may be replaced.
     *
     * @throws OutputException if something is there that must not be replaced, or if the directory cannot be made
     * @throws TakenOverException if another took the right at the same time
     */
    public static RunDirectory prepare(
            Path directory, IfExists ifExists, RunSettings settings, Configuration configuration) {
        try {
            Store store = Store.of(directory, configuration);
            return prepare(store, directory, ifExists, settings);
        } catch (IOException | InvalidPathException | FSError e) {
            throw new OutputException("output " + directory + " cannot be made: " + Failures.reason(e), e);
        }
    }

    static RunDirectory prepare(Store store, Path asked, IfExists ifExists, RunSettings settings) throws IOException {
        Path directory = store.qualified(asked);
        Occupant occupant = Occupant.of(store, directory);
        refuse(occupant, asked, ifExists);
        isContinuation(unfinished(store, directory, occupant), asked, ifExists, settings);
        List<Path> made = Directories.missing(store, directory);
        Epoch epoch = claim(store, directory, settings, made);
        RunDirectory run = new RunDirectory(store, asked, ifExists, settings, epoch, made);
        run.begin();
        return run;
    }

    /**
     * A complete run, its files checked against its manifest.
     *
     * @throws NoRunException if there is none
     * @throws DamagedRunException if a file is missing or is not as it was written
     * @throws IOException if it cannot be read
     */
    public static Run open(Path directory, Configuration configuration) throws IOException {
        return Run.open(directory, configuration);
    }

    /**
     * A complete run as {@link #open} finds it, but whatever its pictures are like; for {@link RunPictures}.
     *
     * @throws NoRunException if there is none
     * @throws DamagedRunException if a file that is no picture is missing or is not as it was written
     * @throws IOException if it cannot be read
     */
    public static Run openToDraw(Path directory, Configuration configuration) throws IOException {
        return Run.openToDraw(directory, configuration);
    }

    /** What a run was told that goes on in {@code directory}, or was interrupted; empty if there is none. */
    public static Optional<RunSettings> unfinished(Path directory, Configuration configuration) throws IOException {
        Store store = Store.of(directory, configuration);
        Path qualified = store.qualified(directory);
        Occupant occupant = Occupant.of(store, qualified);
        return unfinished(store, qualified, occupant).map(EpochRecord::settings);
    }

    /**
     * True if the run that is complete in {@code directory} was published by a process with these settings that did not
     * come to its own end: the run is what another with these settings would make. Clears away what that left.
     */
    public static boolean wasJustFinished(Path directory, RunSettings settings, Configuration configuration) {
        try {
            Store store = Store.of(directory, configuration);
            return wasJustFinished(store, store.qualified(directory), settings);
        } catch (IOException | InvalidPathException | FSError e) {
            return false; // whoever prepares it finds the words for it
        }
    }

    private static boolean wasJustFinished(Store store, Path directory, RunSettings settings) throws IOException {
        Occupant occupant = Occupant.of(store, directory);
        if (occupant.kind() != Occupant.Kind.RUN) {
            return false;
        }
        Optional<EpochRecord> publisher = Epoch.latest(store, directory)
                .filter(occupant::isPublishedBy)
                .filter(record -> settings.differencesFrom(record.settings()).isEmpty());
        publisher.ifPresent(record -> Failures.ignored(() -> new Epoch(store, directory, record).releaseAll()));
        return publisher.isPresent();
    }

    /** Where the run will be. */
    public Path path() {
        return directory;
    }

    /** Where others, such as Spark, write a file or a directory of the run before {@link #publish}. */
    public Path attempt(String name) {
        return new Path(attempt, name);
    }

    /**
     * The checkpoints of the run.
     *
     * @param path their directory; empty for one inside the run's directory
     * @param keep how many of the latest are kept; &ge; 1
     * @param others what becomes of checkpoints of other settings or other data
     * @throws OutputException if there can be no such directory
     */
    public synchronized CheckpointDirectory checkpoints(Optional<Path> path, int keep, IfExists others) {
        checkpoints = path.isPresent() ? checkpointsAt(path.get(), keep, others) : ownCheckpoints(keep, others);
        return checkpoints;
    }

    private CheckpointDirectory ownCheckpoints(int keep, IfExists others) {
        Path place = new Path(directory, RunLayout.CHECKPOINTS);
        return new CheckpointDirectory(store, place, epoch, settings, keep, continues, others);
    }

    /** Where other runs can have theirs too, perhaps on another file system. */
    private CheckpointDirectory checkpointsAt(Path path, int keep, IfExists others) {
        try {
            Store there = store.at(path);
            Path place = there.qualified(path);
            Directories.missing(there, place);
            return new CheckpointDirectory(there, place, epoch, settings, keep, true, others);
        } catch (IOException | InvalidPathException | FSError e) {
            throw new OutputException("checkpoint.path " + path + " cannot be made: " + Failures.reason(e), e);
        }
    }

    /** Writes a text of the run, in UTF-8; else as {@link #write(String, byte[])}. */
    public void write(String name, String text) throws IOException {
        write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes a file of the run.
     *
     * @param name of the file, one of those of {@link RunLayout}; not yet written, and not the manifest's
     * @throws IOException if it cannot be written; all that was written has then been removed
     */
    public synchronized void write(String name, byte[] content) throws IOException {
        requireOpen();
        if (!RunLayout.FILES.contains(name) || written.containsKey(name)) {
            throw new IllegalArgumentException(
                    "the name of a file must be free, and one of " + RunLayout.FILES + ", but is " + name);
        }
        boolean done = false;
        try {
            Failures.translated(() -> store.write(attempt(name), content));
            written.put(name, Digest.of(content));
            done = true;
        } catch (IOException e) {
            throw lostOr(e);
        } finally {
            if (!done) {
                abandon();
            }
        }
    }

    /**
     * Writes how far this is, for {@link LiveRun}; nothing depends on it, and a failure is none of the run's. Can be
     * called from another thread: not while something else of this goes on, and not after the end.
     *
     * @throws TakenOverException if another process has taken the run over
     * @throws IOException if it cannot be written
     */
    public synchronized void write(Progress progress) throws IOException {
        requireOpen();
        byte[] json = ProgressParser.toJson(progress).getBytes(StandardCharsets.UTF_8);
        Failures.translated(() -> {
            epoch.check(); // some file systems would make the directory anew that a successor has moved away
            store.replace(attempt(RunLayout.PROGRESS), json);
        });
    }

    /**
     * Makes everything that was written a complete run, in place of an earlier one where that was asked for. The
     * checkpoints, which nobody needs any more, are removed.
     *
     * @return what the run consists of
     * @throws OutputException if another run was published there in the meantime
     * @throws TakenOverException if another process has taken the run over
     * @throws IOException if something cannot be written, or does not read as it was written; an earlier run is then in
     *     its place again
     */
    public synchronized Manifest publish() throws IOException {
        requireOpen();
        boolean done = false;
        try {
            Manifest manifest = new Manifest(survey(), Optional.of(epoch.id()));
            Failures.translated(() -> publish(manifest));
            done = true;
            return manifest;
        } catch (IOException e) {
            throw lostOr(e);
        } finally {
            if (done) {
                ended = true;
                published = true;
                tidy();
            } else {
                abandon();
            }
        }
    }

    private void publish(Manifest manifest) throws IOException {
        byte[] json = ManifestParser.toJson(manifest).getBytes(StandardCharsets.UTF_8);
        store.write(attempt(RunLayout.MANIFEST), json);
        if (!store.holds(attempt(RunLayout.MANIFEST), json)) {
            throw new IOException(attempt(RunLayout.MANIFEST) + " does not read as it was written");
        }
        epoch.check();
        if (ifExists == IfExists.REPLACE) {
            publication.setAsideEarlier();
        }
        publication.place(manifest);
        publication.commit(manifest);
    }

    /** Removes what a complete run does not need, but for the epochs: they tell that the run is this one's. */
    private void tidy() {
        Failures.ignored(() -> checkpoints.retire(attempt));
        Failures.ignored(() -> store.delete(attempt));
        Failures.ignored(this::deleteTemporaries);
    }

    private void deleteTemporaries() throws IOException {
        for (String name : store.list(directory)) {
            if (RunLayout.isTemporary(name)) {
                store.delete(new Path(directory, name));
            }
        }
    }

    /**
     * Gives up. What this wrote is removed, unless it was published; checkpoints stay, so that the run can be continued.
     * Can be called again, and does nothing then.
     */
    public synchronized void abandon() {
        end(false);
    }

    /** As {@link #abandon}, and the checkpoints go too: to continue from them would lead to the same failure again. */
    public synchronized void discard() {
        end(true);
    }

    /**
     * As {@link #discard}, but leaves a picture of what went wrong, where no earlier run is in its way.
     *
     * @param name one of {@link RunLayout#PICTURES}
     * @return true if the picture is there
     */
    public synchronized boolean discardBut(String name, byte[] picture) {
        boolean[] left = {false};
        end(true, () -> {
            if (!store.exists(new Path(directory, RunLayout.MANIFEST))) {
                store.write(attempt(name), picture);
                store.moveIfAbsent(attempt(name), new Path(directory, name), epoch::check); // not by a late write
                left[0] = true;
            }
        });
        return left[0];
    }

    /** After {@link #publish} gives the right to write back; else as {@link #abandon}. */
    @Override
    public synchronized void close() {
        abandon();
        if (published) {
            published = false;
            Failures.ignored(epoch::releaseAll);
        }
    }

    /**
     * Makes sure that this process still has the right to write.
     *
     * @throws TakenOverException if another has taken it
     */
    public void check() throws IOException {
        Failures.translated(epoch::check);
    }

    /** True if this was abandoned, and a run with the same settings would go on from a checkpoint. */
    public synchronized boolean canBeContinued() {
        return resumable;
    }

    private void end(boolean withCheckpoints) {
        end(withCheckpoints, () -> {});
    }

    /**
     * @param last what is done when what was begun is taken back, while there is the right to write
     */
    private void end(boolean withCheckpoints, Failures.Action last) {
        if (ended) {
            return;
        }
        ended = true;
        try {
            epoch.checkLatest();
            if (store.exists(attempt)) {
                clearUp(withCheckpoints, last);
            }
        } catch (TakenOverException e) {
            Failures.ignored(publication::deleteOwn);
            return;
        } catch (IOException | RuntimeException e) {
            return; // in a state that only the next to come can put in order
        }
        if (withCheckpoints) {
            Failures.ignored(epoch::releaseAll);
        } else if (hasCheckpoints()) {
            resumable = true;
        } else {
            Failures.ignored(epoch::release);
        }
        Failures.ignored(this::deleteTemporaries);
        for (Path each : made) {
            // not what others put there since
            Failures.ignored(() -> store.deleteIfEmpty(each));
        }
    }

    private void clearUp(boolean withCheckpoints, Failures.Action last) throws IOException {
        // once more, since it may be this that failed: an earlier run may still lie in another's attempt
        Failures.translated(publication::fence);
        Failures.translated(publication::rollBack);
        if (withCheckpoints) {
            Failures.ignored(() -> checkpoints.retire(attempt));
        }
        Failures.ignored(last);
        Failures.translated(() -> store.delete(attempt));
    }

    private boolean hasCheckpoints() {
        try {
            return checkpoints.hasAny();
        } catch (IOException | FSError unknown) {
            return true;
        }
    }

    private void begin() throws IOException {
        boolean done = false;
        try {
            store.makeDirectory(attempt);
            epoch.checkAll();
            publication.fence();
            publication.rollBack();
            // meanwhile a run may have come to its end, or another may have begun and been interrupted
            Occupant occupant = Occupant.of(store, directory);
            refuse(occupant, asked, ifExists);
            continues = isContinuation(unpublished(epoch.predecessor(), occupant), asked, ifExists, settings);
            checkpoints = ownCheckpoints(1, ifExists);
            if (ifExists == IfExists.REPLACE) {
                publication.makeRoom();
            }
            epoch.check();
            done = true;
        } finally {
            if (!done) {
                abandon();
            }
        }
    }

    private static Epoch claim(Store store, Path directory, RunSettings settings, List<Path> made) throws IOException {
        boolean done = false;
        try {
            store.makeDirectories(directory);
            Epoch epoch = Epoch.claim(store, directory, settings);
            done = true;
            return epoch;
        } finally {
            if (!done) {
                made.forEach(each -> Failures.ignored(() -> store.deleteIfEmpty(each)));
            }
        }
    }

    private static void refuse(Occupant occupant, Path asked, IfExists ifExists) {
        occupant.refusal(ifExists).ifPresent(reason -> {
            throw new OutputException("output " + asked + " " + reason);
        });
    }

    /** The latest to claim the directory, if the run that it claimed it for is not the one that is complete there. */
    private static Optional<EpochRecord> unfinished(Store store, Path directory, Occupant occupant) throws IOException {
        return switch (occupant.kind()) {
            case NOTHING, FILE, STRANGER -> Optional.empty();
            case UNFINISHED_RUN, RUN -> unpublished(Epoch.latest(store, directory), occupant);
        };
    }

    private static Optional<EpochRecord> unpublished(Optional<EpochRecord> claimed, Occupant occupant) {
        return claimed.filter(record -> !occupant.isPublishedBy(record));
    }

    /**
     * True if a run that was interrupted had the same settings.
     *
     * @throws OutputException if it had others, and must not be replaced
     */
    private static boolean isContinuation(
            Optional<EpochRecord> unfinished, Path asked, IfExists ifExists, RunSettings settings) {
        List<String> differences = unfinished
                .map(before -> settings.differencesFrom(before.settings()))
                .orElse(List.of());
        if (!differences.isEmpty() && ifExists == IfExists.REFUSE) {
            throw new OutputException("output " + asked + " holds an interrupted run with other settings ("
                    + String.join("; ", differences) + "); set output.overwrite = true or choose another");
        }
        return unfinished.isPresent() && differences.isEmpty();
    }

    /** Reads every file of the attempt again; what was written here must read as it was written. */
    private List<Manifest.Entry> survey() throws IOException {
        List<Manifest.Entry> entries = new ArrayList<>();
        for (String name : store.list(attempt)) {
            if (Publication.isWork(name)) {
                continue;
            }
            for (String path : Tree.filesAt(store, attempt, name)) {
                Digest digest = store.digest(attempt(path));
                entries.add(new Manifest.Entry(path, digest.length(), digest.sha256()));
                if (written.containsKey(path) && !written.remove(path).equals(digest)) {
                    throw new IOException(attempt(path) + " does not read as it was written");
                }
            }
        }
        if (!written.isEmpty()) {
            throw new IOException(attempt + " must hold " + written.keySet() + ", but does not");
        }
        return entries;
    }

    /**
     * A failure in other words, where its cause is that somebody else was at work here.
     *
     * @throws TakenOverException if it is that another process has taken the run over
     */
    private IOException lostOr(IOException e) throws IOException {
        epoch.check();
        if (e instanceof FileAlreadyExistsException) {
            throw new OutputException("output " + asked + " was written by another run in the meantime", e);
        }
        return e instanceof FileNotFoundException ? new IOException(e.getMessage(), e) : e;
    }

    private void requireOpen() {
        if (ended) {
            throw new IllegalStateException(
                    "the run in " + directory + " must be open, but was published or abandoned");
        }
    }
}
