package io.descent.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.Path;

/**
 * Makes pictures part of a run that is complete, in place of earlier ones. Whoever does that owns an {@link Epoch} as
 * every writer, and all that it does are moves out of its own directory or into it, so that a run that is trained in the
 * same place wins, whenever it begins. Readers see a complete run at any time: the pictures that change leave the
 * manifest first, in one step, and come back into it last. Whoever is stopped in between leaves the run without them.
 */
public final class RunPictures {
    /** The manifest without the pictures that change, until it is in its place. */
    private static final String WITHOUT = "without.json";

    private static final String EARLIER = "earlier-";

    private final Run run;
    private final Store store;
    private final Path directory;
    private final Epoch epoch;
    private final Path attempt;
    private final Publication publication;
    private final Path manifestFile;

    private RunPictures(Run run, Epoch epoch) {
        this.run = run;
        this.store = run.store();
        this.directory = run.path();
        this.epoch = epoch;
        this.attempt = epoch.attempt();
        this.publication = new Publication(store, directory, epoch);
        this.manifestFile = new Path(directory, RunLayout.MANIFEST);
    }

    /**
     * Adds pictures to {@code run}, or replaces those that it has. Where they are what it has, nothing is written. A
     * picture that it has, is not among these and is no longer as the manifest says is part of the run no more.
     *
     * @param run as {@link RunDirectory#openToDraw} found it
     * @param pictures by name, each one of {@link RunLayout#PICTURES}
     * @return what the run then consists of
     * @throws OutputException if another run is being written there, or was interrupted, or has taken this one's place
     * @throws TakenOverException if another process came meanwhile, to train or to draw
     * @throws NoRunException if the run is gone
     * @throws IOException if something cannot be written; the run is then complete, perhaps without these pictures
     */
    public static Manifest add(Run run, Map<String, byte[]> pictures) throws IOException {
        for (String name : pictures.keySet()) {
            if (!RunLayout.PICTURES.contains(name)) {
                throw new IllegalArgumentException(
                        "a picture must be one of " + RunLayout.PICTURES + ", but is " + name);
            }
        }
        Manifest present = present(run);
        if (outdated(run, present, pictures).isEmpty()) {
            return present;
        }
        Manifest[] result = new Manifest[1];
        Failures.translated(() -> {
            Epoch epoch = Epoch.claimForPictures(run.store(), run.path(), present.publisher());
            result[0] = new RunPictures(run, epoch).add(pictures);
        });
        return result[0];
    }

    private Manifest add(Map<String, byte[]> pictures) throws IOException {
        boolean done = false;
        try {
            store.makeDirectory(attempt);
            epoch.checkAll();
            publication.fence();
            publication.rollBack();
            Manifest drawn = replaceOrStop(pictures);
            done = true;
            return drawn;
        } finally {
            end(done);
        }
    }

    private Manifest replaceOrStop(Map<String, byte[]> pictures) throws IOException {
        try {
            return replace(pictures);
        } catch (IOException e) {
            epoch.check(); // the cause may be that somebody else was at work here
            throw e instanceof FileNotFoundException ? new IOException(e.getMessage(), e) : e;
        }
    }

    private Manifest replace(Map<String, byte[]> pictures) throws IOException {
        Manifest before = present(run);
        List<String> names = outdated(run, before, pictures);
        Manifest without = before.without(file -> names.contains(file.path()));
        List<Manifest.Entry> entries = new ArrayList<>();
        Map<String, byte[]> changing = new TreeMap<>(pictures);
        changing.keySet().retainAll(names);
        for (Map.Entry<String, byte[]> picture : changing.entrySet()) {
            Digest digest = Digest.of(picture.getValue());
            entries.add(new Manifest.Entry(picture.getKey(), digest.length(), digest.sha256()));
            write(picture.getKey(), picture.getValue());
        }
        Manifest after = without.with(entries);
        write(WITHOUT, json(without));
        write(RunLayout.MANIFEST, json(after));

        commit(WITHOUT, before, without);
        for (Manifest.Entry picture : entries) {
            place(picture);
        }
        commit(RunLayout.MANIFEST, without, after);
        return after;
    }

