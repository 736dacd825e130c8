package io.descent.spark;

import io.descent.gradient.ExampleStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;

/** Refuses a table that cannot be fitted, and names what a person would want to know of it. */
final class ProfileCheck {

    /** Squares of larger values leave the range of a double. */
    private static final double LARGEST = 1e150;

    private ProfileCheck() {}

    /**
     * @param names of the features
     * @throws DataException at the first rule that is broken
     */
    static void check(TableProfile profile, ExampleColumns columns, InvalidRows invalid, IntFunction<String> names) {
        ExampleStatistics statistics = profile.training();
        long rows = statistics.rows() + profile.validation().rows() + profile.invalidRows();
        if (rows == 0) {
            throw new DataException("the data has no rows");
        }
        if (invalid == InvalidRows.ERROR && !profile.bad().isEmpty()) {
            throw badValues(profile, columns, names, rows);
        }
        if (profile.negativeWeights() > 0) {
            String column = columns.weight().orElseThrow();
            throw new DataException(
                    String.format(
                            Locale.ROOT,
                            "weights must be at least 0, but column '%s' has %d below, the lowest %s",
                            column,
                            profile.negativeWeights(),
                            profile.mostNegativeWeight()),
                    column);
        }
        if (statistics.rows() < 2) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "a fit needs at least 2 rows, but has %d (of %d rows in all, %d have missing or"
                            + " infinite values and %d are held out)",
                    statistics.rows(),
                    rows,
                    profile.invalidRows(),
                    profile.validation().rows()));
        }
        if (!(statistics.weight() > 0)) {
            String column = columns.weight().orElseThrow();
            throw new DataException("weights must not all be 0, but they are in column '" + column + "'", column);
        }
        for (int j = 0; j < statistics.features(); j++) {
            checkSize(statistics, j, names.apply(j));
        }
        for (int o = 0; o < columns.labels().size(); o++) {
            ExampleStatistics label = profile.training(o);
            checkSize(label, label.label(), columns.labels().get(o));
        }
    }

    private static void checkSize(ExampleStatistics statistics, int j, String column) {
        double largest = Math.max(Math.abs(statistics.min(j)), Math.abs(statistics.max(j)));
        if (largest > LARGEST) {
            throw new DataException(
                    String.format(
                            Locale.ROOT,
                            "values must be at most %s in size, but column '%s' has %s; use another unit",
                            LARGEST,
                            column,
                            largest),
                    column);
        }
    }

    private static DataException badValues(
            TableProfile profile, ExampleColumns columns, IntFunction<String> names, long rows) {
        String first = null;
        List<String> parts = new ArrayList<>();
        for (Map.Entry<Integer, long[]> entry : profile.bad().entrySet()) {
            String column = column(entry.getKey(), columns, names);
            first = first == null ? column : first;
            long[] counts = entry.getValue();
            if (parts.size() < 5) {
                parts.add(String.format(
                        Locale.ROOT,
                        "column '%s' has %s%s%s",
                        column,
                        counts[0] > 0 ? counts[0] + " missing (null or NaN)" : "",
                        counts[0] > 0 && counts[1] > 0 ? " and " : "",
                        counts[1] > 0 ? counts[1] + " infinite" : ""));
            }
        }
        int more = profile.bad().size() - parts.size();
        return new DataException(
                "every value must be a finite number, but in "
                        + rows
                        + " rows "
                        + String.join(", ", parts)
                        + (more > 0 ? ", and " + more + " more columns" : ""),
                first);
    }

    private static String column(int key, ExampleColumns columns, IntFunction<String> names) {
        if (key == TableProfile.WEIGHT) {
            return columns.weight().orElseThrow();
        }
        return key <= TableProfile.LABEL ? columns.labels().get(TableProfile.LABEL - key) : names.apply(key);
    }

    /** Sentences on features that cannot matter, and labels that do not vary. */
    static List<String> warnings(TableProfile profile, TrainingRequest request, IntFunction<String> names) {
        ExampleStatistics statistics = profile.training();
        List<String> warnings = new ArrayList<>();
        for (int o = 0; o < request.columns().labels().size(); o++) {
            ExampleStatistics label = profile.training(o);
            if (label.isConstant(label.label())) {
                warnings.add("the label '" + request.columns().labels().get(o) + "' is " + label.max(label.label())
                        + " in all rows: there is nothing to explain");
            }
        }
        List<String> constant = new ArrayList<>();
        int count = 0;
        for (int j = 0; j < statistics.features(); j++) {
            boolean redundant = request.bias() == TrainingRequest.Bias.FITTED || statistics.max(j) == 0;
            if (redundant && statistics.isConstant(j)) {
                count++;
                if (constant.size() < 5) {
                    constant.add("'" + names.apply(j) + "' (" + statistics.max(j) + ")");
                }
            }
        }
        if (count > 0) {
            warnings.add((count == 1 ? "a feature is constant" : count + " features are constant")
                    + " and can have no effect; weight 0: "
                    + String.join(", ", constant)
                    + (count > constant.size() ? ", …" : ""));
        }
        return warnings;
    }
}
