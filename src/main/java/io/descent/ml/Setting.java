package io.descent.ml;

/** Settings by the names under which people know them, for messages. */
final class Setting {
    static final String WHERE = "data.where";
    static final String LABEL = "data.label";
    static final String WEIGHT = "data.weight";
    static final String NUMERIC = "data.features.numeric";
    static final String CATEGORICAL = "data.features.categorical";
    static final String VECTOR = "data.features.vector";
    static final String EXCLUDE = "data.features.exclude";
    static final String MISSING = "data.missing";

    private Setting() {}
}
