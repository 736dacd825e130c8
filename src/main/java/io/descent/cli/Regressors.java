package io.descent.cli;

import io.descent.config.Settings;
import io.descent.config.TrainingSettings;
import io.descent.ml.DescentRegressor;
import java.util.Locale;

/** The estimator that the settings describe. */
final class Regressors {

    private Regressors() {}

    static DescentRegressor of(Settings settings) {
        TrainingSettings training = settings.training();
        DescentRegressor regressor = new DescentRegressor()
                .setMaxIter(training.maxIterations())
                .setTol(training.tolerance())
                .setRegParam(training.lambda())
                .setElasticNetParam(training.alpha())
                .setFitIntercept(settings.model().intercept())
                .setStandardization(training.standardize())
                .setOptimizer(training.optimizer().toString())
                .setSeed(training.seed())
                .setPrecision(training.precision().name().toLowerCase(Locale.ROOT))
                .setGradientSource(training.gradientSource().toString())
                .setHiddenLayers(settings.model().hiddenLayers().stream()
                        .mapToInt(Integer::intValue)
                        .toArray())
                .setActivation(settings.model().activation().toString())
                .setBatchFraction(training.batch().fraction().orElse(0))
                .setSchedule(training.schedule().name().toString())
                .setWarmUp(training.schedule().warmUp())
                .setWeightDecay(
                        training.weightDecay().isPresent()
                                ? Double.toString(training.weightDecay().getAsDouble())
                                : "auto")
                .setLocalSteps(training.sharding().localSteps())
                .setNumShards(training.sharding().shards().orElse(0))
                .setPatience(training.earlyStopping().patience());
        return training.stepSize().isAuto()
                ? regressor
                : regressor
                        .setStepSize(training.stepSize().initial())
                        .setStepDecay(training.stepSize().decay());
    }
}
