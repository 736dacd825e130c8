package io.descent.ml;

import io.descent.model.Parameters;

/** Models that no fit has made. */
public final class Models {
    private Models() {}

    /** A model with these parameters, in the units of the data, and no summary. */
    public static DescentRegressionModel of(Parameters parameters) {
        return new DescentRegressionModel("model", parameters, null);
    }
}