    private void write(String name, byte[] content) throws IOException {
        Path file = new Path(attempt, name);
        store.write(file, content);
        if (!store.holds(file, content)) {
            throw new IOException(file + " does not read as it was written");
        }
    }

    /** Moves a manifest from the attempt's directory to its place, over the one that is there. */
    private void commit(String name, Manifest before, Manifest after) throws IOException {
        if (before.equals(after)) {
            return;
        }
        try {
            store.moveOver(new Path(attempt, name), manifestFile, json(before), epoch::check);
        } catch (IOException unknownOutcome) {
            if (!store.holds(manifestFile, json(after))) {
                throw unknownOutcome;
            }
        }
    }

    private void place(Manifest.Entry picture) throws IOException {
        Path place = new Path(directory, picture.path());
        if (store.exists(place)) {
            store.move(place, new Path(attempt, EARLIER + UUID.randomUUID()), epoch::check);
        }
        store.moveIfAbsent(new Path(attempt, picture.path()), place, epoch::check);
        if (!store.digest(place).equals(picture.digest())) {
            throw new IOException(place + " does not read as it was written");
        }
    }

    /** Clears up. What was moved to its place stays: whatever is not in the manifest is no part of the run. */
    private void end(boolean done) {
        try {
            epoch.checkLatest();
            if (!done && store.exists(attempt)) {
                // it may be this that failed: an earlier run may still lie in another's attempt
                Failures.translated(publication::fence);
                Failures.translated(publication::rollBack);
            }
            Failures.translated(() -> store.delete(attempt));
        } catch (TakenOverException e) {
            Failures.ignored(publication::deleteOwn);
            return;
        } catch (IOException | RuntimeException | FSError e) {
            return; // in a state that only the next to come can put in order
        }
        Failures.ignored(this::deleteTemporaries);
        Failures.ignored(epoch::releaseOwnAndPictures);
    }

    /** But for that of a successor who is about to claim the next epoch. */
    private void deleteTemporaries() throws IOException {
        String next = "." + RunLayout.epoch(epoch.number() + 1);
        for (String name : store.list(directory)) {
            if (RunLayout.isTemporary(name) && !name.startsWith(next)) {
                store.delete(new Path(directory, name));
            }
        }
    }

    /**
     * The manifest that is there now.
     *
     * @throws OutputException if it is that of another run
     */
    private static Manifest present(Run run) throws IOException {
        Manifest found = Run.manifestIn(run.store(), run.path());
        if (!found.isSameRunAs(run.manifest())) {
            throw new OutputException("no picture can be added to the run in " + run.path()
                    + ": another has taken its place since it was read; draw that one");
        }
        return found;
    }

    /** The pictures that must be written, and those that must leave the manifest. */
    private static List<String> outdated(Run run, Manifest manifest, Map<String, byte[]> pictures) throws IOException {
        List<String> names = new ArrayList<>();
        for (String name : RunLayout.PICTURES) {
            Optional<Digest> listed = manifest.find(name).map(Manifest.Entry::digest);
            Optional<Digest> wanted = pictures.containsKey(name) ? Optional.of(Digest.of(pictures.get(name))) : listed;
            boolean isThere = listed.isEmpty() || listed.equals(digest(run.store(), run.path(name)));
            if (!wanted.equals(listed) || !isThere) {
                names.add(name);
            }
        }
        return names;
    }

    private static Optional<Digest> digest(Store store, Path file) throws IOException {
        try {
            return Optional.of(store.digest(file));
        } catch (FileNotFoundException absent) {
            return Optional.empty();
        }
    }

    private static byte[] json(Manifest manifest) {
        return ManifestParser.toJson(manifest).getBytes(StandardCharsets.UTF_8);
    }
}
