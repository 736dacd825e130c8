package io.descent.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.fs.Path;

/**
 * What lies where a run is to be written. Only what is known to be a run's is ever offered for replacement: the files
 * that an earlier run's manifest lists, and the leavings of a run that was interrupted.
 *
 * @param kind what it is
 * @param own what lies directly in the directory and is a complete run's, the manifest first
 * @param publisher who published that, where it says so
 * @param strange the path of something that stands in the way and is no run's
 */
record Occupant(Kind kind, List<Path> own, Optional<String> publisher, Optional<String> strange) {
    /** What a path can hold. */
    enum Kind {
        NOTHING,
        FILE,
        /** A complete run; perhaps beside one that is to replace it, and that goes on or was interrupted. */
        RUN,
        /** A run that goes on, was interrupted, or has diverged and left nothing but its report. */
        UNFINISHED_RUN,
        STRANGER
    }

    static Occupant of(Store store, Path directory) throws IOException {
        Optional<Store.Found> found = store.find(directory);
        if (found.isEmpty()) {
            return of(Kind.NOTHING);
        }
        if (!found.get().directory()) {
            return of(Kind.FILE);
        }
        List<String> names = store.list(directory);
        if (names.isEmpty()) {
            return of(Kind.NOTHING);
        }
        try {
            // asked for by its name: a listing may be out of date
            byte[] manifest = store.read(new Path(directory, RunLayout.MANIFEST));
            return besideManifest(store, directory, manifest);
        } catch (FileNotFoundException none) {
            return withoutManifest(store, directory, names);
        }
    }

    /** Why a new run must not be written there, if it must not. */
    Optional<String> refusal(IfExists ifExists) {
        return switch (kind) {
            case NOTHING, UNFINISHED_RUN -> Optional.empty();
            case FILE -> Optional.of("is a file; choose another");
            case STRANGER ->
                Optional.of(
                        "exists and holds " + strange.orElseThrow() + ", which is not part of a run; choose another");
            case RUN ->
                ifExists == IfExists.REPLACE
                        ? Optional.empty()
                        : Optional.of("exists; set output.overwrite = true or choose another");
        };
    }

    /** True if it is a complete run, and whoever claimed the directory then has published it. */
    boolean isPublishedBy(EpochRecord claimed) {
        return publisher.equals(Optional.of(claimed.id()));
    }

    private static Occupant of(Kind kind) {
        return new Occupant(kind, List.of(), Optional.empty(), Optional.empty());
    }

    private static Occupant stranger(String path) {
        return new Occupant(Kind.STRANGER, List.of(), Optional.empty(), Optional.of(path));
    }

    /** Other tools' reports have that name too. */
    private static boolean isOurs(Store store, Path report) throws IOException {
        return new String(store.read(report), StandardCharsets.UTF_8).contains(RunLayout.REPORT_MARK);
    }

    private static Occupant withoutManifest(Store store, Path directory, List<String> names) throws IOException {
        // beside a run that is being replaced, and so has no manifest, there may be files of others
        if (names.stream().anyMatch(RunLayout::isClaim)) {
            return of(Kind.UNFINISHED_RUN);
        }
        if (names.equals(List.of(RunLayout.REPORT)) && isOurs(store, new Path(directory, RunLayout.REPORT))) {
            return of(Kind.UNFINISHED_RUN); // what a run that diverged leaves
        }
        Optional<String> strange =
                names.stream().filter(name -> !RunLayout.isOfRun(name)).findFirst();
        if (strange.isPresent()) {
            return stranger(strange.get());
        }
        // the names of files prove nothing: those of work in progress do
        return names.stream().anyMatch(RunLayout::isWork) ? of(Kind.UNFINISHED_RUN) : stranger(names.get(0));
    }

    private static Occupant besideManifest(Store store, Path directory, byte[] manifest) throws IOException {
        Manifest listed;
        try {
            listed = ManifestParser.fromJson(new String(manifest, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notOurs) {
            return stranger(RunLayout.MANIFEST);
        }
        Set<String> names = new TreeSet<>(listed.tops());
        names.addAll(RunLayout.FILES); // such as a report that was drawn later
        List<Path> own = new ArrayList<>(List.of(new Path(directory, RunLayout.MANIFEST)));
        for (String name : names) {
            if (store.exists(new Path(directory, name))) {
                Optional<String> unlisted = unlistedIn(store, directory, name, listed);
                if (unlisted.isPresent()) {
                    return stranger(unlisted.get());
                }
                own.add(new Path(directory, name));
            }
        }
        return new Occupant(Kind.RUN, own, listed.publisher(), Optional.empty());
    }

    /** A file in a directory of the run that is not the run's: someone put it there. */
    private static Optional<String> unlistedIn(Store store, Path directory, String name, Manifest listed)
            throws IOException {
        if (!store.isDirectory(new Path(directory, name))) {
            return Optional.empty();
        }
        return Tree.filesAt(store, directory, name).stream()
                .filter(path -> listed.find(path).isEmpty())
                .findFirst();
    }
}
