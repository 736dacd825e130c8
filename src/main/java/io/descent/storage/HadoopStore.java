package io.descent.storage;

import java.io.IOException;
import java.util.UUID;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;

/**
 * Any file system of Hadoop's but the local one. HDFS has moves that fail where the target exists, and S3A has a
 * conditional create; on others, two writers at the same time are not told apart.
 */
final class HadoopStore implements Store {
    /** The name of {@code Options.CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE}, new in Hadoop 3.4.2. */
    private static final String CREATE_IF_ABSENT = "fs.option.create.conditional.overwrite";

    private final FileSystem files;

    HadoopStore(FileSystem files) {
        this.files = files;
    }

    @Override
    public FileSystem files() {
        return files;
    }

    @Override
    public void makeDirectory(Path directory) throws IOException {
        if (!files.mkdirs(directory)) {
            throw new IOException("the file system did not make the directory");
        }
    }

    @Override
    public void write(Path file, byte[] content) throws IOException {
        try (FSDataOutputStream out = files.create(file, false)) {
            out.write(content);
        }
    }

    @Override
    public void createIfAbsent(Path file, byte[] content) throws IOException {
        if (!files.hasPathCapability(file, CREATE_IF_ABSENT)) {
            throughTemporary(file, content, Rename.NONE);
            return;
        }
        FSDataOutputStreamBuilder<?, ?> builder = files.createFile(file);
        builder.must(CREATE_IF_ABSENT, true);
        try (FSDataOutputStream out = (FSDataOutputStream) builder.build()) {
            out.write(content);
        }
    }

    @Override
    public void replace(Path file, byte[] content) throws IOException {
        if (hasStrictMoves()) {
            throughTemporary(file, content, Rename.OVERWRITE);
        } else {
            try (FSDataOutputStream out = files.create(file, true)) {
                out.write(content);
            }
        }
    }

    @Override
    public void moveIfAbsent(Path from, Path to) throws IOException {
        move(from, to, Rename.NONE);
    }

    private void throughTemporary(Path file, byte[] content, Rename mode) throws IOException {
        Path temporary = new Path(file.getParent(), "." + file.getName() + "-" + UUID.randomUUID());
        boolean moved = false;
        try {
            write(temporary, content);
            move(temporary, file, mode);
            moved = true;
        } finally {
            if (!moved) {
                files.delete(temporary, false);
            }
        }
    }

    private void move(Path from, Path to, Rename mode) throws IOException {
        if (hasStrictMoves()) {
            FileContext.getFileContext(files.getUri(), files.getConf()).rename(from, to, mode);
            return;
        }
        // FileSystem.rename would put the source inside a target that exists
        if (files.exists(to)) {
            throw new FileAlreadyExistsException(to + " already exists");
        }
        if (!files.rename(from, to)) {
            throw new IOException("the file system did not move " + from + " to " + to);
        }
    }

    private boolean hasStrictMoves() {
        return "hdfs".equals(files.getUri().getScheme());
    }
}
