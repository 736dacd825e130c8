package io.descent.storage;

import java.io.IOException;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * HDFS. Its NameNode decides about each name: moves by {@link FileContext} are atomic and fail where the target exists.
 * It would make missing directories on the way, and so bring back one that was taken away from a writer; so it is told not
 * to.
 */
final class HdfsStore extends HadoopStore {

    HdfsStore(FileSystem files) {
        super(files);
    }

    @Override
    public void makeDirectory(Path directory) throws IOException {
        try {
            context().mkdir(directory, FsPermission.getDirDefault(), false);
        } catch (FileAlreadyExistsException e) {
            if (!files().getFileStatus(directory).isDirectory()) {
                throw e;
            }
        }
    }

    @Override
    public void write(Path file, byte[] content) throws IOException {
        try (FSDataOutputStream out =
                (FSDataOutputStream) files().createFile(file).overwrite(false).build()) {
            out.write(content);
            out.hsync(); // on the disks of the DataNodes, not only in their memory
        }
    }

    @Override
    public void replace(Path file, byte[] content) throws IOException {
        throughTemporary(file, content, (from, to) -> context().rename(from, to, Rename.OVERWRITE));
    }

    @Override
    public void moveIfAbsent(Path from, Path to) throws IOException {
        context().rename(from, to, Rename.NONE);
    }

    @Override
    public void moveOver(Path from, Path to) throws IOException {
        context().rename(from, to, Rename.OVERWRITE);
    }

    private FileContext context() throws IOException {
        return FileContext.getFileContext(files().getUri(), files().getConf());
    }
}
