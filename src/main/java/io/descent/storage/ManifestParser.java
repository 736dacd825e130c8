package io.descent.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** A {@link Manifest} as JSON: {@code {"format": "descent-run/1", "files": [{"path", "length", "sha256"}, ...]}}. */
public final class ManifestParser {
    private static final String FORMAT = "format";
    private static final String FORMAT_1 = "descent-run/1";
    private static final String FILES = "files";
    private static final String PATH = "path";
    private static final String LENGTH = "length";
    private static final String SHA_256 = "sha256";

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private ManifestParser() {}

    public static String toJson(Manifest manifest) {
        ObjectNode root = JSON.createObjectNode().put(FORMAT, FORMAT_1);
        ArrayNode files = root.putArray(FILES);
        manifest.files().forEach(file -> files.addObject()
                .put(PATH, file.path())
                .put(LENGTH, file.length())
                .put(SHA_256, file.sha256()));
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @throws IllegalArgumentException if {@code json} is not a manifest that this version writes
     */
    public static Manifest fromJson(String json) {
        JsonNode root = tree(json);
        String format = root.path(FORMAT).asText();
        if (!format.equals(FORMAT_1)) {
            throw new IllegalArgumentException("format must be \"" + FORMAT_1 + "\", but is \"" + format + "\"");
        }
        if (!root.path(FILES).isArray()) {
            throw new IllegalArgumentException("files must be a list, but is " + root.path(FILES));
        }
        List<Manifest.Entry> files = new ArrayList<>();
        for (JsonNode file : root.path(FILES)) {
            if (!file.path(LENGTH).isIntegralNumber()) {
                throw new IllegalArgumentException("length must be a whole number, but is " + file.path(LENGTH));
            }
            files.add(new Manifest.Entry(
                    file.path(PATH).asText(),
                    file.path(LENGTH).longValue(),
                    file.path(SHA_256).asText()));
        }
        return new Manifest(files);
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a manifest must be JSON, but: " + e.getOriginalMessage(), e);
        }
    }
}
