package io.descent.cli;

import io.descent.config.DataSettings;
import io.descent.ml.ExampleSpec;
import io.descent.ml.MissingValues;
import java.util.List;
import java.util.Optional;

/** What the settings say of a table's columns, as the feature pipeline wants to hear it. */
final class Examples {

    private Examples() {}

    static ExampleSpec spec(DataSettings data) {
        List<String> numeric = data.features().numeric();
        return new ExampleSpec(
                data.where(),
                data.labels().get(0),
                data.weight(),
                numeric.isEmpty() ? Optional.empty() : Optional.of(numeric),
                data.features().categorical(),
                data.features().vector(),
                data.features().exclude(),
                MissingValues.valueOf(data.missing().name()),
                data.validation());
    }

    /** Rows, label and weight of the same for a table whose features a fitted pipeline makes: no row is held out. */
    static ExampleSpec specWithoutFeatures(DataSettings data) {
        return new ExampleSpec(
                data.where(),
                data.labels().get(0),
                data.weight(),
                Optional.of(List.of("1 AS descent_no_feature")), // a spec has one at least, and this one costs nothing
                List.of(),
                Optional.empty(),
                List.of(),
                MissingValues.FAIL,
                0);
    }
}
