package io.descent.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.Path;

/**
 * The steps by which an attempt becomes the run. All of them are moves into or out of the attempt's directory: once a
 * successor has moved that away, none of them can happen any more, however late it comes. A manifest is there only while
 * all its files are: it is the first to be set aside and the last to be put in place.
 */
final class Publication {
    private static final String REPLACED = "replaced";
    private static final int TRIES = 3;
    private static final String LEFTOVER = "leftover-";

    private final Store store;
    private final Path directory;
    private final Epoch epoch;
    private final Path attempt;
    private final Path replaced;
    private final Path manifestFile;

    Publication(Store store, Path directory, Epoch epoch) {
        this.store = store;
        this.directory = directory;
        this.epoch = epoch;
        this.attempt = epoch.attempt();
        this.replaced = new Path(attempt, REPLACED);
        this.manifestFile = new Path(directory, RunLayout.MANIFEST);
    }

    /** True for what lies in an attempt's directory and is no file of the run. */
    static boolean isWork(String name) {
        return name.equals(REPLACED)
                || name.equals(RunLayout.PROGRESS)
                || name.startsWith(LEFTOVER)
                || RunLayout.isTemporary(name)
                || RunLayout.isAttempt(name);
    }

    /** True while an earlier run is set aside, and no other is in its place yet. */
    static boolean isUnderWay(Store store, Path directory) throws IOException {
        if (!store.isDirectory(directory)) {
            return false;
        }
        for (String name : store.list(directory)) {
            Path setAside = new Path(new Path(directory, name), REPLACED);
            if (RunLayout.isAttempt(name) && store.exists(new Path(setAside, RunLayout.MANIFEST))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Moves the directories of all earlier attempts into this one's, so that whoever works there can do no harm. Can be
     * repeated at any point.
     */
    void fence() throws IOException {
        boolean others = false;
        for (String name : store.list(directory)) {
            if (RunLayout.isAttempt(name) && !name.equals(attempt.getName()) && !epoch.isSuccessors(name)) {
                take(new Path(directory, name));
                others = true;
            }
        }
        store.close(manifestFile, others);
        if (!store.exists(new Path(replaced, RunLayout.MANIFEST))) {
            bringUpReplaced(attempt);
        }
    }

    private void take(Path earlier) throws IOException {
        Path taken = new Path(attempt, earlier.getName());
        try {
            // a writer that does not know yet may have made its directory again
            Path place = store.exists(taken) ? taken.suffix("-" + UUID.randomUUID()) : taken;
            store.move(earlier, place);
            // a system that has looked the manifest up already could still link it from here
            store.delete(new Path(place, RunLayout.MANIFEST));
        } catch (FileNotFoundException gone) {
            if (store.exists(earlier)) {
                throw gone; // it is this one's that is gone
            }
        }
    }

    /**
     * Takes over an earlier run that one of the attempts below had set aside, perhaps while it itself took over from
     * another. The latest counts: nobody sets a run aside before he has put back what was set aside before.
     */
    private boolean bringUpReplaced(Path taken) throws IOException {
        List<String> names = new ArrayList<>(store.list(taken));
        names.sort(Comparator.reverseOrder());
        for (String name : names) {
            if (RunLayout.isAttempt(name)) {
                Path setAside = new Path(new Path(taken, name), REPLACED);
                if (store.exists(new Path(setAside, RunLayout.MANIFEST))) {
                    store.delete(replaced); // made, and not used
                    store.move(setAside, replaced);
                    return true;
                }
                if (bringUpReplaced(new Path(taken, name))) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Makes the place for an earlier run. Not only when it is wanted: to make a directory in the attempt's would bring
     * that back after a successor took it away.
     */
    void makeRoom() throws IOException {
        store.makeDirectory(replaced);
    }

    /** Moves an earlier run out of the way, its manifest first: from then on no reader takes it for complete. */
    void setAsideEarlier() throws IOException {
        for (Path path : Occupant.of(store, directory).own()) {
            store.move(path, new Path(replaced, path.getName()), epoch::check);
        }
    }

    /** Removes the attempt's directory, unless it holds an earlier run, which a successor is to put back. */
    void deleteOwn() throws IOException {
        if (!store.exists(replaced)) {
            store.delete(attempt);
        }
    }

    /** Moves everything from the attempt to its place. */
    void place(Manifest manifest) throws IOException {
        for (String top : manifest.tops()) {
            store.moveIfAbsent(new Path(attempt, top), new Path(directory, top), epoch::check);
        }
        for (Manifest.Entry file : manifest.files()) {
            Path path = new Path(directory, file.path());
            long length = store.find(path).map(Store.Found::length).orElse(0L);
            if (length != file.length()) {
                throw new IOException(path + " must have " + file.length() + " bytes, but has " + length);
            }
        }
    }

    /** Moves the manifest, which is in the attempt's directory, to its place. If this returns, the run is complete. */
    void commit(Manifest manifest) throws IOException {
        epoch.check();
        try {
            store.moveIfAbsent(new Path(attempt, RunLayout.MANIFEST), manifestFile);
        } catch (IOException unknownOutcome) {
            if (!isCommitted(manifest)) {
                throw unknownOutcome;
            }
        }
        if (!isCommitted(manifest)) {
            // some file systems move by copying; what arrived was moved by nobody else
            store.move(manifestFile, newLeftover(), epoch::check);
            throw new IOException(manifestFile + " does not read as it was written");
        }
    }

    /** Directly in the attempt's directory: to make a directory there could bring back one that a successor took away. */
    private Path newLeftover() {
        return new Path(attempt, LEFTOVER + UUID.randomUUID());
    }

    /**
     * True if this is the manifest in the run's directory, or was, and others have added pictures since. Asks again where
     * there is no answer: much depends on it.
     */
    private boolean isCommitted(Manifest manifest) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                String json = new String(store.read(manifestFile), StandardCharsets.UTF_8);
                return ManifestParser.fromJson(json).isSameRunAs(manifest);
            } catch (FileNotFoundException | IllegalArgumentException another) {
                return false;
            } catch (IOException noAnswer) {
                if (attempt == TRIES) {
                    throw noAnswer;
                }
            }
        }
    }

    /**
     * Puts the directory in order after a publication that did not come to its end, this one's or an earlier one's: what
     * was put in place is taken away, and a run that was set aside is put back, its manifest last. Where there is a
     * complete run, it stays. Can be repeated at any point.
     */
    void rollBack() throws IOException {
        if (store.exists(manifestFile)) {
            store.delete(replaced); // of a publication that came to its end, and would be in the way of the next
            return;
        }
        Optional<Manifest> earlier = replacedManifest();
        for (String name : RunLayout.FILES) {
            Path path = new Path(directory, name);
            if (store.exists(path) && !(earlier.isPresent() && isPutBack(name, earlier.get()))) {
                store.move(path, newLeftover(), epoch::check);
            }
        }
        if (earlier.isPresent()) {
            putBack(RunLayout.MANIFEST);
            store.delete(replaced); // what was there twice would be in the way of the next publication
        }
    }

    private void putBack(String last) throws IOException {
        for (String name : store.list(replaced)) {
            if (!name.equals(last)) {
                try {
                    store.moveIfAbsent(new Path(replaced, name), new Path(directory, name));
                } catch (FileAlreadyExistsException same) {
                    // it is there already, with the same content
                }
            }
        }
        store.moveIfAbsent(new Path(replaced, last), new Path(directory, last));
    }

    private Optional<Manifest> replacedManifest() throws IOException {
        try {
            String json = new String(store.read(new Path(replaced, RunLayout.MANIFEST)), StandardCharsets.UTF_8);
            return Optional.of(ManifestParser.fromJson(json));
        } catch (FileNotFoundException | IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** True if all that {@code manifest} lists below a name is in its place. */
    private boolean isPutBack(String top, Manifest manifest) throws IOException {
        boolean listed = false;
        for (Manifest.Entry file : manifest.files()) {
            if (file.top().equals(top)) {
                listed = true;
                try {
                    if (!store.digest(new Path(directory, file.path())).equals(file.digest())) {
                        return false;
                    }
                } catch (FileNotFoundException absent) {
                    return false;
                }
            }
        }
        return listed;
    }
}
