package io.descent.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** A {@link Status} as a JSON file, {@code {state, exitCode, message, parameterHash?}}, for whatever watches runs. */
public final class StatusFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private StatusFile() {}

    /**
     * Writes {@code status} to {@code file}, in the place of an earlier one; directories above it are made. On the local
     * file system and on HDFS a reader sees the old file or the new one, never a part.
     */
    public static void write(Path file, Status status, Configuration configuration) throws IOException {
        Failures.translated(() -> {
            Store store = Store.of(file, configuration);
            Path qualified = store.qualified(file);
            store.makeDirectories(qualified.getParent());
            store.replace(qualified, toJson(status).getBytes(StandardCharsets.UTF_8));
        });
    }

    static String toJson(Status status) {
        ObjectNode root = JSON.createObjectNode()
                .put("state", status.state())
                .put("exitCode", status.exitCode())
                .put("message", status.message());
        status.parameterHash().ifPresent(hash -> root.put("parameterHash", hash));
        try {
            return JSON.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
