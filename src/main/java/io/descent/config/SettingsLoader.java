package io.descent.config;

import com.typesafe.config.Config;
import java.util.List;

/** Reads settings from a file, with the overrides of the command line on top. */
public final class SettingsLoader {
    private SettingsLoader() {}

    /**
     * The settings in {@code file}.
     *
     * @param file a local path, or the URI of a file on any Hadoop file system
     * @param overrides each {@code key=value}; of two with the same key the later wins
     * @throws OverrideException if an override is not of that form
     * @throws SettingsException with every problem of the file and the overrides, or if the file cannot be read
     */
    public static Settings load(String file, List<String> overrides) {
        List<Assignment> assignments = overrides.stream().map(Assignment::parse).toList();
        Config config = SettingsFile.read(file);
        for (Assignment assignment : assignments) {
            config = assignment.over(config);
        }
        try {
            return SettingsParser.parse(config);
        } catch (SettingsException e) {
            throw new SettingsException(e.problems().stream()
                    .map(problem -> problem.locatedAt(file))
                    .toList());
        }
    }
}
