package io.descent.spark;

/** There is nothing to read: a path that does not exist, or a path or glob without files. */
public final class NoInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoInputException(String message) {
        super(message);
    }
}
