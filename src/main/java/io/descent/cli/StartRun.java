package io.descent.cli;

import io.descent.config.Keys;
import io.descent.config.Settings;
import io.descent.ml.DescentRegressionModel;
import io.descent.spark.StartModel;
import io.descent.storage.NoRunException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.spark.ml.Transformer;

/**
 * The run whose parameters a descent starts from.
 *
 * @param directory of the run
 * @param parameterHash that it is to have
 */
record StartRun(String directory, String parameterHash) {

    /**
     * The run as it is now, where the settings name one.
     *
     * @throws CommandException if there is no run
     */
    static Optional<StartRun> of(Settings settings) throws IOException {
        Optional<String> directory = settings.model().start();
        return directory.isPresent()
                ? Optional.of(
                        new StartRun(directory.get(), open(directory.get()).parameterHash()))
                : Optional.empty();
    }

    private static FittedRun open(String directory) throws IOException {
        try {
            return FittedRun.open(directory, Engine.hadoop());
        } catch (NoRunException e) {
            throw new CommandException(
                    ExitCode.NO_INPUT, Keys.START + " must be the directory of a run, but " + e.getMessage(), e);
        }
    }

    /**
     * Its model.
     *
     * @throws CommandException if the run has been replaced by another
     */
    StartModel model() {
        try {
            FittedRun run = open(directory);
            if (!run.parameterHash().equals(parameterHash)) {
                throw new CommandException(
                        ExitCode.BAD_DATA,
                        Keys.START + " must be the run with the parameters " + parameterHash + ", but " + directory
                                + " was replaced by one with " + run.parameterHash());
            }
            Transformer[] stages = run.load("prediction").stages();
            return ((DescentRegressionModel) stages[stages.length - 1]).toStart();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
