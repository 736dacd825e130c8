package io.descent.cli;

import io.descent.storage.Status;
import java.util.Optional;

/**
 * What came of a command.
 *
 * @param message one sentence, or a problem a line
 * @param parameterHash of the fitted parameters, where there are some
 */
record Outcome(ExitCode code, String message, Optional<String> parameterHash) {

    static Outcome success(String message) {
        return new Outcome(ExitCode.SUCCESS, message, Optional.empty());
    }

    static Outcome failure(ExitCode code, String message) {
        return new Outcome(code, message, Optional.empty());
    }

    boolean succeeded() {
        return code == ExitCode.SUCCESS;
    }

    Status status() {
        return new Status(succeeded() ? "succeeded" : "failed", code.number(), message, parameterHash);
    }
}
