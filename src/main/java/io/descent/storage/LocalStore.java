package io.descent.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The local file system through java.nio: Hadoop's own {@code create} and {@code rename} let several writers win, and
 * its {@code hsync} does not reach the disk. Checksum files that Hadoop left for an earlier file of the same name are
 * removed, since it would take the new content for damage.
 */
final class LocalStore implements Store {
    private final LocalFileSystem local;

    LocalStore(LocalFileSystem local) {
        this.local = local;
    }

    @Override
    public FileSystem files() {
        return local.getRaw();
    }

    @Override
    public void makeDirectory(Path directory) throws IOException {
        Files.createDirectories(nio(directory));
    }

    @Override
    public void write(Path file, byte[] content) throws IOException {
        removeChecksum(file);
        try (FileChannel channel =
                FileChannel.open(nio(file), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    @Override
    public void createIfAbsent(Path file, byte[] content) throws IOException {
        Path temporary = temporary(file);
        try {
            write(temporary, content);
            removeChecksum(file);
            link(temporary, file);
        } finally {
            Files.deleteIfExists(nio(temporary));
        }
        forceDirectory(file.getParent());
    }

    @Override
    public void replace(Path file, byte[] content) throws IOException {
        Path temporary = temporary(file);
        try {
            write(temporary, content);
            removeChecksum(file);
            Files.move(nio(temporary), nio(file), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(nio(temporary));
        }
        forceDirectory(file.getParent());
    }

    @Override
    public void moveIfAbsent(Path from, Path to) throws IOException {
        if (Files.isDirectory(nio(from))) {
            moveDirectory(from, to);
        } else {
            removeChecksum(to);
            link(from, to);
            try {
                Files.delete(nio(from));
            } catch (IOException e) {
                Files.deleteIfExists(nio(to));
                throw e;
            }
        }
    }

    /** The system refuses to move a directory onto one that is not empty, so that of two movers one wins. */
    private void moveDirectory(Path from, Path to) throws IOException {
        if (Files.exists(nio(to))) {
            throw exists(to);
        }
        Files.move(nio(from), nio(to), StandardCopyOption.ATOMIC_MOVE);
    }

    private void link(Path from, Path to) throws IOException {
        try {
            Files.createLink(nio(to), nio(from));
        } catch (java.nio.file.FileAlreadyExistsException e) {
            throw exists(to);
        } catch (UnsupportedOperationException noLinks) {
            Files.copy(nio(from), nio(to)); // fails where the target exists, but can be seen half written
        }
    }

    private void removeChecksum(Path file) throws IOException {
        Files.deleteIfExists(nio(local.getChecksumFile(file)));
    }

    /** Makes new names in a directory survive a loss of power, where the system can. */
    private void forceDirectory(Path directory) {
        try (FileChannel channel = FileChannel.open(nio(directory), StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException notSupported) {
            // the files themselves are durable
        }
    }

    private java.nio.file.Path nio(Path path) {
        return local.pathToFile(path).toPath();
    }

    private static Path temporary(Path file) {
        return new Path(file.getParent(), "." + file.getName() + "-" + UUID.randomUUID());
    }

    private static IOException exists(Path path) {
        return new FileAlreadyExistsException(path + " already exists");
    }
}
