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
                data.labels(),
                data.weight(),
                numeric.isEmpty() ? Optional.empty() : Optional.of(numeric),
                data.features().categorical(),
                data.features().vector(),
                data.features().exclude(),
                MissingValues.valueOf(data.missing().name()),
                data.validation());
    }
}
