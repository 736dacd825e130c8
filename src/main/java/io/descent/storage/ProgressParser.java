package io.descent.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.descent.training.IterationRecord;
import io.descent.training.PassTimes;
import io.descent.training.TrainingListener.TrainingStart;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A {@link Progress} as JSON: {@code {"format": "descent-progress/1", "writes", "began", "interval", "phase", "start":
 * {...}, "parameters", "passes", "every", "history": {"iteration": [...], "loss": [...], ...}}}. The arrays of the history
 * have an element for each record; what is missing, or is no finite number, is null.
 */
public final class ProgressParser {
    private static final String FORMAT = "format";
    private static final String FORMAT_1 = "descent-progress/1";
    private static final String WRITES = "writes";
    private static final String BEGAN = "began";
    private static final String INTERVAL = "interval";
    private static final String PHASE = "phase";
    private static final String START = "start";
    private static final String ROWS = "rows";
    private static final String FEATURES = "features";
    private static final String MAX_ITERATIONS = "maxIterations";
    private static final String TOLERANCE = "tolerance";
    private static final String BYTES_PER_PASS = "bytesPerPass";
    private static final String JOBS_PER_PASS = "jobsPerPass";
    private static final String PARAMETERS = "parameters";
    private static final String PASSES = "passes";
    private static final String EVERY = "every";
    private static final String HISTORY = "history";

    /** The parts of a record, each an array of the history. */
    private enum Part {
        ITERATION("iteration"),
        LOSS("loss"),
        VALIDATION_LOSS("validationLoss"),
        GRADIENT_NORM("gradientNorm"),
        STEP_SIZE("stepSize"),
        SECONDS("seconds"),
        BROADCAST("broadcast"),
        TASKS("tasks"),
        SLOWEST_TASK("slowestTask"),
        MEAN_TASK("meanTask"),
        REDUCE("reduce"),
        BYTES("bytes"),
        UPDATE("update");

        private final String key;

        Part(String key) {
            this.key = key;
        }

