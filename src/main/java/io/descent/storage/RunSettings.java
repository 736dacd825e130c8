package io.descent.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a run was told, as JSON. Two runs with the same settings but for those of {@code output}, {@code checkpoint}
 * and {@code report} have the same result, so that one can go on where the other stopped.
 *
 * @param json one object
 */
public record RunSettings(String json) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> NOT_COMPARED = Set.of("output", "checkpoint", "report");

    /**
     * @throws IllegalArgumentException if {@code json} is not a JSON object
     */
    public RunSettings {
        parsed(json);
    }

    /** What differs from earlier settings, a setting each: {@code training.lambda was 0.1, and is 0.2}. */
    public List<String> differencesFrom(RunSettings earlier) {
        ObjectNode before = parsed(earlier.json);
        ObjectNode now = parsed(json);
        NOT_COMPARED.forEach(before::remove);
        NOT_COMPARED.forEach(now::remove);
        List<String> differences = new ArrayList<>();
        compare("", before, now, differences);
        return differences;
    }

    ObjectNode tree() {
        return parsed(json);
    }

    private static void compare(String key, JsonNode before, JsonNode now, List<String> differences) {
        if (before.isObject() && now.isObject()) {
            Set<String> names = new TreeSet<>();
            before.fieldNames().forEachRemaining(names::add);
            now.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                compare(key.isEmpty() ? name : key + "." + name, before.path(name), now.path(name), differences);
            }
        } else if (!before.equals(now)) {
            differences.add(key + " was " + text(before) + ", and is " + text(now));
        }
    }

    private static String text(JsonNode value) {
        return value.isMissingNode() ? "absent" : value.toString();
    }

    private static ObjectNode parsed(String json) {
        try {
            if (JSON.readTree(json) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("settings must be JSON, but: " + e.getOriginalMessage(), e);
        }
        throw new IllegalArgumentException("settings must be a JSON object, but are " + json);
    }
}
