package io.descent.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What lies where a run is to be written. Only what is known to be a run's is ever offered for replacement: the files
 * that an earlier run's manifest lists, and the leavings of a run that was interrupted.
 *
 * @param kind what it is
 * @param own what lies directly in the directory and is a run's, the manifest first
 * @param strange the path of something that stands in the way and is no run's
 */
record Occupant(Kind kind, List<Path> own, Optional<String> strange) {
    /** What a path can hold. */
    enum Kind {
        NOTHING,
        FILE,
        RUN,
        INTERRUPTED_RUN,
        STRANGER
    }

    static Occupant of(FileSystem files, Path directory) throws IOException {
        List<FileStatus> children;
        try {
            if (files.getFileStatus(directory).isFile()) {
                return new Occupant(Kind.FILE, List.of(), Optional.empty());
            }
            children = Arrays.stream(files.listStatus(directory))
                    .filter(child -> !RunLayout.isChecksum(child.getPath().getName()))
                    .sorted()
                    .toList();
        } catch (FileNotFoundException absent) {
            return nothing();
        }
        if (children.isEmpty()) {
            return nothing();
        }
        Path manifest = new Path(directory, RunLayout.MANIFEST);
        return files.exists(manifest) ? besideManifest(files, manifest, children) : withoutManifest(children);
    }

    /** Why a new run must not be written there, if it must not. */
    Optional<String> refusal(IfExists ifExists) {
        return switch (kind) {
            case NOTHING -> Optional.empty();
            case FILE -> Optional.of("is a file; choose another");
            case STRANGER ->
                Optional.of(
                        "exists and holds " + strange.orElseThrow() + ", which is not part of a run; choose another");
            case RUN, INTERRUPTED_RUN ->
                ifExists == IfExists.REPLACE
                        ? Optional.empty()
                        : Optional.of("exists; set output.overwrite = true or choose another");
        };
    }

    private static Occupant nothing() {
        return new Occupant(Kind.NOTHING, List.of(), Optional.empty());
    }

    private static Occupant stranger(String path) {
        return new Occupant(Kind.STRANGER, List.of(), Optional.of(path));
    }

    private static Occupant withoutManifest(List<FileStatus> children) {
        Optional<String> strange =
                names(children).filter(name -> !RunLayout.isOfRun(name)).findFirst();
        if (strange.isPresent()) {
            return stranger(strange.get());
        }
        // names alone prove nothing: an attempt directory does
        return names(children).anyMatch(RunLayout::isAttempt)
                ? new Occupant(
                        Kind.INTERRUPTED_RUN,
                        children.stream().map(FileStatus::getPath).toList(),
                        Optional.empty())
                : stranger(children.get(0).getPath().getName());
    }

    private static Occupant besideManifest(FileSystem files, Path manifest, List<FileStatus> children)
            throws IOException {
        Manifest listed;
        try (InputStream in = files.open(manifest)) {
            listed = ManifestParser.fromJson(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notOurs) {
            return stranger(RunLayout.MANIFEST);
        }
        Set<String> tops = listed.files().stream().map(Manifest.Entry::top).collect(Collectors.toSet());
        List<Path> own = new ArrayList<>(List.of(manifest));
        for (FileStatus child : children) {
            String name = child.getPath().getName();
            if (name.equals(RunLayout.MANIFEST) || !(tops.contains(name) || RunLayout.isOfRun(name))) {
                continue;
            }
            Optional<String> unlisted = unlistedIn(files, child, listed);
            if (unlisted.isPresent()) {
                return stranger(unlisted.get());
            }
            own.add(child.getPath());
        }
        return new Occupant(Kind.RUN, own, Optional.empty());
    }

    /** A file in a directory of the run that is not the run's: someone put it there. */
    private static Optional<String> unlistedIn(FileSystem files, FileStatus child, Manifest listed) throws IOException {
        if (child.isFile() || RunLayout.isWork(child.getPath().getName())) {
            return Optional.empty();
        }
        return Tree.filesAt(files, child).stream()
                .filter(path -> listed.find(path).isEmpty())
                .findFirst();
    }

    private static Stream<String> names(List<FileStatus> children) {
        return children.stream().map(child -> child.getPath().getName());
    }
}
