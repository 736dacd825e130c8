package io.descent.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/** A small file that is removed again unless it is kept. */
final class NewFile implements AutoCloseable {
    private final FileSystem files;
    private final Path path;
    private boolean written;

    private NewFile(FileSystem files, Path path) {
        this.files = files;
        this.path = path;
    }

    /**
     * @throws CommandException if there is something at {@code path}
     */
    static NewFile prepare(Path path, FileSystem files) throws IOException {
        NewDirectory.refuseExisting(files, path);
        // without the checksum file that Hadoop puts beside each local file
        return new NewFile(files instanceof LocalFileSystem local ? local.getRaw() : files, path);
    }

    synchronized void write(String text) throws IOException {
        written = true;
        try (OutputStream out = files.create(path, false)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    synchronized void keep() {
        written = false;
    }

    @Override
    public synchronized void close() {
        if (written) {
            written = false;
            NewDirectory.delete(files, path, false);
        }
    }
}
