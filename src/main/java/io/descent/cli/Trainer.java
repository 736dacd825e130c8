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
    private Optional<CheckpointDirectory> checkpoints = Optional.empty();
    private Optional<Portrait> portrait = Optional.empty();
    private ProgressReporter reporter = ProgressReporter.toNobody();

    Trainer(SparkSession session, Assignment assignment, Console console) {
        this.session = session;
        this.assignment = assignment;
        this.settings = assignment.settings();
        this.console = console;
    }

    /** Where its state is kept, and where it goes on from; without this nowhere. */
    Trainer keepingStateIn(CheckpointDirectory directory) {
        checkpoints = Optional.of(directory);
        return this;
    }

    /** A portrait that is to be made of the fit. */
    Trainer portraying(Portrait wanted) {
        portrait = Optional.of(wanted);
        return this;
    }

    /** Who writes down how far the training is. */
    Trainer reportingTo(ProgressReporter who) {
        reporter = who;
        return this;
    }

    Fitted fit() throws Exception {
        long began = System.nanoTime();
        DataSettings data = settings.data();
        TableSource source = new TableSource(data.paths(), data.format(), data.options());
        try (ProgressListener progress = ProgressListener.on(console, session.sparkContext());
                Checkpoints states = checkpoints
                        .map(directory -> new Checkpoints(directory, schedule(), progress::warn))
                        .orElse(null)) {
            phase("reading " + String.join(", ", data.paths()), progress);
            Dataset<Row> table = TableReader.read(session, source);
            PreparedExamples prepared = FeaturePipeline.prepare(table, source, Examples.spec(data));
            phase("statistics and caching", progress);
            DescentRegressor regressor =
                    Regressors.of(settings).addListener(progress).addListener(reporter);
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

    /** A fit is not to be lost for its picture. Spark throws checked exceptions that it does not declare. */
    private void view(FittedExamples fit, Portrait portrait, ProgressListener progress) {
        phase("drawing", progress);
        try {
            portrait.view(fit);
        } catch (Exception | OutOfMemoryError e) {
            progress.warn("there is no report: it could not be drawn (" + Failure.reason(e) + ")");
        }
    }

    private void phase(String name, ProgressListener progress) {
        progress.phase(name);
        reporter.phase(name);
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
