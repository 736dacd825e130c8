package io.descent.cli;

import io.descent.storage.Status;
import io.descent.storage.StatusFile;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The program: parses the command line, runs the command, and tells the system what came of it. */
public final class Main {
    private final Console console;
    private final CommandLine line = DescentCommand.line();

    private Main(Console console) {
        this.console = console;
        line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
    }

    public static void main(String[] args) {
        Signals.watch();
        System.exit(run(Console.ofProcess(), args));
    }

    /** Runs a command and returns its exit code, without ending the process. */
    static int run(Console console, String... args) {
        return new Main(console).run(args);
    }

    private int run(String[] args) {
        ParseResult parsed;
        try {
            parsed = line.parseArgs(args);
        } catch (ParameterException e) {
            return end(Usage.outcome(e), Usage.statusFile(args));
        }
        if (CommandLine.executeHelpRequest(parsed) != null) {
            return ExitCode.SUCCESS.number();
        }
        if (!parsed.hasSubcommand()) {
            line.usage(console.err());
            return ExitCode.BAD_COMMAND_LINE.number();
        }
        return run((Command) parsed.subcommand().commandSpec().userObject());
    }

    private int run(Command command) {
        DescentCommand options = line.getCommand();
        if (!options.verbose()) {
            Noise.quieten();
        }
        try (Shutdown.Hook hook = Shutdown.hook(() -> command.statusFile().ifPresent(this::writeInterrupted))) {
            return end(outcome(command, options.verbose()), command.statusFile());
        }
    }

    private Outcome outcome(Command command, boolean verbose) {
        try {
            return command.run(console);
        } catch (ParameterException e) {
            return Usage.outcome(e);
        } catch (Exception | Error e) {
            if (verbose) {
                e.printStackTrace(console.err());
            }
            return Failure.of(e);
        }
    }

    /** Reports an outcome, and returns the exit code: another one if nothing failed but the report. */
    private int end(Outcome outcome, Optional<String> statusFile) {
        if (Signals.received().isPresent()) {
            return ExitCode.INTERNAL_ERROR.number(); // never seen: the process is ending, with the signal's own code
        }
        if (!outcome.succeeded()) {
            console.err().println("descent: " + outcome.message());
        }
        boolean written = statusFile.isEmpty() || write(outcome.status(), statusFile.get());
        return outcome.succeeded() && !written
                ? ExitCode.IO_ERROR.number()
                : outcome.code().number();
    }

    private void writeInterrupted(String statusFile) {
        int signal = Signals.received().orElse(0);
        write(new Status("failed", 128 + signal, "stopped by signal " + signal, Optional.empty()), statusFile);
    }

    private boolean write(Status status, String statusFile) {
        try {
            StatusFile.write(new Path(statusFile), status, Engine.hadoop());
            return true;
        } catch (Exception | Error e) {
            console.err().println("descent: status file " + statusFile + " cannot be written: " + Failure.reason(e));
            return false;
        }
    }
}
