package io.descent.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.descent.config.Secrets;
import io.descent.report.ReportData.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Settings as a table of a report: a row for each, by its whole key. */
final class SettingsRows {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SettingsRows() {}

    /**
     * @param json as they are recorded: without what is secret
     */
    static Table of(String json) {
        List<List<String>> rows = new ArrayList<>();
        try {
            flatten("", JSON.readTree(json), rows);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("settings are written as JSON", e);
        }
        return new Table("Settings", rows);
    }

    private static void flatten(String key, JsonNode value, List<List<String>> rows) {
        if (value.isObject()) {
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                flatten(key.isEmpty() ? field.getKey() : key + "." + field.getKey(), field.getValue(), rows);
            }
        } else {
            rows.add(List.of(key, Secrets.redacted(text(value)))); // a path can have a password in it
        }
    }

    private static String text(JsonNode value) {
        return value.isArray()
                ? StreamSupport.stream(value.spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(", "))
                : value.isNull() ? "" : value.asText();
    }
}
