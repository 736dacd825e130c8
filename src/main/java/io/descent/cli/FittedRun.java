package io.descent.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.descent.config.Settings;
import io.descent.config.SettingsException;
import io.descent.config.SettingsParser;
import io.descent.ml.DescentRegressionModel;
import io.descent.storage.Run;
import io.descent.storage.RunDirectory;
import io.descent.storage.RunLayout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;

/**
 * A run that was written, as far as others use it.
 *
 * @param settings of its training
 * @param labels what it predicts, in the order of the outputs
 */
record FittedRun(Settings settings, List<String> labels, String parameterHash, Run run) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * @throws io.descent.storage.NoRunException if there is none
     * @throws io.descent.storage.DamagedRunException if it is not as it was written
     */
    static FittedRun open(String directory, Configuration configuration) throws IOException {
        return of(RunDirectory.open(path(directory), configuration));
    }

    /** As {@link #open}, but whatever its pictures are like. */
    static FittedRun openToDraw(String directory, Configuration configuration) throws IOException {
        return of(RunDirectory.openToDraw(path(directory), configuration));
    }

    private static FittedRun of(Run run) throws IOException {
        try {
            JsonNode record = JSON.readTree(run.text(RunLayout.TRAINING));
            return new FittedRun(
                    SettingsParser.parse(record.required("config").toString()),
                    labels(record),
                    record.required("parameterHash").textValue(),
                    run);
        } catch (JsonProcessingException | IllegalArgumentException | SettingsException e) {
            throw new CommandException(
                    ExitCode.IO_ERROR,
                    run.path(RunLayout.TRAINING) + " is not the record of a run of this version: " + Failure.reason(e),
                    e);
        }
    }

    private static List<String> labels(JsonNode record) {
        if (!record.has("labels")) {
            return List.of(record.required("label").textValue());
        }
        List<String> labels = new ArrayList<>();
        record.get("labels").forEach(label -> labels.add(label.textValue()));
        return labels;
    }

    /**
     * The path of a run's directory.
     *
     * @throws CommandException if the text is no path
     */
    static Path path(String directory) {
        try {
            return new Path(directory);
        } catch (IllegalArgumentException e) {
            throw new CommandException(
                    ExitCode.NO_INPUT, "there is no run in \"" + directory + "\", which is not a path", e);
        }
    }

    /**
     * The feature stages and the model, as they were when the run was opened.
     *
     * @param predictionColumn in which predictions go
     * @throws io.descent.storage.DamagedRunException if the run has changed since
     */
    PipelineModel load(String predictionColumn) throws IOException {
        PipelineModel model = PipelineModel.load(run.path(RunLayout.PIPELINE).toString());
        run.check(); // Spark has read the files by their names alone
        Transformer[] stages = model.stages();
        ((DescentRegressionModel) stages[stages.length - 1]).setPredictionCol(predictionColumn);
        return model;
    }
}
