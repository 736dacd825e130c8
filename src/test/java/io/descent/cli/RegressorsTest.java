package io.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.config.SettingsParser;
import io.descent.ml.DescentRegressor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.ml.param.Param;
import org.junit.jupiter.api.Test;

/** Settings as params of the estimator. */
class RegressorsTest {
    private static final String REQUIRED = "data { path = in.csv, label = y }\noutput.path = out\n";

    @Test
    void of_defaults_areThoseOfTheEstimator() {
        Map<String, Object> defaults = values(new DescentRegressor());
        assertThat(values(regressor(""))).usingRecursiveComparison().isEqualTo(defaults);
    }

    @Test
    void of_network_hasEverySetting() {
        Map<String, Object> values = values(
                regressor(
                        """
                        model { hidden-layers = [16, 8], activation = sigmoid, intercept = false }
                        training {
                          optimizer = nesterov, step-size { initial = 0.5, decay = 0.1 }, schedule = decay, warm-up = 2.5
                          batch = 0.25, local-steps = 3, shards = 5, max-iterations = 30, tolerance = 1e-3
                          lambda = 0.1, alpha = 0.5, standardize = false, gradient-source = auto, seed = -1
                          early-stopping.patience = 4
                        }
                        """));
        assertThat(values)
                .containsEntry("hiddenLayers", new int[] {16, 8})
                .containsEntry("activation", "sigmoid")
                .containsEntry("fitIntercept", false)
                .containsEntry("optimizer", "nesterov")
                .containsEntry("stepSize", 0.5)
                .containsEntry("stepDecay", 0.1)
                .containsEntry("schedule", "decay")
                .containsEntry("warmUp", 2.5)
                .containsEntry("weightDecay", "auto")
                .containsEntry("batchFraction", 0.25)
                .containsEntry("localSteps", 3)
                .containsEntry("numShards", 5)
                .containsEntry("maxIter", 30)
                .containsEntry("tol", 1e-3)
                .containsEntry("regParam", 0.1)
                .containsEntry("elasticNetParam", 0.5)
                .containsEntry("standardization", false)
                .containsEntry("precision", "single")
                .containsEntry("gradientSource", "auto")
                .containsEntry("seed", -1L)
                .containsEntry("patience", 4);
    }

    @Test
    void of_fullBatchOfANetwork_isNotAuto() {
        assertThat(values(regressor("model.hidden-layers = [4]\ntraining.batch = full")))
                .containsEntry("batchFraction", 1.0);
        assertThat(values(regressor("model.hidden-layers = [4]"))).containsEntry("batchFraction", 0.0);
    }

    private static DescentRegressor regressor(String settings) {
        return Regressors.of(SettingsParser.parse(REQUIRED + settings));
    }

    private static Map<String, Object> values(DescentRegressor regressor) {
        Map<String, Object> values = new LinkedHashMap<>();
        Arrays.stream(regressor.params())
                .filter(regressor::isDefined)
                .forEach(param -> values.put(param.name(), value(regressor, param)));
        return values;
    }

    private static <T> T value(DescentRegressor regressor, Param<T> param) {
        return regressor.getOrDefault(param);
    }
}
