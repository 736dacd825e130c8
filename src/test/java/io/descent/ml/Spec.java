package io.descent.ml;

import java.util.List;
import java.util.Optional;

/** An {@link ExampleSpec} put together piece by piece. */
final class Spec {
    private final List<String> labels;
    private Optional<String> where = Optional.empty();
    private Optional<String> weight = Optional.empty();
    private Optional<List<String>> numeric = Optional.empty();
    private List<String> categorical = List.of();
    private Optional<String> vector = Optional.empty();
    private List<String> exclude = List.of();
    private MissingValues missing = MissingValues.FAIL;
    private double validation;

    private Spec(List<String> labels) {
        this.labels = labels;
    }

    static Spec of(String... labels) {
        return new Spec(List.of(labels));
    }

    Spec where(String condition) {
        where = Optional.of(condition);
        return this;
    }

    Spec weight(String column) {
        weight = Optional.of(column);
        return this;
    }

    Spec numeric(String... columns) {
        numeric = Optional.of(List.of(columns));
        return this;
    }

    Spec categorical(String... columns) {
        categorical = List.of(columns);
        return this;
    }

    Spec vector(String column) {
        vector = Optional.of(column);
        return this;
    }

    Spec exclude(String... columns) {
        exclude = List.of(columns);
        return this;
    }

    Spec missing(MissingValues rule) {
        missing = rule;
        return this;
    }

    Spec validation(double fraction) {
        validation = fraction;
        return this;
    }

    ExampleSpec build() {
        return new ExampleSpec(where, labels, weight, numeric, categorical, vector, exclude, missing, validation);
    }
}
