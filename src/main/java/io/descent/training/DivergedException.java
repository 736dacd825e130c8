package io.descent.training;

/** The loss grew instead of falling. The message names the setting at fault. */
public final class DivergedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DivergedException(String message) {
        super(message);
    }
}
