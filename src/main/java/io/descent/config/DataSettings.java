package io.descent.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The table to be fitted, and the meaning of its columns.
 *
 * @param paths Hadoop paths or globs; at least one
 * @param format csv, parquet, orc, json, libsvm or the name of any Spark source
 * @param options for Spark's reader
 * @param where a Spark SQL condition that keeps rows
 * @param labels columns or SQL expressions to be predicted; at least one
 * @param features what the prediction is made from
 * @param weight the column with each row's weight
 * @param missing what becomes of rows with missing values
 * @param validation the part of the rows that is held out; in [0, 1)
 */
public record DataSettings(
        List<String> paths,
        String format,
        Map<String, String> options,
        Optional<String> where,
        List<String> labels,
        FeatureSettings features,
        Optional<String> weight,
        Missing missing,
        double validation) {

    public DataSettings {
        paths = List.copyOf(paths);
        Objects.requireNonNull(format, "format");
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
        Objects.requireNonNull(where, "where");
        labels = List.copyOf(labels);
        Objects.requireNonNull(features, "features");
        Objects.requireNonNull(weight, "weight");
        Objects.requireNonNull(missing, "missing");
        Problems problems = new Problems();
        if (paths.isEmpty() || paths.stream().anyMatch(String::isBlank)) {
            problems.must(Keys.PATH, "hold at least one path, and none that is blank", paths);
        }
        if (format.isBlank()) {
            problems.must(Keys.FORMAT, "not be blank", format);
        }
        if (where.isPresent() && where.get().isBlank()) {
            problems.must(Keys.WHERE, "not be blank", where.get());
        }
        if (!(validation >= 0 && validation < 1)) {
            problems.must(Keys.VALIDATION, "be in [0, 1)", validation);
        }
        ColumnRules.check(labels, features, weight, problems);
        problems.throwIfAny();
    }

    /** The defaults, for a table at {@code paths} in which {@code labels} are to be predicted. */
    public static DataSettings of(List<String> paths, List<String> labels) {
        return new DataSettings(
                paths,
                "csv",
                Map.of(),
                Optional.empty(),
                labels,
                FeatureSettings.defaults(),
                Optional.empty(),
                Missing.FAIL,
                0);
    }
}
