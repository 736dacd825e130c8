package io.descent.config;

import java.util.List;

/** The full name of every setting, as it is written in a file, in an override and in an error message. */
public final class Keys {
    public static final String PATH = "data.path";
    public static final String FORMAT = "data.format";
    public static final String OPTIONS = "data.options";
    public static final String WHERE = "data.where";
    public static final String LABEL = "data.label";
    public static final String NUMERIC = "data.features.numeric";
    public static final String CATEGORICAL = "data.features.categorical";
    public static final String VECTOR = "data.features.vector";
    public static final String EXCLUDE = "data.features.exclude";
    public static final String WEIGHT = "data.weight";
    public static final String MISSING = "data.missing";
    public static final String VALIDATION = "data.validation";

    public static final String HIDDEN_LAYERS = "model.hidden-layers";
    public static final String ACTIVATION = "model.activation";
    public static final String INTERCEPT = "model.intercept";
    public static final String START = "model.start";

    public static final String OPTIMIZER = "training.optimizer";
    public static final String STEP_SIZE = "training.step-size";
    public static final String STEP_INITIAL = "training.step-size.initial";
    public static final String STEP_DECAY = "training.step-size.decay";
    public static final String SCHEDULE = "training.schedule";
    public static final String WARM_UP = "training.warm-up";
    public static final String WEIGHT_DECAY = "training.weight-decay";
    public static final String BATCH = "training.batch";
    public static final String LOCAL_STEPS = "training.local-steps";
    public static final String SHARDS = "training.shards";
    public static final String MAX_ITERATIONS = "training.max-iterations";
    public static final String TOLERANCE = "training.tolerance";
    public static final String LAMBDA = "training.lambda";
    public static final String ALPHA = "training.alpha";
    public static final String STANDARDIZE = "training.standardize";
    public static final String PRECISION = "training.precision";
    public static final String GRADIENT_SOURCE = "training.gradient-source";
    public static final String SEED = "training.seed";
    public static final String PATIENCE = "training.early-stopping.patience";

    public static final String CHECKPOINT_PATH = "checkpoint.path";
    public static final String CHECKPOINT_EVERY = "checkpoint.every";
    public static final String CHECKPOINT_KEEP = "checkpoint.keep";

    public static final String OUTPUT_PATH = "output.path";
    public static final String OVERWRITE = "output.overwrite";
    public static final String REPORT = "output.report";

    public static final String REPORT_POINTS = "report.points";

    /** Every setting, in the order of the reference. */
    public static final List<String> ALL = List.of(
            PATH,
            FORMAT,
            OPTIONS,
            WHERE,
            LABEL,
            NUMERIC,
            CATEGORICAL,
            VECTOR,
            EXCLUDE,
            WEIGHT,
            MISSING,
            VALIDATION,
            HIDDEN_LAYERS,
            ACTIVATION,
            INTERCEPT,
            START,
            OPTIMIZER,
            STEP_SIZE,
            STEP_INITIAL,
            STEP_DECAY,
            SCHEDULE,
            WARM_UP,
            WEIGHT_DECAY,
            BATCH,
            LOCAL_STEPS,
            SHARDS,
            MAX_ITERATIONS,
            TOLERANCE,
            LAMBDA,
            ALPHA,
            STANDARDIZE,
            PRECISION,
            GRADIENT_SOURCE,
            SEED,
            PATIENCE,
            CHECKPOINT_PATH,
            CHECKPOINT_EVERY,
            CHECKPOINT_KEEP,
            OUTPUT_PATH,
            OVERWRITE,
            REPORT,
            REPORT_POINTS);

    private Keys() {}
}
