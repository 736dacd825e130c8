package io.descent.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A run's directory while the run is written. Files go to an attempt directory inside it; {@link #publish} moves them
 * up and writes the manifest last, so that a reader sees a complete run or none. Until then an earlier run in the same
 * place stays as it is, and {@link #abandon} leaves nothing behind.
 */
public final class RunDirectory implements AutoCloseable {
    private final Store store;
    private final FileSystem files;
    private final Path directory;
    private final IfExists ifExists;
    private final Path attempt;
    /** The directories that had to be made, the innermost first. */
    private final List<Path> made;
    /** What was written here, by name. */
    private final Map<String, Digest> written = new HashMap<>();

    private boolean ended;

    private RunDirectory(Store store, Path directory, IfExists ifExists, List<Path> made) {
        this.store = store;
        this.files = store.files();
        this.directory = directory;
        this.ifExists = ifExists;
        this.attempt = new Path(directory, RunLayout.newAttempt());
        this.made = made;
    }

    /**
     * Makes sure that a run can be written to {@code directory}, and makes it with an attempt directory inside.
     *
     * @throws OutputException if something is there that must not be replaced, or if the directory cannot be made
     */
    public static RunDirectory prepare(Path directory, IfExists ifExists, Configuration configuration) {
        try {
            Store store = Store.of(directory, configuration);
            Path qualified = store.qualified(directory);
            Occupant.of(store.files(), qualified).refusal(ifExists).ifPresent(reason -> {
                throw new OutputException("output " + directory + " " + reason);
            });
            RunDirectory run =
                    new RunDirectory(store, qualified, ifExists, Directories.missing(store.files(), qualified));
            run.make();
            return run;
        } catch (IOException | InvalidPathException | FSError e) {
            throw new OutputException("output " + directory + " cannot be made: " + Failures.reason(e), e);
        }
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

    /** Where the run will be. */
    public Path path() {
        return directory;
    }

    /** Where others, such as Spark, write a file or a directory of the run before {@link #publish}. */
    public Path attempt(String name) {
        return new Path(attempt, name);
    }

    /** Writes a text of the run, in UTF-8; else as {@link #write(String, byte[])}. */
    public void write(String name, String text) throws IOException {
        write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes a file of the run.
     *
     * @param name of the file, directly in the run's directory; not yet written, and not the manifest's
     * @throws IOException if it cannot be written; all that was written has then been removed
     */
    public synchronized void write(String name, byte[] content) throws IOException {
        requireOpen();
        if (name.equals(RunLayout.MANIFEST) || RunLayout.isWork(name) || written.containsKey(name)) {
            throw new IllegalArgumentException("the name of a file must be free, but is " + name);
        }
        boolean done = false;
        try {
            Failures.translated(() -> store.write(attempt(name), content));
            written.put(name, Digest.of(content));
            done = true;
        } finally {
            if (!done) {
                abandon();
            }
        }
    }

    /**
     * Makes everything that was written a complete run, in place of an earlier one where that was asked for.
     *
     * @return what the run consists of
     * @throws OutputException if another run was published there in the meantime
     * @throws IOException if something cannot be written, or does not read as it was written; all that was written has
     *     then been removed, and an earlier run is in its place again
     */
    public synchronized Manifest publish() throws IOException {
        requireOpen();
        Publication publication = new Publication(store, directory, attempt);
        boolean done = false;
        try {
            List<Manifest.Entry> entries = new ArrayList<>();
            Failures.translated(() -> {
                entries.addAll(survey());
                publish(publication, new Manifest(entries));
            });
            done = true;
            return new Manifest(entries);
        } catch (FileAlreadyExistsException e) {
            throw taken(e);
        } finally {
            if (done) {
                publication.tidy();
                ended = true;
            } else {
                publication.undo();
                abandon();
            }
        }
    }

    private void publish(Publication publication, Manifest manifest) throws IOException {
        if (ifExists == IfExists.REPLACE) {
            publication.setAsideEarlier();
        }
        publication.moveUp(manifest);
        publication.commit(manifest);
    }

    /** Removes what this made, unless it was published. Can be called again, and does nothing then. */
    public synchronized void abandon() {
        if (ended) {
            return;
        }
        ended = true;
        Failures.ignored(() -> files.delete(attempt, true));
        for (Path directory : made) {
            // not recursively: what others put there since is theirs
            Failures.ignored(() -> files.delete(directory, false));
        }
    }

    /** As {@link #abandon}: does nothing after {@link #publish}. */
    @Override
    public void close() {
        abandon();
    }

    private void make() throws IOException {
        boolean done = false;
        try {
            store.makeDirectory(attempt);
            done = true;
        } finally {
            if (!done) {
                abandon();
            }
        }
    }

    /** Reads every file of the attempt again; what was written here must read as it was written. */
    private List<Manifest.Entry> survey() throws IOException {
        List<Manifest.Entry> entries = new ArrayList<>();
        for (FileStatus child : children()) {
            for (String path : Tree.filesAt(files, child)) {
                Digest digest = Digest.of(files, attempt(path));
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

    private FileStatus[] children() throws IOException {
        try {
            return files.listStatus(attempt);
        } catch (FileNotFoundException e) {
            throw taken(e);
        }
    }

    private OutputException taken(IOException cause) {
        return new OutputException("output " + directory + " was written by another run in the meantime", cause);
    }

    private void requireOpen() {
        if (ended) {
            throw new IllegalStateException(
                    "the run in " + directory + " must be open, but was published or abandoned");
        }
    }
}
