package io.descent.benchmark;

import java.util.Locale;

/** Numbers for people. */
final class Numbers {
    private Numbers() {}

    /** Three digits that matter, without an exponent where there need not be one. */
    static String text(double value) {
        double size = Math.abs(value);
        if (size != 0 && (size < 1e-3 || size >= 1e7)) {
            return String.format(Locale.ROOT, "%.1e", value);
        }
        int decimals = size >= 100 || value == 0 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 3 : 4;
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }

    /** 2M, 200k, 1000. */
    static String count(long value) {
        if (value >= 1_000_000 && value % 100_000 == 0) {
            return text(value / 1e6) + "M";
        }
        return value >= 10_000 && value % 100 == 0 ? text(value / 1e3) + "k" : Long.toString(value);
    }
}
