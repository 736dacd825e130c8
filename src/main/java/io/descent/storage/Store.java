package io.descent.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The few things that the protocol of runs asks of storage, each as strict as the file system allows. Whoever gets an
 * exception knows that the target is not half written, but not whether it is there. A full disk can also arrive as
 * {@link org.apache.hadoop.fs.FSError}.
 */
interface Store {

    /** What lies at a path: a directory, or a file of a number of bytes. */
    record Found(boolean directory, long length) {}

    /** {@code path} with its file system and from the root on, and without a slash at its end. */
    Path qualified(Path path);

    /** The store that holds {@code path}, which may be of another file system. */
    Store at(Path path) throws IOException;

    /** What lies at {@code path}; empty if nothing does. */
    Optional<Found> find(Path path) throws IOException;

    default boolean exists(Path path) throws IOException {
        return find(path).isPresent();
    }

    default boolean isDirectory(Path path) throws IOException {
        return find(path).map(Found::directory).orElse(false);
    }

    /**
     * The names in a directory, sorted, without those of files in which the local file system keeps checksums.
     *
     * @throws FileNotFoundException if there is no such directory
     */
    List<String> list(Path directory) throws IOException;

    /**
     * The whole content of a file.
     *
     * @throws FileNotFoundException if there is no such file
     */
    byte[] read(Path file) throws IOException;

    /**
     * The length and digest of a file as it reads now.
     *
     * @throws FileNotFoundException if there is no such file
     */
    Digest digest(Path file) throws IOException;

    /** True if there is a file with exactly this content. */
    default boolean holds(Path file, byte[] content) throws IOException {
        try {
            return Arrays.equals(read(file), content);
        } catch (FileNotFoundException absent) {
            return false;
        }
    }

    /** Makes a directory and what is missing above it. */
    void makeDirectories(Path directory) throws IOException;

    /**
     * Makes a directory in one that exists.
     *
     * @throws FileNotFoundException if that does not exist; it is not made, since it may have been taken away from whoever
     *     works there
     */
    void makeDirectory(Path directory) throws IOException;

    /**
     * Writes a file in a directory that exists, and where nobody else writes; when this returns, it is complete and
     * durable.
     */
    void write(Path file, byte[] content) throws IOException;

    /**
     * Writes a file that is seen whole or not at all, if there is none of its name.
     *
     * @throws org.apache.hadoop.fs.FileAlreadyExistsException if there is
     */
    void createIfAbsent(Path file, byte[] content) throws IOException;

    /** Writes a file that is seen whole, in the place of any that is there. */
    void replace(Path file, byte[] content) throws IOException;

    /**
     * Moves a file, or a directory that is not empty, into a directory that exists. The source is where nobody else
     * writes: a file may be in both places for a moment.
     *
     * @throws org.apache.hadoop.fs.FileAlreadyExistsException if there is something of that name
     */
    void moveIfAbsent(Path from, Path to) throws IOException;

    /**
     * Moves a file, or a directory, into a directory that exists, where nobody else writes and nothing has that name. It
     * leaves its place in one step, so that it cannot take away later what others have put there since.
     */
    void move(Path from, Path to) throws IOException;

    /**
     * Moves a file from where nobody else writes over another. Whoever reads that meanwhile reads the one or the other,
     * whole; but on file systems of which nothing is known.
     *
     * @throws FileNotFoundException if there is nothing to move: a successor may have taken the directory away
     */
    void moveOver(Path from, Path to) throws IOException;

    /**
     * As {@link #moveOver(Path, Path)}, if {@code to} still holds {@code expected}, and {@code right} still holds.
     *
     * @throws IOException if it holds something else
     */
    default void moveOver(Path from, Path to, byte[] expected, Right right) throws IOException {
        if (!holds(to, expected)) {
            throw new IOException(to + " was replaced by others");
        }
        right.check();
        moveOver(from, to);
    }

    /**
     * Makes sure that no file arrives at a name that others have begun to put there before; a file that is there stays.
     * Only where such a file could not be stopped by moving the directory away from which it comes is there something
     * to do.
     *
     * @param others whether there is reason to think that somebody was at work there
     */
    default void close(Path file, boolean others) throws IOException {}

    /** Makes sure that who is at work still has the right to. */
    interface Right {
        void check() throws IOException;
    }

    /** As {@link #moveIfAbsent(Path, Path)}, if {@code right} still holds; where files move one by one, for each. */
    default void moveIfAbsent(Path from, Path to, Right right) throws IOException {
        right.check();
        moveIfAbsent(from, to);
    }

    /**
     * As {@link #move(Path, Path)}, if {@code right} still holds. Where that cannot be bound to the move, what is moved
     * is at least what was there when it held.
     */
    default void move(Path from, Path to, Right right) throws IOException {
        right.check();
        move(from, to);
    }

    /** Removes a file, or a directory with all that is in it, if it is there. */
    void delete(Path path) throws IOException;

    /** Removes a directory that is empty; one that is not, or is absent, stays as it is. */
    void deleteIfEmpty(Path directory) throws IOException;

    /** The store that holds {@code path}. */
    static Store of(Path path, Configuration configuration) throws IOException {
        FileSystem files = path.getFileSystem(configuration);
        return files instanceof LocalFileSystem local ? new LocalStore(local) : HadoopStore.of(files, path);
    }
}
