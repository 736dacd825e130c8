package io.descent.cli;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Whether people look at the error stream. A launcher knows best, and says so in {@code DESCENT_TTY} (1 or 0) and {@code
 * COLUMNS}; without its word Linux is asked, and elsewhere Java.
 */
final class Terminal {
    private static final int USUAL_COLUMNS = 80;
    private static final int FEWEST_COLUMNS = 40;
    private static final Path ERROR_STREAM = Path.of("/proc/self/fd/2");

    private Terminal() {}

    /** The width of the terminal that shows the error stream; empty where that is none. */
    static OptionalInt columns() {
        Map<String, String> environment = System.getenv();
        return isTerminal(environment) ? OptionalInt.of(width(environment)) : OptionalInt.empty();
    }

    /** What the terminal can show, as far as the locale tells. */
    static Dots.Script script() {
        // "stdout.encoding" since Java 19
        String name = System.getProperty("stdout.encoding", System.getProperty("native.encoding", "US-ASCII"));
        return script(name);
    }

    static Dots.Script script(String charset) {
        try {
            return Charset.forName(charset).newEncoder().canEncode('\u28ff') ? Dots.Script.BRAILLE : Dots.Script.ASCII;
        } catch (IllegalArgumentException | UnsupportedOperationException unknown) {
            return Dots.Script.ASCII;
        }
    }

    static int width(Map<String, String> environment) {
        try {
            int width = Integer.parseInt(environment.getOrDefault("COLUMNS", "").trim());
            return width > 0 ? Math.max(width, FEWEST_COLUMNS) : USUAL_COLUMNS;
        } catch (NumberFormatException notSaid) {
            return USUAL_COLUMNS;
        }
    }

    private static boolean isTerminal(Map<String, String> environment) {
        String said = environment.get("DESCENT_TTY");
        if (said != null) {
            return said.equals("1");
        }
        if (environment.getOrDefault("TERM", "dumb").equals("dumb")) {
            return false;
        }
        if (Files.isSymbolicLink(ERROR_STREAM)) {
            return isTerminalDevice();
        }
        return System.console() != null;
    }

    private static boolean isTerminalDevice() {
        try {
            String device = Files.readSymbolicLink(ERROR_STREAM).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
        } catch (IOException unknown) {
            return false;
        }
    }
}
