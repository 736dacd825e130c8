package io.descent.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/**
 * What was asked for.
 *
 * @param output the directory for results and generated tables
 * @param only the sections to run; all where empty
 */
record Options(Sizes sizes, Path output, List<String> only) {

    /**
     * Parses {@code [--quick] [--output DIR] [--only name,name]}.
     *
     * @throws IllegalArgumentException for anything else
     */
    static Options parse(List<String> words, List<String> sections) {
        Sizes sizes = Sizes.full();
        Path output = Path.of(System.getProperty("descent.basedir", "")).resolve("target/benchmark");
        List<String> only = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            switch (words.get(i)) {
                case "--quick" -> sizes = Sizes.quick();
                case "--output" -> output = Path.of(value(words, ++i));
                case "--only" -> only.addAll(names(value(words, ++i), sections));
                default ->
                    throw new IllegalArgumentException("options are --quick, --output DIR and --only "
                            + String.join(",", sections) + ", but there is " + words.get(i));
            }
        }
        return new Options(sizes, output, only);
    }

    boolean wants(String section) {
        return only.isEmpty() || only.contains(section);
    }

    private static String value(List<String> words, int place) {
        if (place == words.size()) {
            throw new IllegalArgumentException("the option " + words.get(place - 1) + " needs a value");
        }
        return words.get(place);
    }

    private static List<String> names(String value, List<String> sections) {
        List<String> names = new ArrayList<>();
        for (StringTokenizer tokens = new StringTokenizer(value, ","); tokens.hasMoreTokens(); ) {
            String name = tokens.nextToken().strip();
            if (!sections.contains(name)) {
                throw new IllegalArgumentException(
                        "sections are " + String.join(", ", sections) + ", but there is " + name);
            }
            names.add(name);
        }
        return names;
    }
}
