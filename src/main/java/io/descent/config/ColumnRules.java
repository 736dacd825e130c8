package io.descent.config;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A column has one part to play. Names are compared as they are written. */
final class ColumnRules {
    private final Problems problems;

    private ColumnRules(Problems problems) {
        this.problems = problems;
    }

    static void check(List<String> labels, FeatureSettings features, Optional<String> weight, Problems problems) {
        ColumnRules rules = new ColumnRules(problems);
        if (labels.isEmpty()) {
            problems.must(Keys.LABEL, "name at least one column", labels);
        }
        List<String> vector = features.vector().stream().toList();
        List<String> weights = weight.stream().toList();
        rules.names(Keys.LABEL, labels);
        rules.names(Keys.NUMERIC, features.numeric());
        rules.names(Keys.CATEGORICAL, features.categorical());
        rules.names(Keys.VECTOR, vector);
        rules.names(Keys.EXCLUDE, features.exclude());
        rules.names(Keys.WEIGHT, weights);

        rules.apart(Keys.NUMERIC, features.numeric(), Keys.LABEL, labels);
        rules.apart(Keys.CATEGORICAL, features.categorical(), Keys.LABEL, labels);
        rules.apart(Keys.VECTOR, vector, Keys.LABEL, labels);
        rules.apart(Keys.WEIGHT, weights, Keys.LABEL, labels);
        rules.apart(Keys.NUMERIC, features.numeric(), Keys.WEIGHT, weights);
        rules.apart(Keys.CATEGORICAL, features.categorical(), Keys.WEIGHT, weights);
        rules.apart(Keys.VECTOR, vector, Keys.WEIGHT, weights);
        rules.apart(Keys.CATEGORICAL, features.categorical(), Keys.NUMERIC, features.numeric());
        rules.apart(Keys.EXCLUDE, features.exclude(), Keys.NUMERIC, features.numeric());
        rules.apart(Keys.EXCLUDE, features.exclude(), Keys.CATEGORICAL, features.categorical());

        rules.alone(vector, Keys.NUMERIC, features.numeric());
        rules.alone(vector, Keys.CATEGORICAL, features.categorical());
        rules.alone(vector, Keys.EXCLUDE, features.exclude());
    }

    private void names(String key, Collection<String> columns) {
        if (columns.stream().anyMatch(String::isBlank)) {
            problems.add(key, "must not hold a blank name");
        }
        Set<String> twice = new LinkedHashSet<>(columns);
        twice.removeIf(column -> Collections.frequency(columns, column) == 1);
        if (!twice.isEmpty()) {
            problems.add(key, "must list a column once, but lists " + quoted(twice) + " more than once");
        }
    }

    private void apart(String key, Collection<String> columns, String otherKey, Collection<String> others) {
        Set<String> shared = new LinkedHashSet<>(columns);
        shared.retainAll(others);
        if (!shared.isEmpty()) {
            problems.add(key, "must not name a column of " + otherKey + ", but names " + quoted(shared));
        }
    }

    private void alone(Collection<String> vector, String key, Collection<String> columns) {
        if (!vector.isEmpty() && !columns.isEmpty()) {
            problems.add(key, "must be empty when " + Keys.VECTOR + " is set, but lists " + quoted(columns));
        }
    }

    private static String quoted(Collection<String> columns) {
        return columns.stream().map(Problems::shown).collect(Collectors.joining(", "));
    }
}
