package io.descent.spark;

import io.descent.model.Parameters;
import java.util.List;

/**
 * A fitted model that a descent starts from.
 *
 * @param parameters in the units of the data
 * @param featureNames in the order of its inputs
 * @param labels in the order of its outputs
 */
public record StartModel(Parameters parameters, List<String> featureNames, List<String> labels) {

    public StartModel {
        featureNames = List.copyOf(featureNames);
        labels = List.copyOf(labels);
    }
}
