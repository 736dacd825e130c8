package io.descent.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;

/** The files below a directory, but for those in which the local file system keeps its checksums. */
final class Tree {
    private final FileSystem files;
    private final List<String> paths = new ArrayList<>();

    private Tree(FileSystem files) {
        this.files = files;
    }

    /** The path of {@code child}, or of every file below it, relative to the directory in which it lies. */
    static List<String> filesAt(FileSystem files, FileStatus child) throws IOException {
        Tree tree = new Tree(files);
        tree.collect("", child);
        return tree.paths;
    }

    private void collect(String prefix, FileStatus status) throws IOException {
        String name = status.getPath().getName();
        if (status.isDirectory()) {
            for (FileStatus child : files.listStatus(status.getPath())) {
                collect(prefix + name + "/", child);
            }
        } else if (!RunLayout.isChecksum(name)) {
            paths.add(prefix + name);
        }
    }
}
