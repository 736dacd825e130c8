package io.descent.spark;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * Which columns of a table are what.
 *
 * @param labels the columns of the labels, numeric, at least one
 * @param weight the column of the weights ω ≥ 0, numeric; all 1 without one
 * @param validation a boolean column that is true for the rows to hold out
 * @param features numeric columns, or one vector column
 * @param form which of the two
 */
public record ExampleColumns(
        List<String> labels,
        Optional<String> weight,
        Optional<String> validation,
        List<String> features,
        FeatureForm form) {

    /** How the features lie in the table. */
    public enum FeatureForm implements Serializable {
        /** Each feature is a numeric column. */
        NUMERIC_COLUMNS,
        /** One column holds vectors, dense or sparse. */
        VECTOR_COLUMN
    }

    public ExampleColumns {
        labels = List.copyOf(labels);
        features = List.copyOf(features);
        if (labels.isEmpty()) {
            throw new IllegalArgumentException("labels must name at least one column, but is empty");
        }
        if (features.isEmpty()) {
            throw new IllegalArgumentException("features must name at least one column, but is empty");
        }
        if (form == FeatureForm.VECTOR_COLUMN && features.size() != 1) {
            throw new IllegalArgumentException(
                    "a vector column must be the only feature column, but there are " + features);
        }
    }

    /** With one label. */
    public ExampleColumns(
            String label,
            Optional<String> weight,
            Optional<String> validation,
            List<String> features,
            FeatureForm form) {
        this(List.of(label), weight, validation, features, form);
    }

    /** The label, or the first of several. */
    public String label() {
        return labels.get(0);
    }
}
