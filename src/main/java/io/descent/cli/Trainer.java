package io.descent.cli;

import io.descent.config.DataSettings;
import io.descent.config.Every;
import io.descent.config.Settings;
import io.descent.ml.DescentRegressionModel;
import io.descent.ml.DescentRegressor;
import io.descent.ml.FeaturePipeline;
import io.descent.ml.PreparedExamples;
import io.descent.report.Portrait;
import io.descent.spark.TableReader;
import io.descent.spark.TableSource;
import io.descent.storage.CheckpointDirectory;
import io.descent.storage.Checkpoints;
import io.descent.training.FittedExamples;
import io.descent.training.TrainingSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Fits what an assignment says. */
final class Trainer {
    private final SparkSession session;
    private final Assignment assignment;
    private final Settings settings;
    private final Console console;
    private final Optional<CheckpointDirectory> checkpoints;
    private final Optional<Portrait> portrait;

    /**
     * @param checkpoints where its state is kept, if anywhere
     * @param portrait to be made of the fit, if one is wanted
     */
    Trainer(
            SparkSession session,
            Assignment assignment,
            Console console,
            Optional<CheckpointDirectory> checkpoints,
            Optional<Portrait> portrait) {
        this.session = session;
        this.assignment = assignment;
        this.settings = assignment.settings();
        this.console = console;
        this.checkpoints = checkpoints;
        this.portrait = portrait;
    }

    Fitted fit() throws Exception {
        long began = System.nanoTime();
        DataSettings data = settings.data();
        TableSource source = new TableSource(data.paths(), data.format(), data.options());
        try (ProgressListener progress = ProgressListener.on(console, session.sparkContext());
                Checkpoints states = checkpoints
                        .map(directory -> new Checkpoints(directory, schedule(), progress::warn))
                        .orElse(null)) {
            progress.phase("reading " + String.join(", ", data.paths()));
            Dataset<Row> table = TableReader.read(session, source);
            PreparedExamples prepared = FeaturePipeline.prepare(table, source, Examples.spec(data));
            progress.phase("statistics and caching");
            DescentRegressor regressor = Regressors.of(settings).addListener(progress);
            if (states != null) {
                regressor.setCheckpoints(states);
            }
            prepared.configure(regressor);
            portrait.ifPresent(wanted -> regressor.setViewer(fit -> view(fit, wanted, progress)));
            assignment.start().ifPresent(run -> regressor.setStart(run::model));
            PipelineModel pipeline = fit(prepared, regressor);
            Transformer[] stages = pipeline.stages();
            return fitted(pipeline, (DescentRegressionModel) stages[stages.length - 1], prepared, began);
        }
    }

    /** A fit is not to be lost for its picture. */
    private static void view(FittedExamples fit, Portrait portrait, ProgressListener progress) {
        progress.phase("drawing");
        try {
            portrait.view(fit);
        } catch (RuntimeException e) {
            progress.warn("there is no report: it could not be drawn (" + Failure.reason(e) + ")");
        }
    }

    private Checkpoints.Schedule schedule() {
        Every every = settings.checkpoint().every();
        return every.time().isPresent()
                ? (iterations, nanos) -> nanos >= every.time().get().toNanos()
                : (iterations, nanos) -> iterations >= every.iterations().getAsInt();
    }

    private static PipelineModel fit(PreparedExamples prepared, DescentRegressor regressor) throws Exception {
        List<PipelineStage> stages = new ArrayList<>(prepared.stages());
        stages.add(regressor);
        try {
            return new Pipeline()
                    .setStages(stages.toArray(new PipelineStage[0]))
                    .fit(prepared.examples());
        } catch (Exception e) { // Spark throws checked exceptions that it does not declare
            throw prepared.fault(e).isPresent() ? prepared.fault(e).get() : e;
        }
    }

    private Fitted fitted(PipelineModel pipeline, DescentRegressionModel model, PreparedExamples prepared, long began) {
        TrainingSummary summary = model.summary().orElseThrow();
        List<String> warnings = new ArrayList<>();
        summary.warnings().forEach(warning -> warnings.add(prepared.readable(warning)));
        warnings.addAll(prepared.warnings());
        return new Fitted(assignment, pipeline, model, summary, warnings, (System.nanoTime() - began) / 1e9);
    }
}
