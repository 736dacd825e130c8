package io.descent.storage;

/** There is no complete run where one was to be read. */
public final class NoRunException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoRunException(String message) {
        super(message);
    }
}
