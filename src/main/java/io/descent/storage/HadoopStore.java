package io.descent.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Any file system of Hadoop's that is not known better. Between looking whether a name is free and taking it others can
 * come: here it is for the users to see to it that a run has one writer at a time.
 */
class HadoopStore implements Store {
    private final FileSystem files;

    HadoopStore(FileSystem files) {
        this.files = files;
    }

    /** The store that suits a file system other than the local one. */
    static Store of(FileSystem files, Path path) throws IOException {
        if (files.getUri().getScheme().equals("hdfs")) {
            return new HdfsStore(files);
        }
        return ObjectStore.suits(files, path) ? new ObjectStore(files) : new HadoopStore(files);
    }

    final FileSystem files() {
        return files;
    }

    @Override
    public Path qualified(Path path) {
        return files.makeQualified(new Path(path.toString()));
    }

    @Override
    public Store at(Path path) throws IOException {
        return Store.of(path, files.getConf());
    }

    @Override
    public Optional<Found> find(Path path) throws IOException {
        try {
            FileStatus status = files.getFileStatus(path);
            return Optional.of(new Found(status.isDirectory(), status.getLen()));
        } catch (FileNotFoundException absent) {
            return Optional.empty();
        }
    }

    @Override
    public List<String> list(Path directory) throws IOException {
        return Arrays.stream(files.listStatus(directory))
                .map(status -> status.getPath().getName())
                .filter(name -> !RunLayout.isChecksum(name))
                .sorted()
                .toList();
    }

    @Override
    public byte[] read(Path file) throws IOException {
        try (InputStream in = files.open(file)) {
            return in.readAllBytes();
        }
    }

    @Override
    public Digest digest(Path file) throws IOException {
        try (InputStream in = files.open(file)) {
            return Digest.of(in);
        }
    }

    @Override
    public void makeDirectories(Path directory) throws IOException {
        if (!files.mkdirs(directory)) {
            throw new IOException("the file system did not make " + directory);
        }
    }

    @Override
    public void makeDirectory(Path directory) throws IOException {
        makeDirectories(directory);
    }

    @Override
    public void write(Path file, byte[] content) throws IOException {
        try (FSDataOutputStream out = files.create(file, false)) {
            out.write(content);
        }
    }

    @Override
    public void createIfAbsent(Path file, byte[] content) throws IOException {
        throughTemporary(file, content, this::moveIfAbsent);
    }

    @Override
    public void replace(Path file, byte[] content) throws IOException {
        try (FSDataOutputStream out = files.create(file, true)) {
            out.write(content);
        }
    }

    @Override
    public void moveIfAbsent(Path from, Path to) throws IOException {
        // FileSystem.rename would put the source inside a target that exists
        if (files.exists(to)) {
            throw new FileAlreadyExistsException(to + " already exists");
        }
        if (!files.rename(from, to)) {
            throw new IOException("the file system did not move " + from + " to " + to);
        }
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        moveIfAbsent(from, to);
    }

    @Override
    public void moveOver(Path from, Path to) throws IOException {
        replace(to, read(from));
        files.delete(from, false);
    }

    @Override
    public void delete(Path path) throws IOException {
        files.delete(path, true);
    }

    @Override
    public void deleteIfEmpty(Path directory) throws IOException {
        if (exists(directory) && list(directory).isEmpty()) {
            files.delete(directory, false);
        }
    }

    /** Moves a file that is complete. */
    interface Move {
        void move(Path from, Path to) throws IOException;
    }

    final void throughTemporary(Path file, byte[] content, Move move) throws IOException {
        Path temporary = new Path(file.getParent(), RunLayout.newTemporary(file.getName()));
        boolean moved = false;
        try {
            write(temporary, content);
            move.move(temporary, file);
            moved = true;
        } finally {
            if (!moved) {
                files.delete(temporary, false);
            }
        }
    }
}
