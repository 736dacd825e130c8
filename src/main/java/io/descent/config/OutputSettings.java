package io.descent.config;

import java.util.Objects;

/**
 * Where the run goes.
 *
 * @param path the run's directory: any Hadoop path
 * @param overwrite whether an earlier run there is replaced
 * @param report whether report.html is drawn
 */
public record OutputSettings(String path, boolean overwrite, boolean report) {
    public OutputSettings {
        Objects.requireNonNull(path, "path");
        Problems problems = new Problems();
        problems.mustBePath(Keys.OUTPUT_PATH, path);
        problems.throwIfAny();
    }

    /** The defaults, for a run in {@code path}. */
    public static OutputSettings of(String path) {
        return new OutputSettings(path, false, true);
    }
}
