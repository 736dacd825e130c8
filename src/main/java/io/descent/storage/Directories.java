package io.descent.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** What would have to be made for a directory to exist. */
public final class Directories {

    private Directories() {}

    /**
     * {@code directory} and those above it that do not exist, the innermost first.
     *
     * @throws IOException if a file stands in the way
     */
    public static List<Path> missing(FileSystem files, Path directory) throws IOException {
        List<Path> missing = new ArrayList<>();
        for (Path path = directory; path != null; path = path.getParent()) {
            try {
                if (files.getFileStatus(path).isFile()) {
                    throw new IOException(path + " is a file");
                }
                return missing;
            } catch (FileNotFoundException e) {
                missing.add(path);
            }
        }
        return missing;
    }
}
