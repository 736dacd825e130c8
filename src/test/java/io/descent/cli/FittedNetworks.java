package io.descent.cli;

import io.descent.config.DataSettings;
import io.descent.config.ModelSettings;
import io.descent.config.OutputSettings;
import io.descent.config.Settings;
import io.descent.ml.DescentRegressionModel;
import io.descent.ml.Models;
import io.descent.model.Parameters;
import io.descent.training.Histories;
import io.descent.training.Metrics;
import io.descent.training.StopReason;
import io.descent.training.TrainingSummary;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;

/** What a training could have come to: networks on columns x0, x1, … that no fit has made. */
final class FittedNetworks {
    private FittedNetworks() {}

    static Fitted of(Parameters parameters, StopReason stopReason, List<String> labels) {
        List<String> names = IntStream.range(0, parameters.network().features())
                .mapToObj(j -> "x" + j)
                .toList();
        DescentRegressionModel model = Models.of(parameters);
        model.set(model.featuresCols(), names.toArray(new String[0]));
        model.set(model.labelNames(), labels.toArray(new String[0]));
        Settings defaults = Settings.of(DataSettings.of(List.of("table.csv"), labels), OutputSettings.of("run"));
        Settings settings = new Settings(
                defaults.data(),
                new ModelSettings(
                        parameters.network().hidden(), parameters.network().activation(), true, Optional.empty()),
                defaults.training(),
                defaults.checkpoint(),
                defaults.output(),
                defaults.report());
        return new Fitted(
                new Assignment(settings, Optional.empty()),
                new PipelineModel("pipeline", new Transformer[] {model}),
                model,
                summary(names, stopReason),
                List.of(),
                1);
    }

    private static TrainingSummary summary(List<String> names, StopReason stopReason) {
        return new TrainingSummary(
                names,
                new Metrics(10, 4, OptionalDouble.of(0.5)),
                Optional.empty(),
                stopReason == StopReason.TOLERANCE,
                stopReason,
                "adam",
                Histories.of(200),
                201,
                80,
                new TrainingSummary.Seconds(0, 0, 1, 1),
                0,
                Optional.of(new TrainingSummary.Batching(1, 1, 1)),
                List.of());
    }
}
