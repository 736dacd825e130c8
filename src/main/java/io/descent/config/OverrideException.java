package io.descent.config;

/** An override on the command line is not of the form {@code key=value}. */
public final class OverrideException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    OverrideException(String message) {
        super(message);
    }
}
