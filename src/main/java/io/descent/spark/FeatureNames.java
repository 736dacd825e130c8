package io.descent.spark;

import java.util.List;
import java.util.function.IntFunction;

/** What features are called in messages and results. */
final class FeatureNames {

    private FeatureNames() {}

    /** The names that were given; or the columns'; or the vector column's with a number. */
    static IntFunction<String> of(TrainingRequest request, int features) {
        List<String> given = request.featureNames();
        if (!given.isEmpty()) {
            if (given.size() != features) {
                throw new DataException("there must be a name for each feature, but there are "
                        + given.size()
                        + " names for "
                        + features
                        + " features");
            }
            return given::get;
        }
        List<String> columns = request.columns().features();
        return request.columns().form() == ExampleColumns.FeatureForm.NUMERIC_COLUMNS
                ? columns::get
                : feature -> columns.get(0) + "[" + feature + "]";
    }
}
