package io.descent.storage;

/** The bytes of a checkpoint are not those that were written. */
final class DamagedCheckpointException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DamagedCheckpointException(String message) {
        super(message);
    }

    DamagedCheckpointException(String message, Throwable cause) {
        super(message, cause);
    }
}
