package io.descent.config;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.descent.optimizer.StepSize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes settings as JSON under the keys of {@link Keys}: every value, defaults included. {@link SettingsParser} reads
 * the same settings back, but for secrets among the reader's options, which are written as {@code ***}.
 */
public final class SettingsWriter {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode root = JSON.createObjectNode();

    private SettingsWriter() {}

    /** The settings as one JSON object. */
    public static String toJson(Settings settings) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(toTree(settings));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the settings as one JSON object, for instance as the value of a field. */
    public static void write(Settings settings, JsonGenerator generator) throws IOException {
        JSON.writeTree(generator, toTree(settings));
    }

    private static ObjectNode toTree(Settings settings) {
        SettingsWriter writer = new SettingsWriter();
        writer.data(settings.data());
        writer.model(settings.model());
        writer.training(settings.training());
        writer.checkpoint(settings.checkpoint());
        writer.output(settings.output());
        writer.flag(Keys.REPORT_POINTS, settings.report().points());
        return writer.root;
    }

    private void data(DataSettings data) {
        texts(Keys.PATH, data.paths());
        text(Keys.FORMAT, data.format());
        options(Keys.OPTIONS, data.options());
        text(Keys.WHERE, data.where());
        texts(Keys.LABEL, data.labels());
        texts(Keys.NUMERIC, data.features().numeric());
        texts(Keys.CATEGORICAL, data.features().categorical());
        text(Keys.VECTOR, data.features().vector());
        texts(Keys.EXCLUDE, data.features().exclude());
        text(Keys.WEIGHT, data.weight());
        text(Keys.MISSING, data.missing());
        number(Keys.VALIDATION, data.validation());
    }

    private void model(ModelSettings model) {
        ArrayNode layers = JsonNodeFactory.instance.arrayNode();
        model.hiddenLayers().forEach(layers::add);
        parent(Keys.HIDDEN_LAYERS).set(name(Keys.HIDDEN_LAYERS), layers);
        text(Keys.ACTIVATION, model.activation());
        flag(Keys.INTERCEPT, model.intercept());
        text(Keys.START, model.start());
    }

    private void training(TrainingSettings training) {
        text(Keys.OPTIMIZER, training.optimizer());
        stepSize(training.stepSize());
        text(Keys.SCHEDULE, training.schedule().name());
        number(Keys.WARM_UP, training.schedule().warmUp());
        if (training.weightDecay().isPresent()) {
            number(Keys.WEIGHT_DECAY, training.weightDecay().getAsDouble());
        } else {
            text(Keys.WEIGHT_DECAY, "auto");
        }
        batch(training.batch());
        sharding(training.sharding());
        whole(Keys.MAX_ITERATIONS, training.maxIterations());
        number(Keys.TOLERANCE, training.tolerance());
        number(Keys.LAMBDA, training.lambda());
        number(Keys.ALPHA, training.alpha());
        flag(Keys.STANDARDIZE, training.standardize());
        text(Keys.PRECISION, Choice.written(training.precision()));
        text(Keys.GRADIENT_SOURCE, training.gradientSource());
        whole(Keys.SEED, training.seed());
        whole(Keys.PATIENCE, training.earlyStopping().patience());
    }

    private void checkpoint(CheckpointSettings checkpoint) {
        text(Keys.CHECKPOINT_PATH, checkpoint.path());
        text(Keys.CHECKPOINT_EVERY, checkpoint.every());
        whole(Keys.CHECKPOINT_KEEP, checkpoint.keep());
    }

    private void output(OutputSettings output) {
        text(Keys.OUTPUT_PATH, output.path());
        flag(Keys.OVERWRITE, output.overwrite());
        flag(Keys.REPORT, output.report());
    }

    private void stepSize(StepSize stepSize) {
        if (stepSize.isAuto()) {
            text(Keys.STEP_SIZE, "auto");
        } else if (stepSize.decay() == 0) {
            number(Keys.STEP_SIZE, stepSize.initial());
        } else {
            number(Keys.STEP_INITIAL, stepSize.initial());
            number(Keys.STEP_DECAY, stepSize.decay());
        }
    }

    private void batch(Batch batch) {
        if (batch.isMini()) {
            number(Keys.BATCH, batch.fraction().getAsDouble());
        } else {
            text(Keys.BATCH, batch.isFull() ? "full" : "auto");
        }
    }

    private void sharding(Sharding sharding) {
        whole(Keys.LOCAL_STEPS, sharding.localSteps());
        if (sharding.shards().isPresent()) {
            whole(Keys.SHARDS, sharding.shards().getAsInt());
        } else {
            text(Keys.SHARDS, "auto");
        }
    }

    private void options(String key, Map<String, String> options) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        options.forEach((name, value) -> node.put(name, Secrets.redacted(name, value)));
        parent(key).set(name(key), node);
    }

    private void text(String key, Object value) {
        parent(key).put(name(key), value.toString());
    }

    private void text(String key, Optional<String> value) {
        parent(key).put(name(key), value.orElse(null));
    }

    private void texts(String key, List<String> values) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        values.forEach(array::add);
        parent(key).set(name(key), array);
    }

    private void number(String key, double value) {
        parent(key).put(name(key), value);
    }

    private void whole(String key, long value) {
        parent(key).put(name(key), value);
    }

    private void flag(String key, boolean value) {
        parent(key).put(name(key), value);
    }

    private ObjectNode parent(String key) {
        ObjectNode node = root;
        for (int start = 0, dot = key.indexOf('.'); dot > 0; start = dot + 1, dot = key.indexOf('.', start)) {
            node = node.withObjectProperty(key.substring(start, dot));
        }
        return node;
    }

    private static String name(String key) {
        return key.substring(key.lastIndexOf('.') + 1);
    }
}
