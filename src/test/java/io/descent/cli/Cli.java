package io.descent.cli;

import io.descent.TestSession;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/** The program as a person at a terminal meets it, but in this process. */
final class Cli {
    private Cli() {}

    /**
     * What a command left.
     *
     * @param code its exit code
     * @param out what it wrote to the standard output
     * @param err what it wrote to the standard error
     */
    record Result(int code, String out, String err) {
        String describe() {
            return "exit code " + code + "\n" + out + "\n" + err;
        }
    }

    /** Runs a command with Spark at hand. */
    static Result run(String... args) {
        TestSession.get();
        return runWithoutSpark(args);
    }

    /** Runs a command that must not start Spark. */
    static Result runWithoutSpark(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(stream(out), stream(err), OptionalInt.empty());
        int code = Main.run(console, args);
        return new Result(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
