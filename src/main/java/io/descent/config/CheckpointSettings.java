package io.descent.config;

import java.util.Objects;
import java.util.Optional;

/**
 * The state that lets an interrupted run go on.
 *
 * @param path the directory of the checkpoints; empty for one inside the run's directory
 * @param every how often one is written
 * @param keep how many of the latest are kept; &ge; 1
 */
public record CheckpointSettings(Optional<String> path, Every every, int keep) {
    public CheckpointSettings {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(every, "every");
        Problems problems = new Problems();
        path.ifPresent(directory -> problems.mustBePath(Keys.CHECKPOINT_PATH, directory));
        if (keep < 1) {
            problems.must(Keys.CHECKPOINT_KEEP, "be >= 1", keep);
        }
        problems.throwIfAny();
    }

    public static CheckpointSettings defaults() {
        return new CheckpointSettings(Optional.empty(), Every.iterations(10), 3);
    }
}
