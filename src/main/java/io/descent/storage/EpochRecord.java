package io.descent.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Who holds an epoch, as JSON: {@code {"format": "descent-epoch/1", "number", "id", "holder", "since", "settings"}}, and
 * {@code "purpose": "pictures"} where it is not to write a run.
 *
 * @param number from 1 on
 * @param id of the holder, like no other
 * @param holder process and host, for people
 * @param since when it was claimed, for people
 * @param settings of the run that is to be written
 */
record EpochRecord(long number, String id, String holder, String since, Purpose purpose, RunSettings settings) {
    /** What the right to write is wanted for. */
    enum Purpose {
        /** To write a run, which this is the beginning of: until it is published, the run goes on or was interrupted. */
        RUN,
        /** To add pictures to a run that is complete: whatever becomes of that, the run is the one that it was. */
        PICTURES
    }

    private static final String FORMAT = "descent-epoch/1";
    private static final String PURPOSE = "purpose";
    private static final String PICTURES = "pictures";
    private static final ObjectMapper JSON = new ObjectMapper();

    byte[] toJson() {
        ObjectNode root = JSON.createObjectNode()
                .put("format", FORMAT)
                .put("number", number)
                .put("id", id)
                .put("holder", holder)
                .put("since", since);
        if (purpose == Purpose.PICTURES) {
            root.put(PURPOSE, PICTURES);
        }
        root.set("settings", settings.tree());
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @throws IllegalArgumentException if {@code json} is not a record that this version writes
     */
    static EpochRecord fromJson(byte[] json) {
        try {
            JsonNode root = JSON.readTree(new String(json, StandardCharsets.UTF_8));
            if (!root.path("format").asText().equals(FORMAT)) {
                throw new IllegalArgumentException("the format must be " + FORMAT);
            }
            return new EpochRecord(
                    root.path("number").asLong(),
                    root.path("id").asText(),
                    root.path("holder").asText(),
                    root.path("since").asText(),
                    root.path(PURPOSE).asText().equals(PICTURES) ? Purpose.PICTURES : Purpose.RUN,
                    new RunSettings(root.path("settings").toString()));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "the record of an epoch must be JSON, but: " + e.getOriginalMessage(), e);
        }
    }
}
