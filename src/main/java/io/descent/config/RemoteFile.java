package io.descent.config;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** A file on a Hadoop file system. */
final class RemoteFile {
    private RemoteFile() {}

    /**
     * @throws IOException if the file system is unknown, or the file cannot be opened
     */
    static InputStream open(String uri) throws IOException {
        Path path = new Path(uri);
        return path.getFileSystem(new Configuration()).open(path);
    }
}
