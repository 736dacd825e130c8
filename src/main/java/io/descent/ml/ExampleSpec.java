package io.descent.ml;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a table's rows become examples. A column is meant by its exact name; any other text is a Spark SQL expression
 * over the columns, in which {@code AS name} names the feature.
 *
 * @param where a Spark SQL condition that keeps rows
 * @param labels columns or expressions, at least one
 * @param weight column or expression of each row's weight; all 1 without one
 * @param numeric columns or expressions; empty for every other numeric column
 * @param categorical columns or expressions, each turned into one feature per value but the first in order
 * @param vector one column of vectors, instead of the other two
 * @param exclude columns that are not features, where {@code numeric} is empty
 * @param missing what becomes of rows with missing or infinite values
 * @param validation the part of the rows that is held out, in [0, 1)
 */
public record ExampleSpec(
        Optional<String> where,
        List<String> labels,
        Optional<String> weight,
        Optional<List<String>> numeric,
        List<String> categorical,
        Optional<String> vector,
        List<String> exclude,
        MissingValues missing,
        double validation) {
    public ExampleSpec {
        Objects.requireNonNull(where, "where");
        labels = List.copyOf(labels);
        Objects.requireNonNull(weight, "weight");
        numeric = numeric.map(List::copyOf);
        categorical = List.copyOf(categorical);
        Objects.requireNonNull(vector, "vector");
        exclude = List.copyOf(exclude);
        Objects.requireNonNull(missing, "missing");
        if (labels.isEmpty()) {
            throw new IllegalArgumentException("labels must name at least one column, but is empty");
        }
        if (!(validation >= 0 && validation < 1)) {
            throw new IllegalArgumentException("validation must be in [0, 1), but is " + validation);
        }
    }

    /** Every numeric column as a feature, and nothing else out of the ordinary. */
    public static ExampleSpec of(String label) {
        return new ExampleSpec(
                Optional.empty(),
                List.of(label),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                MissingValues.FAIL,
                0);
    }
}
