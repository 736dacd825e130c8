package io.descent.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sun.misc.Signal;

/** The width of a terminal whose window people make wider or narrower. The system tells when; stty how wide it then is. */
final class TerminalWidth {
    private static final String RESIZED = "WINCH";
    private static final File TERMINAL = new File("/dev/tty");
    private static final Pattern SIZE = Pattern.compile("\\s*\\d+\\s+(\\d+)\\s*");

    private int columns;
    private volatile boolean resized;

    TerminalWidth(int columns) {
        this.columns = columns;
        try {
            Signal.handle(new Signal(RESIZED), signal -> resized = true);
        } catch (IllegalArgumentException notHere) {
            // some systems lack some signals: the width then stays as it was
        }
    }

    /** The columns that there are now. */
    int columns() {
        if (resized) {
            resized = false;
            columns = ask().orElse(columns);
        }
        return columns;
    }

    private static OptionalInt ask() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(TERMINAL)
                    .redirectErrorStream(true)
                    .start();
            return columnsOf(new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
        } catch (IOException notHere) {
            return OptionalInt.empty();
        }
    }

    /** Of what stty prints: rows and columns. */
    static OptionalInt columnsOf(String size) {
        Matcher matcher = SIZE.matcher(size);
        return matcher.matches() && !matcher.group(1).matches("0+|\\d{6,}")
                ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
                : OptionalInt.empty();
    }
}
