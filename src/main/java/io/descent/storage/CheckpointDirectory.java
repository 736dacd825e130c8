package io.descent.storage;

import io.descent.training.DataFingerprint;
import io.descent.training.TrainingState;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;

/**
 * The checkpoints of a run, each an immutable file whose name says after which iteration and in which epoch it was
 * written. Not safe for use by several threads at a time.
 */
public final class CheckpointDirectory {
    private static final Pattern NAME = Pattern.compile("(\\d{8,10})-(\\d{6,18})-[0-9a-f]{8}\\.checkpoint");

    private static final int TRIES = 3;

    private final Store store;
    private final Path directory;
    private final Epoch epoch;
    private final RunSettings settings;
    private final int keep;
    private final boolean continues;
    private final IfExists others;

    /** The files of this run that are there, the oldest first. */
    private final List<Path> kept = new ArrayList<>();
    /** What is of no use to this run, and goes as soon as it has a checkpoint of its own. */
    private final List<Path> useless = new ArrayList<>();

    /**
     * @param continues whether checkpoints that are there already are to be looked at
     * @param others what becomes of those of other settings or other data
     */
    CheckpointDirectory(
            Store store,
            Path directory,
            Epoch epoch,
            RunSettings settings,
            int keep,
            boolean continues,
            IfExists others) {
        this.store = store;
        this.directory = directory;
        this.epoch = epoch;
        this.settings = settings;
        this.keep = keep;
        this.continues = continues;
        this.others = others;
    }

    /**
     * The state to go on from: that of the latest checkpoint which is whole.
     *
     * @param data of this fit
     * @param warnings takes a sentence for each checkpoint that cannot be used
     * @throws CheckpointMismatchException if it is of other settings or other data, and must not be replaced
     */
    Optional<TrainingState> latest(Supplier<DataFingerprint> data, Consumer<String> warnings) throws IOException {
        if (!continues) {
            useless.addAll(files());
            return Optional.empty();
        }
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            try {
                return latestOf(files(), data, warnings);
            } catch (FileNotFoundException gone) {
                // a process that has been taken over has just written another, and removed this one
                kept.clear();
                useless.clear();
            }
        }
        throw new IOException("the checkpoints in " + directory + " are being removed by another process");
    }

    private Optional<TrainingState> latestOf(
            List<Path> found, Supplier<DataFingerprint> data, Consumer<String> warnings) throws FileNotFoundException {
        Optional<TrainingState> latest = Optional.empty();
        for (Path file : found) {
            Optional<Checkpoint> checkpoint = read(file, warnings);
            if (checkpoint.isEmpty()) {
                continue;
            }
            Optional<CheckpointMismatchException> mismatch = mismatch(file, checkpoint.get(), data);
            if (mismatch.isEmpty()) {
                kept.add(0, file);
                latest = latest.or(() -> Optional.of(checkpoint.get().state()));
            } else if (others == IfExists.REPLACE) {
                warnings.accept(mismatch.get().getMessage() + "; it is not used");
                useless.add(file);
            } else if (latest.isEmpty()) {
                throw mismatch.get();
            }
        }
        return latest;
    }

    /**
     * Writes a checkpoint; when this returns, it is there and reads as it was written.
     *
     * @throws TakenOverException if another process has taken the run over
     */
    void write(DataFingerprint data, TrainingState state) throws IOException {
        epoch.check();
        byte[] content = CheckpointFile.encode(new Checkpoint(settings.json(), data, epoch.number(), state));
        Path file = new Path(directory, name(state.iteration()));
        store.makeDirectories(directory);
        store.createIfAbsent(file, content);
        if (!store.digest(file).equals(Digest.of(content))) {
            store.delete(file);
            throw new IOException(file + " does not read as it was written");
        }
        kept.add(file);
        while (kept.size() > keep) {
            useless.add(kept.remove(0));
        }
        for (Path old : useless) {
            Failures.ignored(() -> store.delete(old)); // it would only take room
        }
        useless.clear();
    }

    /** True if there is a checkpoint to go on from. */
    boolean hasAny() throws IOException {
        return !kept.isEmpty() || (continues && !files().isEmpty());
    }

    /**
     * Removes the checkpoints of this run, and those that it could not use. Where their directory belongs to the run, it
     * is moved into the attempt's, to be deleted with that: to delete it in its place could come too late, and hit a
     * successor's.
     */
    void retire(Path attempt) throws IOException {
        if (directory.equals(new Path(attempt.getParent(), RunLayout.CHECKPOINTS))) {
            store.move(directory, new Path(attempt, RunLayout.CHECKPOINTS));
            return;
        }
        for (Path file : kept) {
            store.delete(file);
        }
        for (Path file : useless) {
            store.delete(file);
        }
        store.deleteIfEmpty(directory);
    }

    private Optional<Checkpoint> read(Path file, Consumer<String> warnings) throws FileNotFoundException {
        try {
            return Optional.of(CheckpointFile.decode(store.read(file)));
        } catch (FileNotFoundException gone) {
            throw gone;
        } catch (DamagedCheckpointException e) {
            warnings.accept("checkpoint " + file + " is damaged and not used: " + e.getMessage());
            useless.add(file);
            return Optional.empty();
        } catch (IOException e) {
            // such as a block of which no replica is whole, or can be reached just now: it stays
            warnings.accept("checkpoint " + file + " cannot be read and is not used: " + Failures.reason(e));
            return Optional.empty();
        }
    }

    private Optional<CheckpointMismatchException> mismatch(
            Path file, Checkpoint checkpoint, Supplier<DataFingerprint> data) {
        List<String> differences = settings.differencesFrom(new RunSettings(checkpoint.settings()));
        if (!differences.isEmpty()) {
            return Optional.of(CheckpointMismatchException.ofSettings(file, differences));
        }
        return data.get()
                .differenceFrom(checkpoint.data())
                .map(difference -> CheckpointMismatchException.ofData(file, difference));
    }

    /** The latest first. */
    private List<Path> files() throws IOException {
        List<String> names;
        try {
            names = store.list(directory);
        } catch (FileNotFoundException none) {
            return List.of();
        }
        return names.stream()
                .filter(name -> NAME.matcher(name).matches())
                .sorted(Comparator.comparingLong((String name) -> group(name, 1))
                        .thenComparingLong(name -> group(name, 2))
                        .reversed())
                .map(name -> new Path(directory, name))
                .toList();
    }

    private String name(int iteration) {
        return String.format(
                "%08d-%06d-%s.checkpoint", iteration, epoch.number(), epoch.id().substring(0, 8));
    }

    private static long group(String name, int number) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(name + " must be the name of a checkpoint");
        }
        return Long.parseLong(matcher.group(number));
    }
}
