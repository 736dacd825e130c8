package io.descent.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.descent.optimizer.StepSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns HOCON, and so the JSON of {@link SettingsWriter}, into {@link Settings}. */
public final class SettingsParser {
    private static final Pattern ITERATIONS = Pattern.compile("(\\d{1,9}) iterations?");
    /** Stands for a required text while the rest is checked; no column and no path is called that. */
    private static final String STAND_IN = "(not set)";

    private static final Pattern TIME = Pattern.compile("\\d+(\\.\\d+)? ?[a-z]+");

    private final Values values;

    private SettingsParser(Values values) {
        this.values = values;
    }

    /**
     * The settings that {@code config} describes; what it leaves out, or sets to null, takes its default.
     *
     * @throws SettingsException with every problem: wrong types, broken rules, unknown keys, what is required and absent
     */
    public static Settings parse(Config config) {
        Config resolved = Hocon.resolve(config);
        Values values = new Values(resolved);
        Settings settings = new SettingsParser(values).settingsThatHold();
        List<Problem> problems = new ArrayList<>(values.problems());
        problems.addAll(UnknownKeys.in(resolved.root()));
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return settings;
    }

    /**
     * The settings that a text in HOCON or JSON describes.
     *
     * @throws SettingsException as {@link #parse(Config)}, and if the text is not HOCON
     */
    public static Settings parse(String text) {
        return parse(Hocon.translatingErrors(() -> ConfigFactory.parseString(text, Hocon.options("settings"))));
    }

    /** Makes the settings; while some rule is broken, rejects what breaks it and makes them of the rest. */
    private Settings settingsThatHold() {
        while (true) {
            try {
                return settings();
            } catch (SettingsException broken) {
                values.reject(broken);
            }
        }
    }

    private Settings settings() {
        DataSettings data = data();
        ModelSettings model = model();
        TrainingSettings training = training();
        CheckpointSettings checkpoint = checkpoint();
        OutputSettings output = output();
        ReportSettings report = new ReportSettings(
                values.flag(Keys.REPORT_POINTS, ReportSettings.defaults().points()));
        // where these are wrong, nobody can tell whether the rules for one neuron hold or those for networks
        return values.isAnyRejected(Keys.LABEL, Keys.HIDDEN_LAYERS, Keys.BATCH)
                ? Settings.of(data, output)
                : new Settings(data, model, training, checkpoint, output, report);
    }

    private DataSettings data() {
        DataSettings defaults = DataSettings.of(List.of(STAND_IN), List.of(STAND_IN));
        return new DataSettings(
                values.requiredTexts(Keys.PATH, defaults.paths()),
                values.text(Keys.FORMAT, defaults.format()),
                values.textMap(Keys.OPTIONS, defaults.options()),
                values.text(Keys.WHERE),
                values.requiredTexts(Keys.LABEL, defaults.labels()),
                features(defaults.features()),
                values.text(Keys.WEIGHT),
                values.choice(Keys.MISSING, defaults.missing()),
                values.number(Keys.VALIDATION, defaults.validation()));
    }

    private FeatureSettings features(FeatureSettings defaults) {
        return new FeatureSettings(
                values.texts(Keys.NUMERIC, defaults.numeric()),
                values.texts(Keys.CATEGORICAL, defaults.categorical()),
                values.text(Keys.VECTOR),
                values.texts(Keys.EXCLUDE, defaults.exclude()));
    }

    private ModelSettings model() {
        ModelSettings defaults = ModelSettings.defaults();
        return new ModelSettings(
                values.counts(Keys.HIDDEN_LAYERS, defaults.hiddenLayers()),
                values.choice(Keys.ACTIVATION, defaults.activation()),
                values.flag(Keys.INTERCEPT, defaults.intercept()),
                values.text(Keys.START));
    }

