package io.descent.cli;

import java.util.Locale;
import java.util.OptionalDouble;

/** The words for a descent's progress. */
final class ProgressText {
    private static final int WIDEST_BAR = 30;
    private static final int NARROWEST_BAR = 5;
    private static final String UNKNOWN = "–";

    private ProgressText() {}

    /** For one line of a terminal: a bar of a width that does not change, where there is room for one, and the facts. */
    static String bar(DescentProgress descent, int columns) {
        int most = Integer.toString(descent.start().maxIterations()).length();
        String facts = Texts.padded(iteration(descent), 2 * most + 1)
                + "  " + Texts.padded(loss(descent), 15)
                + "  " + Texts.padded(gradient(descent), 10)
                + "  " + Texts.padded(speed(descent), 13)
                + "  " + left(descent);
        int bar = Math.min(WIDEST_BAR, columns - 2 * most - 65);
        if (bar < NARROWEST_BAR) {
            return facts.substring(0, Math.min(columns, facts.length()));
        }
        int full = (int) Math.round(descent.done() * bar);
        return "[" + "#".repeat(full) + ".".repeat(bar - full) + "] " + facts;
    }

    /** For a line in a log. */
    static String plain(DescentProgress descent) {
        return "iteration "
                + String.join(
                        ", ",
                        iteration(descent),
                        loss(descent),
                        gradient(descent),
                        speed(descent) + rate(descent),
                        left(descent));
    }

    private static String iteration(DescentProgress descent) {
        return descent.last().iteration() + "/" + descent.start().maxIterations();
    }

    private static String loss(DescentProgress descent) {
        return "loss " + Numbers.significant(descent.last().loss(), 5);
    }

    private static String gradient(DescentProgress descent) {
        return "grad " + String.format(Locale.ROOT, "%.0e", descent.last().gradientNorm());
    }

    private static String speed(DescentProgress descent) {
        return known(descent.rowsPerSecond(), Numbers::compact) + " rows/s";
    }

    /** Of the latest iteration's passes, where that was measured. */
    private static String rate(DescentProgress descent) {
        double rate = descent.last().passes().gigabytesPerSecond();
        return rate > 0 ? " (" + Numbers.significant(rate, 3) + " GB/s)" : "";
    }

    private static String left(DescentProgress descent) {
        return known(descent.secondsLeft(), Numbers::duration) + " left";
    }

    private interface Format {
        String of(double value);
    }

    private static String known(OptionalDouble value, Format format) {
        return value.isPresent() ? format.of(value.getAsDouble()) : UNKNOWN;
    }
}
