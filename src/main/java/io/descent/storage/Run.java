package io.descent.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** A complete run, its files as its manifest says. */
public final class Run {
    /** How often {@link #open} starts over when the run is replaced by another while it is read. */
    private static final int RESTARTS = 5;

    /** How often it looks again where a run is about to be replaced: for 5 seconds. */
    private static final int PATIENCE = 100;

    private static final int PAUSE_MILLIS = 50;

    private final Store store;
    private final Path directory;
    private final Manifest manifest;

    /** Which files must be as the manifest says. */
    private final Predicate<Manifest.Entry> checked;

    private interface Reading<T> {
        T of(Path file) throws IOException;
    }

    private Run(Store store, Path directory, Manifest manifest, Predicate<Manifest.Entry> checked) {
        this.store = store;
        this.directory = directory;
        this.manifest = manifest;
        this.checked = checked;
    }

    static Run open(Path directory, Configuration configuration) throws IOException {
        return open(directory, configuration, any -> true);
    }

    /** As {@link #open}, but whatever its pictures are like: it is opened to draw them anew. */
    static Run openToDraw(Path directory, Configuration configuration) throws IOException {
        return open(directory, configuration, file -> !Manifest.isPicture(file));
    }

    private static Run open(Path directory, Configuration configuration, Predicate<Manifest.Entry> checked)
            throws IOException {
        Store store = Store.of(directory, configuration);
        Path qualified = store.qualified(directory);
        for (int patience = PATIENCE; ; patience--) {
            try {
                return open(store, qualified, checked);
            } catch (NoRunException e) {
                boolean underWay = Publication.isUnderWay(store, qualified);
                if (!underWay && !store.exists(new Path(qualified, RunLayout.MANIFEST))) {
                    throw e;
                }
                if (patience == 0) {
                    throw new NoRunException(
                            directory
                                    + " is not a complete run: another was about to take its place, and did not; resume that one");
                }
                pause();
            }
        }
    }

    /** For a moment, in which the files of one run are moved away and those of another in, there is none to read. */
    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for a run");
        }
    }

    /**
     * @param directory qualified
     */
    static Run open(Store store, Path directory) throws IOException {
        return open(store, directory, any -> true);
    }

    /**
     * @param directory qualified
     */
    static Run openToDraw(Store store, Path directory) throws IOException {
        return open(store, directory, file -> !Manifest.isPicture(file));
    }

    private static Run open(Store store, Path directory, Predicate<Manifest.Entry> checked) throws IOException {
        requireDirectory(store, directory);
        for (int again = RESTARTS; ; again--) {
            Run run = new Run(store, directory, manifestIn(store, directory), checked);
            try {
                run.check();
                return run;
            } catch (DamagedRunException e) {
                // files of another run are no damage if its manifest has come with them
                if (again == 0 || manifestIn(store, directory).equals(run.manifest)) {
                    throw e;
                }
            }
        }
    }

    public Path path() {
        return directory;
    }

    public Path path(String name) {
        return new Path(directory, name);
    }

    public Manifest manifest() {
        return manifest;
    }

    /**
     * The text of a file of the run, which is in UTF-8; of the very bytes that the manifest lists.
     *
     * @throws DamagedRunException if the run has no such file, or if it is no longer as it was written
     */
    public String text(String name) throws IOException {
        Manifest.Entry file = manifest.find(name)
                .orElseThrow(() -> new DamagedRunException(
                        directory + " must hold " + name + ", but its manifest.json does not list it"));
        byte[] content = present(file, store::read);
        check(file, Digest.of(content));
        return new String(content, StandardCharsets.UTF_8);
    }

    /** The text of a picture, if the run has it, and it is as the manifest says; nothing depends on one. */
    public Optional<String> picture(String name) throws IOException {
        try {
            return manifest.find(name).filter(Manifest::isPicture).isPresent()
                    ? Optional.of(text(name))
                    : Optional.empty();
        } catch (DamagedRunException damaged) {
            return Optional.empty();
        }
    }

    Store store() {
        return store;
    }

    /**
     * Reads every file again; of a run that was opened to be drawn, all but the pictures.
     *
     * @throws DamagedRunException if one is missing, or is not as the manifest says
     */
    public void check() throws IOException {
        for (Manifest.Entry file : manifest.files()) {
            if (checked.test(file)) {
                check(file, present(file, store::digest));
            }
        }
    }

    private void check(Manifest.Entry file, Digest found) {
        if (found.length() != file.length()) {
            throw damaged(file, "must have " + file.length() + " bytes, but has " + found.length());
        }
        if (!found.sha256().equals(file.sha256())) {
            throw damaged(file, "must have the SHA-256 " + file.sha256() + ", but has " + found.sha256());
        }
    }

    /** Reads a file of the run, of which only the manifest says so far that it is there. */
    private <T> T present(Manifest.Entry file, Reading<T> reading) throws IOException {
        try {
            return reading.of(path(file.path()));
        } catch (FileNotFoundException e) {
            throw damaged(file, "is missing");
        }
    }

    private DamagedRunException damaged(Manifest.Entry file, String what) {
        return new DamagedRunException(path(file.path()) + " is damaged: it " + what);
    }

    private static void requireDirectory(Store store, Path directory) throws IOException {
        Store.Found found = store.find(directory).orElseThrow(() -> new NoRunException(directory + " does not exist"));
        if (!found.directory()) {
            throw new NoRunException(directory + " is a file, not the directory of a run");
        }
    }

    static Manifest manifestIn(Store store, Path directory) throws IOException {
        Path file = new Path(directory, RunLayout.MANIFEST);
        try {
            return ManifestParser.fromJson(new String(store.read(file), StandardCharsets.UTF_8));
        } catch (FileNotFoundException e) {
            throw new NoRunException(directory + " is not a complete run: manifest.json is missing");
        } catch (IllegalArgumentException e) {
            throw new DamagedRunException(file + " is not the manifest of a run: " + e.getMessage(), e);
        }
    }
}