    private TrainingSettings training() {
        TrainingSettings defaults = TrainingSettings.defaults();
        return new TrainingSettings(
                values.choice(Keys.OPTIMIZER, defaults.optimizer()),
                stepSize(defaults.stepSize()),
                new Schedule(
                        values.choice(Keys.SCHEDULE, defaults.schedule().name()),
                        values.number(Keys.WARM_UP, defaults.schedule().warmUp())),
                values.read(
                        Keys.WEIGHT_DECAY,
                        defaults.weightDecay(),
                        TrainingSettings.WEIGHT_DECAY_RULE,
                        SettingsParser::weightDecay),
                values.read(Keys.BATCH, defaults.batch(), Batch.RULE, SettingsParser::batch),
                new Sharding(
                        values.count(Keys.LOCAL_STEPS, defaults.sharding().localSteps()),
                        values.read(
                                Keys.SHARDS,
                                defaults.sharding().shards(),
                                Sharding.SHARDS_RULE,
                                SettingsParser::shards)),
                values.count(Keys.MAX_ITERATIONS, defaults.maxIterations()),
                values.number(Keys.TOLERANCE, defaults.tolerance()),
                values.number(Keys.LAMBDA, defaults.lambda()),
                values.number(Keys.ALPHA, defaults.alpha()),
                values.flag(Keys.STANDARDIZE, defaults.standardize()),
                values.choice(Keys.PRECISION, defaults.precision()),
                values.choice(Keys.GRADIENT_SOURCE, defaults.gradientSource()),
                values.whole(Keys.SEED, defaults.seed()),
                new EarlyStopping(
                        values.count(Keys.PATIENCE, defaults.earlyStopping().patience())));
    }

    private CheckpointSettings checkpoint() {
        CheckpointSettings defaults = CheckpointSettings.defaults();
        return new CheckpointSettings(
                values.text(Keys.CHECKPOINT_PATH),
                values.read(
                        Keys.CHECKPOINT_EVERY,
                        defaults.every(),
                        "be a number with its unit, as \"10 iterations\" or \"30 seconds\"",
                        SettingsParser::every),
                values.count(Keys.CHECKPOINT_KEEP, defaults.keep()));
    }

    private OutputSettings output() {
        OutputSettings defaults = OutputSettings.of(STAND_IN);
        return new OutputSettings(
                values.requiredText(Keys.OUTPUT_PATH, defaults.path()),
                values.flag(Keys.OVERWRITE, defaults.overwrite()),
                values.flag(Keys.REPORT, defaults.report()));
    }

    private StepSize stepSize(StepSize fallback) {
        if (!values.isObject(Keys.STEP_SIZE)) {
            return values.read(
                    Keys.STEP_SIZE,
                    fallback,
                    "be auto, a number > 0 or { initial = ..., decay = ... }",
                    SettingsParser::autoOrConstant);
        }
        values.require(Keys.STEP_INITIAL);
        values.require(Keys.STEP_DECAY);
        return new StepSize(
                values.read(Keys.STEP_INITIAL, 1.0, "be a number > 0", SettingsParser::positive),
                values.read(Keys.STEP_DECAY, 0.0, "be a number >= 0", v -> Values.asNumber(v)
                        .filter(decay -> decay >= 0)));
    }

    private static Optional<StepSize> autoOrConstant(ConfigValue value) {
        return isAuto(value) ? Optional.of(StepSize.AUTO) : positive(value).map(StepSize::constant);
    }

    private static Optional<Double> positive(ConfigValue value) {
        return Values.asNumber(value).filter(number -> number > 0);
    }

    private static Optional<Batch> batch(ConfigValue value) {
        if (Values.asText(value).filter("full"::equals).isPresent()) {
            return Optional.of(Batch.FULL);
        }
        return isAuto(value) ? Optional.of(Batch.AUTO) : Values.asNumber(value).map(Batch::of);
    }

    private static Optional<OptionalDouble> weightDecay(ConfigValue value) {
        return Values.asText(value).filter("auto"::equals).isPresent()
                ? Optional.of(OptionalDouble.empty())
                : Values.asNumber(value).map(OptionalDouble::of);
    }

    private static Optional<OptionalInt> shards(ConfigValue value) {
        return isAuto(value)
                ? Optional.of(OptionalInt.empty())
                : Values.asCount(value).map(OptionalInt::of);
    }

    private static boolean isAuto(ConfigValue value) {
        return Values.asText(value).filter("auto"::equals).isPresent();
    }

    private static Optional<Every> every(ConfigValue value) {
        String text = value.valueType() == ConfigValueType.STRING ? ((String) value.unwrapped()).trim() : "";
        Matcher iterations = ITERATIONS.matcher(text);
        if (iterations.matches()) {
            return Optional.of(Every.iterations(Integer.parseInt(iterations.group(1))));
        }
        // HOCON reads a number without a unit as milliseconds, which nobody would guess
        return TIME.matcher(text).matches() ? time(value).map(Every::time) : Optional.empty();
    }

    private static Optional<Duration> time(ConfigValue value) {
        try {
            return Optional.of(value.atKey("time").getDuration("time"));
        } catch (ConfigException notATime) {
            return Optional.empty();
        }
    }
}
