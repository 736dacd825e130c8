package io.descent.storage;

import java.util.Objects;
import java.util.Optional;

/**
 * How a command ended.
 *
 * @param state in one word, such as {@code succeeded} or {@code failed}
 * @param exitCode in [0, 255]
 * @param message one sentence
 * @param parameterHash of the fitted parameters, where there are some
 */
public record Status(String state, int exitCode, String message, Optional<String> parameterHash) {
    public Status {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(parameterHash, "parameterHash");
        if (exitCode < 0 || exitCode > 255) {
            throw new IllegalArgumentException("exitCode must be in [0, 255], but is " + exitCode);
        }
    }
}
