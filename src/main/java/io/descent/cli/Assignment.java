package io.descent.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.descent.config.Settings;
import io.descent.config.SettingsException;
import io.descent.config.SettingsParser;
import io.descent.config.SettingsWriter;
import io.descent.storage.RunSettings;
import java.io.IOException;
import java.util.Optional;

/**
 * What a run is to do: all that its result depends on, beside the data.
 *
 * @param start what it starts from, where the settings name a run
 */
record Assignment(Settings settings, Optional<StartRun> start) {
    private static final String START = "start";
    private static final String HASH = "parameterHash";
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * @throws CommandException if the settings name a run to start from that is not there
     */
    static Assignment of(Settings settings) throws IOException {
        return new Assignment(settings, StartRun.of(settings));
    }

    /**
     * That of an earlier process.
     *
     * @throws SettingsException if its settings are not of this version
     */
    static Assignment recorded(RunSettings recorded) {
        try {
            ObjectNode tree = (ObjectNode) JSON.readTree(recorded.json());
            String hash = tree.path(START).path(HASH).asText();
            tree.remove(START);
            Settings settings = SettingsParser.parse(tree.toString());
            return new Assignment(settings, settings.model().start().map(directory -> new StartRun(directory, hash)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the settings of a run are JSON", e);
        }
    }

    /** The same, for what is kept beside a run while it is made. */
    RunSettings toRecord() {
        try {
            ObjectNode tree = (ObjectNode) JSON.readTree(SettingsWriter.toJson(settings));
            start.ifPresent(from -> tree.putObject(START).put(HASH, from.parameterHash()));
            return new RunSettings(tree.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("settings are written as JSON", e);
        }
    }

    /** The same with other settings of where and how to write. */
    Assignment with(Settings other) {
        return new Assignment(other, start);
    }
}
