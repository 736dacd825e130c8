package io.descent.storage;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The few ways to write that a run needs, each as strict as the file system allows. Whoever gets an exception knows
 * that the target is not half written, but not whether it is there. A full disk can also arrive as
 * {@link org.apache.hadoop.fs.FSError}.
 */
interface Store {

    /** The file system for everything else; the local one without its checksum files. */
    FileSystem files();

    /** {@code path} with its file system and from the root on, and without a slash at its end. */
    default Path qualified(Path path) {
        return files().makeQualified(new Path(path.toString()));
    }

    /** Makes a directory and what is missing above it. */
    void makeDirectory(Path directory) throws IOException;

    /** Writes a file in a directory where nobody else writes; when this returns, it is complete and durable. */
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
     * Moves a file, or a directory that is not empty.
     *
     * @throws org.apache.hadoop.fs.FileAlreadyExistsException if there is something of that name
     */
    void moveIfAbsent(Path from, Path to) throws IOException;

    /** The store that holds {@code path}. */
    static Store of(Path path, Configuration configuration) throws IOException {
        FileSystem files = path.getFileSystem(configuration);
        return files instanceof LocalFileSystem local ? new LocalStore(local) : new HadoopStore(files);
    }
}
