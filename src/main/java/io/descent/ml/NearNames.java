package io.descent.ml;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What was probably meant by a name that is not there. */
final class NearNames {
    private static final int SHOWN = 12;

    private NearNames() {}

    /** "; did you mean 'a' or 'b'?", or else the names there are. */
    static String hint(String name, List<String> names) {
        String near = names.stream()
                .filter(known -> letters(name, known) <= (plain(name).length() + 1) / 3)
                .sorted(Comparator.comparingInt(known -> letters(name, known)))
                .limit(3)
                .map(known -> "'" + known + "'")
                .collect(Collectors.joining(" or "));
        return near.isEmpty() ? "; the data has " + list(names) : "; did you mean " + near + "?";
    }

    /** The names, each in quotes, cut short if there are many. */
    static String list(List<String> names) {
        String shown = names.stream().limit(SHOWN).map(name -> "'" + name + "'").collect(Collectors.joining(", "));
        return names.size() <= SHOWN ? shown : shown + " and " + (names.size() - SHOWN) + " more";
    }

    private static int letters(String name, String known) {
        return LevenshteinDistance.getDefaultInstance().apply(plain(name), plain(known));
    }

    /** Without what distinguishes maxHeight, max_height and "Max Height". */
    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[\\s_.`\"-]", "");
    }
}
