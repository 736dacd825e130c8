package io.descent.config;

import java.util.Objects;

/** Everything that a run is told. Making one checks the rules that tie its parts to each other. */
public record Settings(
        DataSettings data,
        ModelSettings model,
        TrainingSettings training,
        CheckpointSettings checkpoint,
        OutputSettings output,
        ReportSettings report) {

    public Settings {
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(training, "training");
        Objects.requireNonNull(checkpoint, "checkpoint");
        Objects.requireNonNull(output, "output");
        Objects.requireNonNull(report, "report");
        Problems problems = new Problems();
        NetworkRules.check(data, model, training, problems);
        problems.throwIfAny();
    }

    /** The defaults, for a table and an output. */
    public static Settings of(DataSettings data, OutputSettings output) {
        return new Settings(
                data,
                ModelSettings.defaults(),
                TrainingSettings.defaults(),
                CheckpointSettings.defaults(),
                output,
                ReportSettings.defaults());
    }

    /** The same with another place for the run. */
    public Settings with(OutputSettings place) {
        return new Settings(data, model, training, checkpoint, place, report);
    }
}
