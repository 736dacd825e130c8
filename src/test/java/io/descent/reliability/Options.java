package io.descent.reliability;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/**
 * What was asked for.
 *
 * @param kills of the driver at random moments
 * @param seed of all that is random
 * @param output the directory for everything
 * @param only the scenarios to run; all where empty
 */
record Options(int kills, long seed, Path output, List<String> only) {
    private static final int KILLS = 100;

    /**
     * Parses {@code [--kills N] [--seed S] [--only NAME,NAME] [--output DIR]}. Without a seed each call has another one.
     *
     * @throws IllegalArgumentException for anything else
     */
    static Options parse(List<String> words, List<String> scenarios) {
        int kills = KILLS;
        long seed = System.currentTimeMillis();
        Path output = Path.of(System.getProperty("descent.basedir", "")).resolve("target/kill-matrix");
        List<String> only = new ArrayList<>();
        for (int i = 0; i < words.size(); i += 2) {
            String option = words.get(i);
            switch (option) {
                case "--kills" -> kills = Math.toIntExact(number(option, value(words, i)));
                case "--seed" -> seed = number(option, value(words, i));
                case "--output" -> output = Path.of(value(words, i));
                case "--only" -> only.addAll(names(value(words, i), scenarios));
                default ->
                    throw new IllegalArgumentException("options are --kills N, --seed S, --output DIR and --only "
                            + String.join(",", scenarios) + ", but there is " + option);
            }
        }
        return new Options(kills, seed, output.toAbsolutePath(), only);
    }

    boolean wants(Scenario scenario) {
        return only.isEmpty() || only.contains(scenario.name());
    }

    private static String value(List<String> words, int option) {
        if (option + 1 == words.size()) {
            throw new IllegalArgumentException("the option " + words.get(option) + " needs a value");
        }
        return words.get(option + 1);
    }

    private static long number(String option, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " must be a whole number, but is " + value, e);
        }
    }

    private static List<String> names(String value, List<String> scenarios) {
        List<String> names = new ArrayList<>();
        for (StringTokenizer tokens = new StringTokenizer(value, ","); tokens.hasMoreTokens(); ) {
            String name = tokens.nextToken().strip();
            if (!scenarios.contains(name)) {
                throw new IllegalArgumentException(
                        "scenarios are " + String.join(", ", scenarios) + ", but there is " + name);
            }
            names.add(name);
        }
        return names;
    }
}
