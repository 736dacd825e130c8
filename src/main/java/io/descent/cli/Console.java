package io.descent.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/**
 * Where a command speaks.
 *
 * @param out results
 * @param err progress, warnings and errors
 * @param columns the width of the terminal that shows {@code err}; empty where that is none
 */
record Console(PrintStream out, PrintStream err, OptionalInt columns) {

    /** This process's streams, in UTF-8 whatever the locale says. */
    static Console ofProcess() {
        return new Console(stream(FileDescriptor.out), stream(FileDescriptor.err), Terminal.columns());
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    void warn(String sentence) {
        err.println("warning: " + sentence);
    }
}
