package io.descent.storage;

import io.descent.storage.EpochRecord.Purpose;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.Path;

/**
 * The right to write in a run's directory. Epochs are numbered; each is a file that is created if it is absent, so that
 * it has one holder, and whoever holds the highest holds the right. A new holder takes the right from the one before
 * without asking: that one may be frozen, or cut off. It finds out by {@link #check} before each thing it does, and what
 * it may have begun before is harmless, because all of it goes through {@link #attempt its own directory}, which the new
 * holder moves away.
 */
final class Epoch {
    private static final int TRIES = 100;

    private final Store store;
    private final Path directory;
    private final EpochRecord record;
    private final byte[] json;
    private final Path file;
    private final Path successor;
    private final Path attempt;

    Epoch(Store store, Path directory, EpochRecord record) {
        this.store = store;
        this.directory = directory;
        this.record = record;
        this.json = record.toJson();
        this.file = file(record.number());
        this.successor = file(record.number() + 1);
        this.attempt = new Path(directory, RunLayout.attempt(record.number(), record.id()));
    }

    /** Takes the right to write in {@code directory}, which exists. */
    static Epoch claim(Store store, Path directory, RunSettings settings) throws IOException {
        String id = UUID.randomUUID().toString();
        long number = 0;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            number = Math.max(number, highest(store, directory)) + 1; // a listing may be out of date
            Epoch epoch = new Epoch(store, directory, newRecord(number, id, Purpose.RUN, settings));
            if (epoch.create() && !epoch.isOutrun()) {
                return epoch;
            }
        }
        throw new IOException("too many processes want to write to " + directory);
    }

    /**
     * Takes the right to add pictures to a run that is complete, but from nobody who writes one.
     *
     * @throws OutputException if somebody writes a run there, has been interrupted at it, or comes at the same time
     */
    static Epoch claimForPictures(Store store, Path directory, Optional<String> publisher) throws IOException {
        List<Long> numbers = numbers(store, directory);
        for (long number : numbers) {
            requirePublished(read(store, directory, number), publisher, directory);
        }
        // this number and no other: whoever has come since the look around has taken it
        long number = numbers.stream().findFirst().orElse(0L) + 1;
        String id = UUID.randomUUID().toString();
        Epoch epoch = new Epoch(store, directory, newRecord(number, id, Purpose.PICTURES, new RunSettings("{}")));
        if (!epoch.create() || epoch.isOutrun()) {
            throw busy(directory, "another process");
        }
        boolean done = false;
        try {
            requirePublished(epoch.predecessor(), publisher, directory); // the listing may have been out of date
            done = true;
            return epoch;
        } finally {
            if (!done) {
                Failures.ignored(epoch::release);
            }
        }
    }

    private static void requirePublished(Optional<EpochRecord> claimed, Optional<String> publisher, Path directory) {
        claimed.filter(record -> record.purpose() == Purpose.RUN)
                .filter(record -> !publisher.equals(Optional.of(record.id())))
                .ifPresent(record -> {
                    throw busy(directory, record.holder() + " (since " + record.since() + ")");
                });
    }

    private static OutputException busy(Path directory, String by) {
        return new OutputException("no picture can be added to the run in " + directory + ": " + by
                + " is writing another there, or was interrupted; wait for it, or resume it");
    }

    private static EpochRecord newRecord(long number, String id, Purpose purpose, RunSettings settings) {
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        return new EpochRecord(number, id, holder(), now, purpose, settings);
    }

    /** Returns false if the number is taken. Whatever fails, what reads as this is this: much depends on it. */
    private boolean create() throws IOException {
        try {
            store.createIfAbsent(file, json);
            if (!store.holds(file, json)) {
                store.delete(file);
                throw new IOException(file + " does not read as it was written");
            }
            return true;
        } catch (IOException unknownOutcome) {
            if (store.holds(file, json)) {
                return true;
            }
            if (unknownOutcome instanceof FileAlreadyExistsException) {
                return false;
            }
            throw unknownOutcome;
        }
    }

    /** True if this was free only because later ones have been given back meanwhile, and not all: then this is, too. */
    private boolean isOutrun() throws IOException {
        boolean latest = false;
        try {
            latest = highest(store, directory) <= record.number();
            return !latest;
        } finally {
            if (!latest) {
                Failures.ignored(this::release);
            }
        }
    }

    /** Who claimed a directory last to write a run; empty where nobody does, and nobody was interrupted at it. */
    static Optional<EpochRecord> latest(Store store, Path directory) throws IOException {
        return latestBefore(Long.MAX_VALUE, store, directory, record -> record.purpose() == Purpose.RUN);
    }

    /** Who claimed it to write a run before this one, and has not given it back; empty if nobody has. */
    Optional<EpochRecord> predecessor() throws IOException {
        // asked for by its name: a listing may be out of date
        for (long number = record.number() - 1; number > 0; number--) {
            Optional<EpochRecord> next = read(store, directory, number);
            if (next.isEmpty()) {
                break;
            }
            if (next.get().purpose() == Purpose.RUN) {
                return next;
            }
        }
        return latestBefore(record.number(), store, directory, each -> each.purpose() == Purpose.RUN);
    }

    private static Optional<EpochRecord> latestBefore(
            long bound, Store store, Path directory, Predicate<EpochRecord> wanted) throws IOException {
        for (long number : numbers(store, directory)) {
            Optional<EpochRecord> record = number < bound ? read(store, directory, number) : Optional.empty();
            if (record.filter(wanted).isPresent()) {
                return record;
            }
        }
        return Optional.empty();
    }

    /** True if an attempt of that name belongs to somebody who has claimed the directory after this one. */
    boolean isSuccessors(String name) throws IOException {
        OptionalLong number = RunLayout.epochOfAttempt(name);
        return number.isPresent() && number.getAsLong() > record.number() && store.exists(file(number.getAsLong()));
    }

    long number() {
        return record.number();
    }

    String id() {
        return record.id();
    }

    /** The directory in which the holder, and nobody else, works. */
    Path attempt() {
        return attempt;
    }

    /**
     * Makes sure that nobody has taken the right since: neither one who still has it, nor one who has given it back.
     *
     * @throws TakenOverException if somebody has
     */
    void check() throws IOException {
        checkLatest();
        if (!store.exists(attempt)) {
            throw takenOver();
        }
    }

    /**
     * As {@link #check}, whatever the numbers of those who came later: from then on, none of them overlooks the attempt.
     */
    void checkAll() throws IOException {
        check();
        if (highest(store, directory) > record.number()) {
            throw takenOver();
        }
    }

    /**
     * Makes sure that this is the latest epoch that is there.
     *
     * @throws TakenOverException if it is not
     */
    void checkLatest() throws IOException {
        // if there was a successor its file is there, or it has finished and removed this one's before its own
        if (store.exists(successor) || !store.holds(file, json)) {
            throw takenOver();
        }
    }

    /** Gives the right back. */
    void release() throws IOException {
        store.delete(file);
    }

    /** Removes the files of this epoch and all before it, in the order in which {@link #check} relies on. */
    void releaseAll() throws IOException {
        List<Long> numbers = numbers(store, directory);
        for (int k = numbers.size() - 1; k >= 0; k--) {
            if (numbers.get(k) < record.number()) {
                store.delete(file(numbers.get(k)));
            }
        }
        release();
    }

    /** Removes the file of this epoch, and those of earlier ones that were for pictures, in the order of the above. */
    void releaseOwnAndPictures() throws IOException {
        for (long number : numbers(store, directory)) {
            if (number < record.number()
                    && read(store, directory, number)
                            .filter(each -> each.purpose() == Purpose.PICTURES)
                            .isPresent()) {
                store.delete(file(number));
            }
        }
        release();
    }

    TakenOverException takenOver() {
        String by = "another process";
        try {
            Optional<EpochRecord> holder = latestBefore(Long.MAX_VALUE, store, directory, any -> true);
            if (holder.isPresent() && !holder.get().id().equals(record.id())) {
                by = holder.get().holder() + " (since " + holder.get().since() + ")";
            }
        } catch (IOException unreadable) {
            // who it was does not matter
        }
        return new TakenOverException("the run in " + directory + " was taken over by " + by + "; this one stops");
    }

    private Path file(long number) {
        return new Path(directory, RunLayout.epoch(number));
    }

    private static Optional<EpochRecord> read(Store store, Path directory, long number) throws IOException {
        try {
            return Optional.of(EpochRecord.fromJson(store.read(new Path(directory, RunLayout.epoch(number)))));
        } catch (FileNotFoundException | IllegalArgumentException unusable) {
            return Optional.empty();
        }
    }

    private static long highest(Store store, Path directory) throws IOException {
        return numbers(store, directory).stream().findFirst().orElse(0L);
    }

    /** The highest first. */
    private static List<Long> numbers(Store store, Path directory) throws IOException {
        return store.list(directory).stream()
                .flatMap(name -> RunLayout.epochOf(name).stream().boxed())
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    private static String holder() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "an unknown host";
        }
        return "process " + ProcessHandle.current().pid() + " on " + host;
    }
}
