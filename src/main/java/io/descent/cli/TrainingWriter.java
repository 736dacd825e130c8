package io.descent.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.descent.config.SettingsWriter;
import io.descent.model.Network;
import io.descent.training.IterationRecord;
import io.descent.training.Metrics;
import io.descent.training.PassTimes;
import io.descent.training.TrainingSummary;
import java.io.IOException;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * {@code training.json}, the record of a run. Every number is finite; {@code r2} is null where the label does not vary,
 * {@code validation} where no rows were held out.
 *
 * <p>One label is {@code label}, several are {@code labels}. Of one neuron {@code intercept} and {@code weights} hold the
 * parameters, in the units of the data; of other networks {@code layers} holds the shapes, {@code parameters} the number
 * of weights and biases, and the numbers themselves are in {@code model.json}.
 *
 * <p>{@code rows} and the metrics beside it are those of the training examples, {@code droppedRows} what was left out
 * for missing values. {@code seconds.total} goes from the first look at the table to the end of the fit, {@code load}
 * is what was neither {@code statistics} nor {@code descent}: reading, preparing features, caching. {@code passSeconds}
 * splits the descent, {@code iterationSeconds} each of its iterations. {@code batching} says of a network's fit how its
 * rows were dealt and in how many steps an iteration takes them, and {@code start} of what the descent started from, if
 * that was a run.
 */
final class TrainingWriter {

    private TrainingWriter() {}

    static String toJson(Fitted fitted) {
        return Json.pretty(json -> write(fitted, json));
    }

    private static void write(Fitted fitted, JsonGenerator json) throws IOException {
        TrainingSummary summary = fitted.summary();
        json.writeStartObject();
        ModelWriter.labels(fitted, json);
        json.writeNumberField("rows", summary.metrics().rows());
        json.writeNumberField("droppedRows", summary.droppedRows());
        json.writeNumberField("features", fitted.featureNames().size());
        json.writeNumberField("iterations", summary.iterations());
        json.writeBooleanField("converged", summary.converged());
        json.writeStringField("stopReason", summary.stopReason().label());
        metrics(summary.metrics(), json);
        validation(summary, json);
        if (fitted.network().isNeuron()) {
            Json.number(json, "intercept", fitted.intercept());
            weights(fitted, json);
        } else {
            layers(fitted.network(), json);
        }
        json.writeStringField("parameterHash", fitted.parameterHash());
        json.writeStringField("optimizer", summary.optimizer());
        if (fitted.assignment().start().isPresent()) {
            StartRun start = fitted.assignment().start().get();
            json.writeObjectFieldStart("start");
            json.writeStringField("run", start.directory());
            json.writeStringField("parameterHash", start.parameterHash());
            json.writeEndObject();
        }
        if (summary.batching().isPresent()) {
            json.writeObjectFieldStart("batching");
            json.writeNumberField("shards", summary.batching().get().shards());
            json.writeNumberField("batches", summary.batching().get().batches());
            json.writeNumberField("localSteps", summary.batching().get().localSteps());
            json.writeEndObject();
        }
        json.writeNumberField("passes", summary.passes());
        json.writeNumberField("bytesPerPass", summary.bytesPerPass());
        seconds(fitted, json);
        Json.number(json, "gigabytesPerSecond", summary.gigabytesPerSecond());
        passSeconds(summary, json);
        iterationSeconds(summary, json);
        Json.texts(json, "warnings", fitted.warnings());
        json.writeFieldName("config");
        SettingsWriter.write(fitted.settings(), json);
        json.writeObjectFieldStart("versions");
        for (Map.Entry<String, String> version : Versions.all().entrySet()) {
            json.writeStringField(version.getKey(), version.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void metrics(Metrics metrics, JsonGenerator json) throws IOException {
        Json.number(json, "mse", metrics.mse());
        Json.number(json, "rmse", metrics.rmse());
        Json.number(json, "r2", metrics.r2());
    }

    private static void validation(TrainingSummary summary, JsonGenerator json) throws IOException {
        if (summary.validation().isEmpty()) {
            json.writeNullField("validation");
            return;
        }
        Metrics metrics = summary.validation().get();
        json.writeObjectFieldStart("validation");
        json.writeNumberField("rows", metrics.rows());
        metrics(metrics, json);
        json.writeEndObject();
    }

    private static void weights(Fitted fitted, JsonGenerator json) throws IOException {
        double[] weights = fitted.weights();
        json.writeObjectFieldStart("weights");
        for (int j = 0; j < weights.length; j++) {
            Json.number(json, fitted.featureNames().get(j), weights[j]);
        }
        json.writeEndObject();
    }

    private static void layers(Network network, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("layers");
        for (Network.Layer layer : network.layers()) {
            json.writeStartObject();
            ModelWriter.shape(layer, network, json);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("parameters", network.parameterCount());
    }

    /** An array for each part, with an element for each iteration from 0, the start. */
    private static void iterationSeconds(TrainingSummary summary, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("iterationSeconds");
        each("broadcast", summary, record -> record.passes().broadcast(), json);
        each("tasks", summary, record -> record.passes().tasks(), json);
        each("slowestTask", summary, record -> record.passes().slowestTask(), json);
        each("meanTask", summary, record -> record.passes().meanTask(), json);
        each("reduce", summary, record -> record.passes().reduce(), json);
        each("update", summary, IterationRecord::update, json);
        json.writeEndObject();
        each("iterationGigabytesPerSecond", summary, record -> record.passes().gigabytesPerSecond(), json);
    }

    private static void each(
            String name, TrainingSummary summary, ToDoubleFunction<IterationRecord> part, JsonGenerator json)
            throws IOException {
        double[] values = summary.history().records().stream().mapToDouble(part).toArray();
        json.writeFieldName(name);
        json.writeArray(values, 0, values.length);
    }

    /** Sums over the iterations. */
    private static void passSeconds(TrainingSummary summary, JsonGenerator json) throws IOException {
        PassTimes passes = summary.history().passes();
        json.writeObjectFieldStart("passSeconds");
        Json.number(json, "broadcast", passes.broadcast());
        Json.number(json, "tasks", passes.tasks());
        Json.number(json, "slowestTask", passes.slowestTask());
        Json.number(json, "meanTask", passes.meanTask());
        Json.number(json, "reduce", passes.reduce());
        Json.number(json, "update", summary.history().update());
        json.writeEndObject();
    }

    private static void seconds(Fitted fitted, JsonGenerator json) throws IOException {
        Durations durations = Durations.of(fitted);
        json.writeObjectFieldStart("seconds");
        Json.number(json, "load", durations.load());
        Json.number(json, "statistics", durations.statistics());
        Json.number(json, "descent", durations.descent());
        Json.number(json, "total", durations.total());
        json.writeEndObject();
    }
}
