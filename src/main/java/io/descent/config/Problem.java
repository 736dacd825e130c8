package io.descent.config;

import java.util.Objects;

/**
 * One thing that is wrong with the settings.
 *
 * @param key the full name of the setting at fault, such as {@code training.lambda}; empty when the whole file is
 * @param message a sentence without its full stop: the key, the rule, then the value found
 * @param origin where the value was written, such as {@code run.conf:12}; empty when it was written nowhere
 */
public record Problem(String key, String message, String origin) {
    public Problem {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(origin, "origin");
    }

    /** A problem of a file as a whole. */
    static Problem ofFile(String file, String message) {
        return new Problem("", message, file);
    }

    /** The same problem, found at {@code place} unless its origin is already known. */
    Problem locatedAt(String place) {
        return origin.isEmpty() ? new Problem(key, message, place) : this;
    }

    /** The origin, if known, and the message. */
    @Override
    public String toString() {
        return origin.isEmpty() ? message : origin + ": " + message;
    }
}
