package io.descent.reliability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a driver has said of its progress on stderr. All that is known here of its wording is in the two patterns.
 *
 * @param iteration the latest that was shown; a few later ones may have ended since
 * @param continuedFrom the iteration after which the latest driver of this log went on; empty for one from the start
 */
record Progress(OptionalInt iteration, OptionalInt continuedFrom) {
    /** {@code 12/300  loss 0.5}, as it stands in the line of a terminal and in that of a log. */
    private static final Pattern ITERATION = Pattern.compile("(\\d+)/\\d+,? +loss ");

    private static final Pattern CONTINUED = Pattern.compile("continu[^\r\n]*iteration (\\d+)");

    /** Nothing was said yet. */
    static final Progress NONE = new Progress(OptionalInt.empty(), OptionalInt.empty());

    static Progress in(Path log) {
        String text = text(log);
        return new Progress(last(ITERATION, text), last(CONTINUED, text));
    }

    private static OptionalInt last(Pattern pattern, String text) {
        OptionalInt last = OptionalInt.empty();
        for (Matcher matcher = pattern.matcher(text); matcher.find(); ) {
            last = OptionalInt.of(Integer.parseInt(matcher.group(1)));
        }
        return last;
    }

    private static String text(Path log) {
        try {
            return Files.readString(log);
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
