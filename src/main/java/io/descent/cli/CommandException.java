package io.descent.cli;

/** A command cannot go on. The message names the rule and what was found. */
final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode code;

    CommandException(ExitCode code, String message) {
        super(message);
        this.code = code;
    }

    CommandException(ExitCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    ExitCode code() {
        return code;
    }
}
