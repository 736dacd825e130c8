package io.descent.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** A run's directory as others see it while a run is written there. Looks, and changes nothing. */
public final class LiveRun {
    private final Store store;
    private final Path directory;

    /** What there is to see. */
    public enum State {
        /** No run, and nobody who writes one. */
        NOTHING,
        /** Somebody writes a run, or was killed at it. */
        UNDER_WAY,
        /** Somebody wrote a run and gave up; it can be continued. */
        INTERRUPTED,
        /** A complete run, and nobody who writes another. */
        COMPLETE
    }

    /**
     * What was seen.
     *
     * @param id of whoever writes the run, has given up, or has published it; empty if it is not known
     * @param holder process and host of whoever writes it, for people; else empty
     * @param settings what the run was told; empty unless somebody writes it
     * @param progress how far it is, if that was written
     */
    public record View(
            State state,
            Optional<String> id,
            String holder,
            Optional<RunSettings> settings,
            Optional<Progress> progress) {}

    /**
     * @param directory qualified
     */
    LiveRun(Store store, Path directory) {
        this.store = store;
        this.directory = directory;
    }

    /** Does not look yet. */
    public static LiveRun in(Path directory, Configuration configuration) throws IOException {
        Store store = Store.of(directory, configuration);
        return new LiveRun(store, store.qualified(directory));
    }

    /**
     * Looks.
     *
     * @throws DamagedRunException if what is said to be a training's progress is not
     * @throws IOException if nothing can be seen
     */
    public View look() throws IOException {
        if (!store.isDirectory(directory)) {
            return nothing();
        }
        Optional<EpochRecord> claimed = Epoch.latest(store, directory);
        Optional<Manifest> manifest = manifest(); // after that: whoever claimed it may just have published
        Optional<String> publisher = manifest.flatMap(Manifest::publisher);
        if (claimed.isPresent() && !publisher.equals(Optional.of(claimed.get().id()))) {
            return seen(claimed.get());
        }
        return manifest.isPresent()
                ? new View(State.COMPLETE, publisher, "", Optional.empty(), Optional.empty())
                : nothing();
    }

    private View seen(EpochRecord writer) throws IOException {
        Path attempt = new Path(directory, RunLayout.attempt(writer.number(), writer.id()));
        State state = store.exists(attempt) ? State.UNDER_WAY : State.INTERRUPTED;
        return new View(
                state,
                Optional.of(writer.id()),
                writer.holder(),
                Optional.of(writer.settings()),
                progress(new Path(attempt, RunLayout.PROGRESS)));
    }

    private Optional<Progress> progress(Path file) throws IOException {
        try {
            return Optional.of(ProgressParser.fromJson(new String(store.read(file), StandardCharsets.UTF_8)));
        } catch (FileNotFoundException none) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            throw new DamagedRunException(file + " is not the progress of a training: " + e.getMessage(), e);
        }
    }

    private Optional<Manifest> manifest() throws IOException {
        try {
            return Optional.of(Run.manifestIn(store, directory));
        } catch (NoRunException none) {
            return Optional.empty();
        }
    }

    private static View nothing() {
        return new View(State.NOTHING, Optional.empty(), "", Optional.empty(), Optional.empty());
    }
}
