package io.descent.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds keys that are not settings, and the setting that was probably meant. */
final class UnknownKeys {
    private static final String TOP = "the file";

    private final List<Problem> problems = new ArrayList<>();

    private UnknownKeys() {}

    /** A problem for each key under {@code root} that is no setting, in the order in which they were written. */
    static List<Problem> in(ConfigObject root) {
        UnknownKeys unknown = new UnknownKeys();
        unknown.walk("", root);
        return unknown.problems;
    }

    private void walk(String prefix, ConfigObject block) {
        block.entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, ConfigValue>>comparingInt(
                                e -> e.getValue().origin().lineNumber())
                        .thenComparing(Map.Entry::getKey))
                .forEach(entry -> visit(prefix + ConfigUtil.joinPath(entry.getKey()), entry.getValue()));
    }

    private void visit(String key, ConfigValue value) {
        if (isSection(key)) {
            visitSection(key, value);
        } else if (!Keys.ALL.contains(key)) {
            add(key, value, key + " is not a setting" + hint(key));
        }
    }

    private void visitSection(String key, ConfigValue value) {
        if (value instanceof ConfigObject block) {
            walk(key + ".", block);
        } else if (value.valueType() != ConfigValueType.NULL && !Keys.ALL.contains(key)) {
            String found = Values.shown(value);
            add(key, value, key + " must be a block of settings, " + key + " { ... }, but is " + found);
        }
    }

    private void add(String key, ConfigValue value, String message) {
        problems.add(new Problem(key, message, Origins.of(value)));
    }

    private static boolean isSection(String key) {
        return Keys.ALL.stream().anyMatch(known -> known.startsWith(key + "."));
    }

    private static String hint(String key) {
        return nearest(key)
                .map(near -> "; did you mean " + near + "?")
                .orElseGet(() -> "; " + sectionOf(key) + " has " + String.join(", ", namesIn(sectionOf(key))));
    }

    /** The setting or section nearest to {@code key}, unless about a third of its name would have to change. */
    private static Optional<String> nearest(String key) {
        return candidates().stream()
                .filter(known -> letters(key, known) <= (lastName(key).length() + 1) / 3)
                .min(Comparator.comparingInt(
                        known -> letters(key, known) + (sectionOf(key).equals(sectionOf(known)) ? 0 : 1)));
    }

    /** Letters to change in the last name; one if it was only cut short. */
    private static int letters(String key, String known) {
        String written = plain(lastName(key));
        String right = plain(lastName(known));
        boolean cutShort = written.length() >= 3 && written.length() < right.length() && right.startsWith(written);
        return cutShort ? 1 : LevenshteinDistance.getDefaultInstance().apply(written, right);
    }

    /** Without what distinguishes maxIterations, max_iterations and max-iterations. */
    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_\"]", "");
    }

    /** Settings and sections, in the order of the reference. */
    private static Set<String> candidates() {
        Set<String> all = new LinkedHashSet<>();
        for (String key : Keys.ALL) {
            for (int dot = key.indexOf('.'); dot > 0; dot = key.indexOf('.', dot + 1)) {
                all.add(key.substring(0, dot));
            }
            all.add(key);
        }
        return all;
    }

    private static List<String> namesIn(String section) {
        return candidates().stream()
                .filter(known -> sectionOf(known).equals(section))
                .map(UnknownKeys::lastName)
                .toList();
    }

    private static String lastName(String key) {
        List<String> names = ConfigUtil.splitPath(key);
        return names.get(names.size() - 1);
    }

    private static String sectionOf(String key) {
        List<String> names = ConfigUtil.splitPath(key);
        return names.size() == 1 ? TOP : ConfigUtil.joinPath(names.subList(0, names.size() - 1));
    }
}
