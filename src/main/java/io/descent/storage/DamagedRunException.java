package io.descent.storage;

/** A run's files are not those that its manifest lists. */
public final class DamagedRunException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DamagedRunException(String message) {
        super(message);
    }

    DamagedRunException(String message, Throwable cause) {
        super(message, cause);
    }
}