        /** NaN for none. */
        double of(IterationRecord record) {
            return switch (this) {
                case ITERATION -> record.iteration();
                case LOSS -> record.loss();
                case VALIDATION_LOSS -> record.validationLoss().orElse(Double.NaN);
                case GRADIENT_NORM -> record.gradientNorm();
                case STEP_SIZE -> record.stepSize().orElse(Double.NaN);
                case SECONDS -> record.seconds();
                case BROADCAST -> record.passes().broadcast();
                case TASKS -> record.passes().tasks();
                case SLOWEST_TASK -> record.passes().slowestTask();
                case MEAN_TASK -> record.passes().meanTask();
                case REDUCE -> record.passes().reduce();
                case BYTES -> record.passes().bytes();
                case UPDATE -> record.update();
            };
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private ProgressParser() {}

    public static String toJson(Progress progress) {
        ObjectNode root = JSON.createObjectNode()
                .put(FORMAT, FORMAT_1)
                .put(WRITES, progress.writes())
                .put(BEGAN, progress.began().toString())
                .put(INTERVAL, progress.interval())
                .put(PHASE, progress.phase());
        progress.start().ifPresent(start -> root.putObject(START)
                .put(ROWS, start.rows())
                .put(FEATURES, start.features())
                .put(MAX_ITERATIONS, start.maxIterations())
                .put(TOLERANCE, start.tolerance())
                .put(BYTES_PER_PASS, start.bytesPerPass())
                .put(JOBS_PER_PASS, start.jobsPerPass()));
        progress.parameters().ifPresent(count -> root.put(PARAMETERS, count));
        root.put(PASSES, progress.passes()).put(EVERY, progress.every());
        ObjectNode history = root.putObject(HISTORY);
        for (Part part : Part.values()) {
            ArrayNode values = history.putArray(part.key);
            progress.history().forEach(record -> add(values, part, part.of(record)));
        }
        try {
            return JSON.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(ArrayNode values, Part part, double value) {
        if (part == Part.ITERATION || part == Part.BYTES) {
            values.add((long) value);
        } else if (Double.isFinite(value)) {
            values.add(value);
        } else {
            values.addNull();
        }
    }

    /**
     * @throws IllegalArgumentException if {@code json} is not of the format that this version writes
     */
    public static Progress fromJson(String json) {
        JsonNode root = tree(json);
        String format = root.path(FORMAT).asText();
        if (!format.equals(FORMAT_1)) {
            throw new IllegalArgumentException("format must be \"" + FORMAT_1 + "\", but is \"" + format + "\"");
        }
        return new Progress(
                whole(root, WRITES),
                instant(root),
                number(root, INTERVAL),
                text(root, PHASE),
                root.has(START) ? Optional.of(start(root.get(START))) : Optional.empty(),
                root.has(PARAMETERS) ? OptionalInt.of(integer(root, PARAMETERS)) : OptionalInt.empty(),
                whole(root, PASSES),
                integer(root, EVERY),
                history(root.path(HISTORY)));
    }

    private static TrainingStart start(JsonNode start) {
        return new TrainingStart(
                whole(start, ROWS),
                integer(start, FEATURES),
                integer(start, MAX_ITERATIONS),
                number(start, TOLERANCE),
                whole(start, BYTES_PER_PASS),
                integer(start, JOBS_PER_PASS));
    }

    private static List<IterationRecord> history(JsonNode history) {
        int size = history.path(Part.ITERATION.key).size();
        for (Part part : Part.values()) {
            JsonNode values = history.path(part.key);
            if (!values.isArray() || values.size() != size) {
                throw new IllegalArgumentException(HISTORY + "." + part.key + " must be a list of as many as "
                        + Part.ITERATION.key + ", which has " + size);
            }
        }
        List<IterationRecord> records = new ArrayList<>();
        for (int k = 0; k < size; k++) {
            JsonNode iteration = history.get(Part.ITERATION.key).get(k);
            if (!iteration.isInt()
                    || (k > 0 && iteration.intValue() <= records.get(k - 1).iteration())) {
                throw new IllegalArgumentException(
                        HISTORY + "." + Part.ITERATION.key + " must rise in whole numbers, but has " + iteration);
            }
            records.add(record(history, k));
        }
        return records;
    }

    private static IterationRecord record(JsonNode history, int k) {
        PassTimes passes = new PassTimes(
                value(history, Part.BROADCAST, k),
                value(history, Part.TASKS, k),
                value(history, Part.SLOWEST_TASK, k),
                value(history, Part.MEAN_TASK, k),
                value(history, Part.REDUCE, k),
                (long) value(history, Part.BYTES, k));
        return new IterationRecord(
                (int) value(history, Part.ITERATION, k),
                value(history, Part.LOSS, k),
                optional(value(history, Part.VALIDATION_LOSS, k)),
                value(history, Part.GRADIENT_NORM, k),
                optional(value(history, Part.STEP_SIZE, k)),
                value(history, Part.SECONDS, k),
                passes,
                value(history, Part.UPDATE, k));
    }

    /** NaN for null. */
    private static double value(JsonNode history, Part part, int k) {
        JsonNode value = history.get(part.key).get(k);
        if (!value.isNumber() && !value.isNull()) {
            throw new IllegalArgumentException(HISTORY + "." + part.key + " must hold numbers, but has " + value);
        }
        return value.isNull() ? Double.NaN : value.doubleValue();
    }

    private static OptionalDouble optional(double value) {
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private static long whole(JsonNode object, String key) {
        if (!object.path(key).canConvertToExactIntegral() || !object.path(key).canConvertToLong()) {
            throw new IllegalArgumentException(key + " must be a whole number, but is " + object.path(key));
        }
        return object.path(key).longValue();
    }

    private static int integer(JsonNode object, String key) {
        long value = whole(object, key);
        if (value != (int) value) {
            throw new IllegalArgumentException(key + " must be an int, but is " + value);
        }
        return (int) value;
    }

    private static double number(JsonNode object, String key) {
        if (!object.path(key).isNumber()) {
            throw new IllegalArgumentException(key + " must be a number, but is " + object.path(key));
        }
        return object.path(key).doubleValue();
    }

    private static String text(JsonNode object, String key) {
        if (!object.path(key).isTextual()) {
            throw new IllegalArgumentException(key + " must be a text, but is " + object.path(key));
        }
        return object.path(key).textValue();
    }

    private static Instant instant(JsonNode object) {
        try {
            return Instant.parse(text(object, BEGAN));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(BEGAN + " must be a time, but is " + object.path(BEGAN), e);
        }
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("progress must be JSON, but: " + e.getOriginalMessage(), e);
        }
    }
}
