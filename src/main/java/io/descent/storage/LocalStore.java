package io.descent.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
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
    public Path qualified(Path path) {
        return local.makeQualified(new Path(path.toString()));
    }

    @Override
    public Store at(Path path) throws IOException {
        return Store.of(path, local.getConf());
    }

    @Override
    public Optional<Found> find(Path path) throws IOException {
        if (path.getParent() != null && Files.isRegularFile(nio(path.getParent()))) {
            return Optional.empty(); // the system has another error for it
        }
        try {
            BasicFileAttributes found = Files.readAttributes(nio(path), BasicFileAttributes.class);
            return Optional.of(new Found(found.isDirectory(), found.size()));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }

    @Override
    public List<String> list(Path directory) throws IOException {
        try (Stream<java.nio.file.Path> children = Files.list(nio(directory))) {
            return children.map(child -> child.getFileName().toString())
                    .filter(name -> !RunLayout.isChecksum(name))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            throw absent(directory);
        }
    }

    @Override
    public byte[] read(Path file) throws IOException {
        requireFile(file);
        try {
            return Files.readAllBytes(nio(file));
        } catch (NoSuchFileException e) {
            throw absent(file);
        }
    }

    @Override
    public Digest digest(Path file) throws IOException {
        requireFile(file);
        try (InputStream in = Files.newInputStream(nio(file))) {
            return Digest.of(in);
        } catch (NoSuchFileException e) {
            throw absent(file);
        }
    }

    @Override
    public void makeDirectories(Path directory) throws IOException {
        Files.createDirectories(nio(directory));
    }

    @Override
    public void makeDirectory(Path directory) throws IOException {
        try {
            Files.createDirectory(nio(directory));
        } catch (java.nio.file.FileAlreadyExistsException e) {
            if (!Files.isDirectory(nio(directory))) {
                throw alreadyThere(directory);
            }
        } catch (NoSuchFileException e) {
            throw absent(directory.getParent());
        }
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
        try {
            if (Files.isDirectory(nio(from))) {
                rename(from, to);
            } else {
                removeChecksum(to);
                link(from, to);
                // what has arrived stays, come what may: others may have seen it, or have put something else there
                // since
                Files.deleteIfExists(nio(from));
            }
        } catch (NoSuchFileException e) {
            throw oneOfThemAbsent(from, to);
        }
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        removeChecksum(to);
        try {
            rename(from, to);
        } catch (NoSuchFileException e) {
            throw oneOfThemAbsent(from, to);
        }
    }

    @Override
    public void moveOver(Path from, Path to) throws IOException {
        removeChecksum(to);
        try {
            Files.move(nio(from), nio(to), StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            throw oneOfThemAbsent(from, to);
        }
        forceDirectory(to.getParent());
    }

    private static FileNotFoundException oneOfThemAbsent(Path from, Path to) {
        return new FileNotFoundException(from + " or " + to.getParent() + " does not exist");
    }

    /** In one step; the system refuses to put a directory onto one that is not empty, so that of two movers one wins. */
    private void rename(Path from, Path to) throws IOException {
        if (Files.exists(nio(to))) {
            throw alreadyThere(to);
        }
        try {
            Files.move(nio(from), nio(to), StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            throw Files.exists(nio(from)) && Files.exists(nio(to)) ? alreadyThere(to) : e;
        }
    }

    @Override
    public void delete(Path path) throws IOException {
        removeChecksum(path);
        local.getRaw().delete(path, true);
    }

    @Override
    public void deleteIfEmpty(Path directory) throws IOException {
        try {
            Files.deleteIfExists(nio(directory));
        } catch (DirectoryNotEmptyException others) {
            // what others put there is theirs
        }
    }

    private void link(Path from, Path to) throws IOException {
        try {
            Files.createLink(nio(to), nio(from));
        } catch (java.nio.file.FileAlreadyExistsException e) {
            throw alreadyThere(to);
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
        return new Path(file.getParent(), RunLayout.newTemporary(file.getName()));
    }

    private void requireFile(Path path) throws FileNotFoundException {
        if (Files.isDirectory(nio(path))) {
            throw new FileNotFoundException(path + " is a directory, not a file");
        }
    }

    private static FileNotFoundException absent(Path path) {
        return new FileNotFoundException(path + " does not exist");
    }

    private static IOException alreadyThere(Path path) {
        return new FileAlreadyExistsException(path + " already exists");
    }
}
