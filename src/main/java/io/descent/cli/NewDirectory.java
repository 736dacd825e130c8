package io.descent.cli;

import io.descent.storage.Directories;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/**
 * A directory that Spark writes under another name beside its place, and that is moved there when it is complete: a
 * reader finds all of it or nothing.
 */
final class NewDirectory implements AutoCloseable {
    private final FileSystem files;
    private final Path target;
    private final Path work;
    /** The directories that had to be made, the innermost first. */
    private final List<Path> made;

    private boolean ended;

    private NewDirectory(FileSystem files, Path target, List<Path> made) {
        this.files = files;
        this.target = target;
        this.work = new Path(target.getParent(), "_" + target.getName() + "-" + UUID.randomUUID());
        this.made = made;
    }

    /**
     * Makes sure that a directory can be made.
     *
     * @throws CommandException if something is there, or if it cannot be made
     */
    static NewDirectory prepare(String directory, Configuration configuration) {
        try {
            Path path = new Path(directory);
            FileSystem files = path.getFileSystem(configuration);
            Path target = files.makeQualified(path);
            refuseExisting(files, target);
            NewDirectory prepared = new NewDirectory(files, target, Directories.missing(files, target.getParent()));
            prepared.make();
            return prepared;
        } catch (IOException | IllegalArgumentException | FSError e) {
            throw new CommandException(
                    ExitCode.CANNOT_CREATE, "output " + directory + " cannot be made: " + Failure.reason(e), e);
        }
    }

    /**
     * @throws CommandException if there is something at {@code path}
     */
    static void refuseExisting(FileSystem files, Path path) throws IOException {
        if (files.exists(path)) {
            throw new CommandException(ExitCode.CANNOT_CREATE, "output " + path + " exists; choose another");
        }
    }

    /**
     * A file beside it whose name goes on with {@code suffix}.
     *
     * @throws CommandException if there is something of that name
     */
    NewFile fileBeside(String suffix) throws IOException {
        return NewFile.prepare(target.suffix(suffix), files);
    }

    /** Where to write what will be there: a directory that exists and is empty. */
    Path work() {
        return work;
    }

    /** Moves what was written to its place. */
    synchronized void publish() throws IOException {
        if (ended) {
            throw new IOException("output " + target + " was abandoned");
        }
        try {
            move();
            ended = true;
        } catch (FileAlreadyExistsException e) {
            throw new CommandException(
                    ExitCode.CANNOT_CREATE, "output " + target + " was written by somebody else in the meantime", e);
        }
    }

    private void move() throws IOException {
        try {
            FileContext.getFileContext(files.getUri(), files.getConf()).rename(work, target, Rename.NONE);
        } catch (UnsupportedFileSystemException e) {
            if (files.exists(target)) {
                throw new FileAlreadyExistsException(target + " exists");
            }
            if (!files.rename(work, target)) {
                throw new IOException("the file system did not move " + work + " to " + target);
            }
        }
    }

    /** Removes what was written, unless it was published. */
    @Override
    public synchronized void close() {
        if (ended) {
            return;
        }
        ended = true;
        delete(files, work, true);
        made.forEach(directory -> delete(files, directory, false)); // not what others put there since
    }

    private void make() throws IOException {
        boolean done = false;
        try {
            if (!files.mkdirs(work)) {
                throw new IOException(work.getParent() + " must be a directory that this user can write in");
            }
            done = true;
        } finally {
            if (!done) {
                close();
            }
        }
    }

    static void delete(FileSystem files, Path path, boolean recursive) {
        try {
            files.delete(path, recursive);
        } catch (IOException | FSError e) {
            // what led here is reported; nobody takes what stays for the output
        }
    }
}
