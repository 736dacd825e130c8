package io.descent.storage;

/** Another process has taken this run over: whoever gets this must write nothing more. */
public final class TakenOverException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TakenOverException(String message) {
        super(message);
    }
}
