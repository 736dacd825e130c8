package io.descent.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A {@link Manifest} as JSON: {@code {"format": "descent-run/1", "publisher", "files": [{"path", "length", "sha256"},
 * ...], "sha256"}}. The last is that of the same text without it.
 */
public final class ManifestParser {
    private static final String FORMAT = "format";
    private static final String FORMAT_1 = "descent-run/1";
    private static final String PUBLISHER = "publisher";
    private static final String FILES = "files";
    private static final String PATH = "path";
    private static final String LENGTH = "length";
    private static final String SHA_256 = "sha256";

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    /** With the same line ends on every system: other bytes are refused. */
    private static final ObjectWriter PRETTY =
            JSON.writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

    private ManifestParser() {}

    public static String toJson(Manifest manifest) {
        ObjectNode root = JSON.createObjectNode().put(FORMAT, FORMAT_1);
        manifest.publisher().ifPresent(id -> root.put(PUBLISHER, id));
        ArrayNode files = root.putArray(FILES);
        manifest.files().forEach(file -> files.addObject()
                .put(PATH, file.path())
                .put(LENGTH, file.length())
                .put(SHA_256, file.sha256()));
        root.put(SHA_256, Digest.of(text(root).getBytes(StandardCharsets.UTF_8)).sha256());
        return text(root);
    }

    private static String text(ObjectNode root) {
        try {
            return PRETTY.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The manifest of a text that is, to the last character, what {@link #toJson} writes for it.
     *
     * @throws IllegalArgumentException if {@code json} is not a manifest as this version writes it
     */
    public static Manifest fromJson(String json) {
        Manifest manifest = read(json);
        if (!toJson(manifest).equals(json)) {
            throw new IllegalArgumentException("a manifest must be as it was written, but was changed");
        }
        return manifest;
    }

    private static Manifest read(String json) {
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
        return new Manifest(
                files, root.has(PUBLISHER) ? Optional.of(root.path(PUBLISHER).asText()) : Optional.empty());
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a manifest must be JSON, but: " + e.getOriginalMessage(), e);
        }
    }
}
