package io.descent.cli;

import io.descent.config.Keys;
import io.descent.config.Settings;
import io.descent.ml.DescentRegressionModel;
import io.descent.spark.StartModel;
import io.descent.storage.NoRunException;
import java.io.IOException;
import java.util.Optional;
import org.apache.spark.ml.Transformer;

/** The run whose parameters a descent starts from. */
final class StartRun {

    private StartRun() {}

    /**
     * Its model, where the settings name a run.
     *
     * @throws CommandException if there is no run
     */
    static Optional<StartModel> of(Settings settings) throws IOException {
        Optional<String> directory = settings.model().start();
        return directory.isPresent() ? Optional.of(model(directory.get())) : Optional.empty();
    }

    private static StartModel model(String directory) throws IOException {
        try {
            Transformer[] stages = FittedRun.open(directory, Engine.hadoop())
                    .load("prediction")
                    .stages();
            return ((DescentRegressionModel) stages[stages.length - 1]).toStart();
        } catch (NoRunException e) {
            throw new CommandException(
                    ExitCode.NO_INPUT, Keys.START + " must be the directory of a run, but " + e.getMessage(), e);
        }
    }
}
