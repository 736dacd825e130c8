package io.descent.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --status FILE} of every command that trains. */
final class StatusOption {

    @Option(
            names = "--status",
            paramLabel = "FILE",
            description = "Write {state, exitCode, message, parameterHash?} there at the end, however it ends.")
    private Optional<String> file = Optional.empty();

    Optional<String> file() {
        return file;
    }
}
