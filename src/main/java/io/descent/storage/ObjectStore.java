package io.descent.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * An object store with a conditional create, such as S3A since Hadoop 3.4.2. It has no moves: a file is written anew
 * under its other name, if that is free, and a directory is moved file by file. An object is seen whole or not at all.
 */
final class ObjectStore extends HadoopStore {
    /** The name of {@code Options.CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE}, new in Hadoop 3.4.2. */
    static final String CREATE_IF_ABSENT = "fs.option.create.conditional.overwrite";

    ObjectStore(FileSystem files) {
        super(files);
    }

    @Override
    public void createIfAbsent(Path file, byte[] content) throws IOException {
        FSDataOutputStreamBuilder<?, ?> builder = files().createFile(file);
        builder.must(CREATE_IF_ABSENT, true);
        try (FSDataOutputStream out = (FSDataOutputStream) builder.build()) {
            out.write(content);
        } catch (IOException e) {
            if (!hasOther(file, content)) {
                throw e;
            }
            throw (IOException) new FileAlreadyExistsException(file + " already exists").initCause(e);
        }
    }

    private boolean hasOther(Path file, byte[] content) throws IOException {
        try {
            return !Arrays.equals(read(file), content);
        } catch (FileNotFoundException absent) {
            return false;
        }
    }

    @Override
    public void moveIfAbsent(Path from, Path to) throws IOException {
        if (find(from).map(Found::directory).orElse(false)) {
            for (String path : Tree.filesAt(this, from.getParent(), from.getName())) {
                String below = path.substring(from.getName().length() + 1);
                moveFile(new Path(from, below), new Path(to, below));
            }
            delete(from);
        } else {
            moveFile(from, to);
        }
    }

    private void moveFile(Path from, Path to) throws IOException {
        createIfAbsent(to, read(from));
        delete(from);
    }
}
