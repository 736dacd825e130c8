package io.descent.cli;

import io.descent.config.Settings;
import io.descent.ml.DescentRegressionModel;
import io.descent.model.Network;
import io.descent.model.Parameters;
import io.descent.training.TrainingSummary;
import java.util.List;
import org.apache.spark.ml.PipelineModel;

/**
 * What a training came to.
 *
 * @param pipeline the feature stages, and the model as the last stage
 * @param model W and b, in the units of the data
 * @param warnings sentences for people, most important first
 * @param seconds from the first look at the table to the end of the fit
 */
record Fitted(
        Assignment assignment,
        PipelineModel pipeline,
        DescentRegressionModel model,
        TrainingSummary summary,
        List<String> warnings,
        double seconds) {
    Fitted {
        warnings = List.copyOf(warnings);
    }

    Settings settings() {
        return assignment.settings();
    }

    List<String> featureNames() {
        return summary.featureNames();
    }

    Network network() {
        return model.network();
    }

    /** W and b of all layers, in the units of the data. */
    Parameters parameters() {
        return model.parameters();
    }

    /** W of one neuron, (features). */
    double[] weights() {
        return model.coefficients().toArray();
    }

    /** b of one neuron. */
    double intercept() {
        return model.intercept();
    }

    /** What is predicted, in the order of the outputs; at least one. */
    List<String> labels() {
        return model.labels();
    }

    String parameterHash() {
        return ParameterHash.of(parameters());
    }
}
