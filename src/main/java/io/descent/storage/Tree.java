package io.descent.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;

/** The files below a directory, but for those in which the local file system keeps its checksums. */
final class Tree {
    private final Store store;
    private final List<String> paths = new ArrayList<>();

    private Tree(Store store) {
        this.store = store;
    }

    /** The path of {@code name}, or of every file below it, relative to {@code directory}, in which it lies. */
    static List<String> filesAt(Store store, Path directory, String name) throws IOException {
        Tree tree = new Tree(store);
        tree.collect(directory, name);
        return tree.paths;
    }

    private void collect(Path directory, String path) throws IOException {
        Path at = new Path(directory, path);
        if (store.isDirectory(at)) {
            for (String child : store.list(at)) {
                collect(directory, path + "/" + child);
            }
        } else {
            paths.add(path);
        }
    }
}
