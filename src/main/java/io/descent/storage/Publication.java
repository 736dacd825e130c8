package io.descent.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The steps by which an attempt becomes the run, each of which can be undone until the last is taken. */
final class Publication {
    private record Move(Path from, Path to) {}

    private final Store store;
    private final FileSystem files;
    private final Path directory;
    private final Path attempt;
    private final Path replaced;
    private final Path manifestFile;
    private final List<Move> setAside = new ArrayList<>();
    private final List<Move> movedUp = new ArrayList<>();
    private byte[] manifestContent = new byte[0];
    private boolean manifestMade;

    Publication(Store store, Path directory, Path attempt) {
        this.store = store;
        this.files = store.files();
        this.directory = directory;
        this.attempt = attempt;
        this.replaced = new Path(directory, RunLayout.newReplaced());
        this.manifestFile = new Path(directory, RunLayout.MANIFEST);
    }

    /** Moves an earlier run out of the way, its manifest first: from then on no reader takes it for complete. */
    void setAsideEarlier() throws IOException {
        List<Path> earlier = Occupant.of(files, directory).own().stream()
                .filter(path -> !path.getName().equals(attempt.getName()))
                .toList();
        if (!earlier.isEmpty()) {
            store.makeDirectory(replaced);
        }
        for (Path path : earlier) {
            move(new Move(path, new Path(replaced, path.getName())), setAside);
        }
    }

    /** Moves everything from the attempt to its place, always in the same order, so that of two runs one stops early. */
    void moveUp(Manifest manifest) throws IOException {
        FileStatus[] children = files.listStatus(attempt);
        Arrays.sort(children);
        for (FileStatus child : children) {
            move(new Move(child.getPath(), new Path(directory, child.getPath().getName())), movedUp);
        }
        for (Manifest.Entry file : manifest.files()) {
            long length = files.getFileStatus(new Path(directory, file.path())).getLen();
            if (length != file.length()) {
                throw new IOException(
                        new Path(directory, file.path()) + " must have " + file.length() + " bytes, but has " + length);
            }
        }
    }

    /** Writes the manifest. If this returns, the run is complete. */
    void commit(Manifest manifest) throws IOException {
        manifestContent = ManifestParser.toJson(manifest).getBytes(StandardCharsets.UTF_8);
        try {
            store.createIfAbsent(manifestFile, manifestContent);
            manifestMade = true;
        } catch (IOException unknownOutcome) {
            if (!isCommitted()) {
                throw unknownOutcome;
            }
        }
        if (!isCommitted()) {
            throw new IOException(manifestFile + " does not read as it was written");
        }
    }

    /** Removes what was made, and puts an earlier run back, its manifest last. */
    void undo() {
        Failures.ignored(() -> {
            if (manifestMade || isCommitted()) {
                files.delete(manifestFile, false);
            }
        });
        for (Move move : movedUp) {
            Failures.ignored(() -> {
                // where the source still exists the target is somebody else's
                if (!files.exists(move.from())) {
                    files.delete(move.to(), true);
                }
            });
        }
        Collections.reverse(setAside);
        for (Move move : setAside) {
            Failures.ignored(() -> {
                if (files.exists(move.to())) {
                    store.moveIfAbsent(move.to(), move.from());
                }
            });
        }
        Failures.ignored(() -> files.delete(replaced, false));
    }

    /** Removes what the complete run does not need. */
    void tidy() {
        Failures.ignored(() -> files.delete(attempt, true));
        if (!setAside.isEmpty()) {
            Failures.ignored(() -> files.delete(replaced, true));
        }
    }

    private void move(Move move, List<Move> moves) throws IOException {
        moves.add(move); // before it happens: a move that throws may have happened
        store.moveIfAbsent(move.from(), move.to());
    }

    private boolean isCommitted() throws IOException {
        if (manifestContent.length == 0 || !files.exists(manifestFile)) {
            return false;
        }
        try (InputStream in = files.open(manifestFile)) {
            return Arrays.equals(in.readAllBytes(), manifestContent);
        }
    }
}
