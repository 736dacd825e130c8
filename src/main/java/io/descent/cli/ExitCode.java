package io.descent.cli;

/** How a command tells the system that started it what came of it. */
enum ExitCode {
    SUCCESS(0),
    /** Diverged, or not converged where that is required. */
    NOT_CONVERGED(20),
    BAD_COMMAND_LINE(64),
    BAD_DATA(65),
    NO_INPUT(66),
    INTERNAL_ERROR(70),
    /** The output exists, or cannot be made. */
    CANNOT_CREATE(73),
    IO_ERROR(74),
    /** Another process has taken over what this one was at. */
    TRY_AGAIN(75),
    BAD_SETTINGS(78);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
