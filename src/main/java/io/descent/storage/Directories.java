package io.descent.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        return missing(new HadoopStore(files), directory);
    }

    static List<Path> missing(Store store, Path directory) throws IOException {
        List<Path> missing = new ArrayList<>();
        for (Path path = directory; path != null; path = path.getParent()) {
            Optional<Store.Found> found = store.find(path);
            if (found.isPresent() && !found.get().directory()) {
                throw new IOException(path + " is a file");
            }
            if (found.isPresent()) {
                return missing;
            }
            missing.add(path);
        }
        return missing;
    }
}
