package io.descent.config;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The columns that a prediction is made from. The rules that tie them to each other and to the label are checked where
 * all of them are known, by {@link DataSettings}.
 *
 * @param numeric columns or SQL expressions; empty for every other numeric column
 * @param categorical columns, each turned into one column per value but the first in sort order
 * @param vector one column of vectors, instead of the other two
 * @param exclude columns that are not features, when numeric is empty
 */
public record FeatureSettings(
        List<String> numeric, List<String> categorical, Optional<String> vector, List<String> exclude) {
    public FeatureSettings {
        numeric = List.copyOf(numeric);
        categorical = List.copyOf(categorical);
        Objects.requireNonNull(vector, "vector");
        exclude = List.copyOf(exclude);
    }

    public static FeatureSettings defaults() {
        return new FeatureSettings(List.of(), List.of(), Optional.empty(), List.of());
    }
}
