package io.descent.config;

import static io.descent.config.Parsing.problems;
import static io.descent.config.Parsing.problemsOf;
import static io.descent.config.Parsing.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.typesafe.config.ConfigFactory;
import io.descent.linalg.Precision;
import io.descent.model.Activation;
import io.descent.optimizer.StepSize;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsParserTest {

    @Test
    void parse_onlyRequired_isDefaults() {
        assertThat(settings())
                .isEqualTo(Settings.of(DataSettings.of(List.of("in.csv"), List.of("y")), OutputSettings.of("out")));
    }

    @Test
    void defaults_areThoseOfTheDesign() {
        Settings settings = settings();

        assertThat(settings.data().format()).isEqualTo("csv");
        assertThat(settings.data().missing()).isEqualTo(Missing.FAIL);
        assertThat(settings.data().validation()).isZero();
        assertThat(settings.model()).isEqualTo(new ModelSettings(List.of(), Activation.RELU, true, Optional.empty()));
        assertThat(settings.training())
                .isEqualTo(new TrainingSettings(
                        OptimizerName.AUTO,
                        StepSize.AUTO,
                        new Schedule(ScheduleName.AUTO, 0),
                        OptionalDouble.empty(),
                        Batch.AUTO,
                        new Sharding(1, OptionalInt.empty()),
                        200,
                        1e-8,
                        0,
                        0,
                        true,
                        Precision.SINGLE,
                        GradientFrom.DATA,
                        42,
                        new EarlyStopping(10)));
        assertThat(settings.checkpoint()).isEqualTo(new CheckpointSettings(Optional.empty(), Every.iterations(10), 3));
        assertThat(settings.output()).isEqualTo(new OutputSettings("out", false, true));
    }

    @Test
    void parse_everyDataSetting_isKept() {
        Settings settings = SettingsParser.parse(
                """
                data {
                  path = [a.csv, "hdfs://host/b*.csv"], format = parquet
                  options { header = true, "spark.x" = 1.50, fs.s3a.endpoint = e, nullValue = "NA", delimiter = "" }
                  where = "year >= 2020", label = "log(y)"
                  features { numeric = [a, "log(x)"], categorical = region, exclude = [id] }
                  weight = w, missing = drop, validation = 0.25
                }
                output.path = out
                """);

        DataSettings data = settings.data();
        assertThat(data.paths()).containsExactly("a.csv", "hdfs://host/b*.csv");
        assertThat(data.format()).isEqualTo("parquet");
        assertThat(data.options())
                .containsOnly(
                        entry("header", "true"),
                        entry("spark.x", "1.50"),
                        entry("fs.s3a.endpoint", "e"),
                        entry("nullValue", "NA"),
                        entry("delimiter", ""));
        assertThat(data.where()).contains("year >= 2020");
        assertThat(data.labels()).containsExactly("log(y)");
        assertThat(data.features())
                .isEqualTo(new FeatureSettings(
                        List.of("a", "log(x)"), List.of("region"), Optional.empty(), List.of("id")));
        assertThat(data.weight()).contains("w");
        assertThat(data.missing()).isEqualTo(Missing.DROP);
        assertThat(data.validation()).isEqualTo(0.25);
    }

    @ParameterizedTest
    @ValueSource(strings = {"conjugate-gradient", "l-bfgs"})
    void parse_stepSizeForAMethodThatFindsItsOwn_isRefused(String optimizer) {
        assertThat(problems("training { optimizer = " + optimizer + ", step-size = 0.5 }"))
                .containsExactly(
                        "training.step-size must be auto with " + optimizer + ", which finds its own, but is 0.5");
    }

    @Test
    void parse_everyOtherSetting_isKept() {
        Settings settings = settings(
                "model { activation = tanh, intercept = false, start = \"hdfs://host/earlier\" }",
                "training { optimizer = momentum, step-size = 0.5, batch = full, max-iterations = 7, tolerance = 0, lambda = 0.1 }",
                "training { standardize = no, precision = double, gradient-source = moments, seed = -1 }",
                "training.early-stopping.patience = 3",
                "checkpoint { path = ck, every = 30 seconds, keep = 1 }",
                "output { overwrite = true, report = false }");

        assertThat(settings.model())
                .isEqualTo(new ModelSettings(List.of(), Activation.TANH, false, Optional.of("hdfs://host/earlier")));
        assertThat(settings.training())
                .isEqualTo(new TrainingSettings(
                        OptimizerName.MOMENTUM,
                        StepSize.constant(0.5),
                        Schedule.AUTO,
                        OptionalDouble.empty(),
                        Batch.FULL,
                        Sharding.AUTO,
                        7,
                        0,
                        0.1,
                        0,
                        false,
                        Precision.DOUBLE,
                        GradientFrom.MOMENTS,
                        -1,
                        new EarlyStopping(3)));
        assertThat(settings.checkpoint())
                .isEqualTo(new CheckpointSettings(Optional.of("ck"), Every.time(Duration.ofSeconds(30)), 1));
        assertThat(settings.output()).isEqualTo(new OutputSettings("out", true, false));
    }

    @Test
    void parse_nullEverywhere_isDefaults() {
        assertThat(settings(
                        "data { format = null, options = null, where = null, features = null, weight = null }",
                        "data { missing = null, validation = null }",
                        "model = null",
                        "training { schedule = null, warm-up = null, weight-decay = null, batch = null, local-steps = null, shards = null }",
                        "training { optimizer = null, step-size = null, lambda = null, early-stopping = null }",
                        "checkpoint { path = null, every = null, keep = null }",
                        "output { overwrite = null, report = null }"))
                .isEqualTo(settings());
    }

    @Test
    void parse_nullOption_isLeftOut() {
        assertThat(settings("data.options { a = null, b = 1 }").data().options())
                .isEqualTo(Map.of("b", "1"));
    }

    @Test
    void parse_requiredAbsentOrNull_isReportedTogether() {
        assertThat(problemsOf("data.label = null"))
                .containsExactly(
                        "data.path is required, but is not set",
                        "data.label is required, but is not set",
                        "output.path is required, but is not set");
    }

    @Test
    void parse_numbersInText_areNumbers() {
        TrainingSettings training = settings(
                        "training { lambda = \"0.5\", max-iterations = \" 1e2 \", seed = \"+7\", standardize = \"off\" }")
                .training();

        assertThat(training.lambda()).isEqualTo(0.5);
        assertThat(training.maxIterations()).isEqualTo(100);
        assertThat(training.seed()).isEqualTo(7);
        assertThat(training.standardize()).isFalse();
    }

    @Test
    void parse_numbersForText_keepTheirDigits() {
        assertThat(settings("data.weight = 1.50", "checkpoint.path = 007")
                        .data()
                        .weight())
                .contains("1.50");
        assertThat(settings("checkpoint.path = 007").checkpoint().path()).contains("007");
    }

    @Test
    void parse_longSeed_isExact() {
        assertThat(settings("training.seed = " + Long.MIN_VALUE).training().seed())
                .isEqualTo(Long.MIN_VALUE);
        assertThat(settings("training.seed = 9007199254740993").training().seed())
                .isEqualTo(9007199254740993L);
    }

    @ParameterizedTest
    @EnumSource(OptimizerName.class)
    void parse_everyOptimizer_isKnownByItsWrittenName(OptimizerName optimizer) {
        assertThat(settings("training.optimizer = " + optimizer).training().optimizer())
                .isEqualTo(optimizer);
        assertThat(optimizer.toString()).isLowerCase().doesNotContain("_");
    }

    @Test
    void parse_decayingStep_isKept() {
        assertThat(settings("training.step-size { initial = 0.5, decay = 0.01 }")
                        .training()
                        .stepSize())
                .isEqualTo(new StepSize(0.5, 0.01));
    }

    @ParameterizedTest
    @CsvSource({
        "1 iteration, 1 iterations",
        "25 iterations, 25 iterations",
        "30 seconds, 30 seconds",
        "90s, 90 seconds",
        "5 minutes, 300 seconds",
        "1.5h, 5400 seconds",
        "250 ms, 250000000 nanoseconds"
    })
    void parse_every_countsIterationsOrTime(String written, String expected) {
        assertThat(settings("checkpoint.every = " + written).checkpoint().every())
                .hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "\"\"", "often", "-5 seconds", "10 parsecs", "[10]", "9999999999 iterations", "5"})
    void parse_everyWithoutMeaning_isRefused(String written) {
        assertThat(problems("checkpoint.every = " + written))
                .singleElement()
                .asString()
                .startsWith("checkpoint.every must be a number with its unit, as \"10 iterations\" or \"30 seconds\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "data.format = \" \" | data.format must not be blank, but is \" \"",
                "data.where = \"\" | data.where must not be blank, but is \"\"",
                "data.validation = 1 | data.validation must be in [0, 1), but is 1",
                "data.validation = -0.1 | data.validation must be in [0, 1), but is -0.1",
                "training.max-iterations = 0 | training.max-iterations must be >= 1, but is 0",
                "training.tolerance = -1e-8 | training.tolerance must be >= 0, but is -1.0E-8",
                "training.lambda = -0.1 | training.lambda must be >= 0, but is -0.1",
                "training.alpha = 1.5 | training.alpha must be in [0, 1], but is 1.5",
                "training.alpha = -1 | training.alpha must be in [0, 1], but is -1",
                "training.batch = 0 | training.batch must be auto, full or a fraction in (0, 1], but is 0",
                "training.batch = 1.5 | training.batch must be auto, full or a fraction in (0, 1], but is 1.5",
                "training.warm-up = -1 | training.warm-up must be >= 0, but is -1",
                "training.local-steps = 0 | training.local-steps must be >= 1, but is 0",
                "training.shards = 0 | training.shards must be auto or a whole number in [1, 65536], but is 0",
                "training.shards = 65537 | training.shards must be auto or a whole number in [1, 65536], but is 65537",
                "model.start = \" \" | model.start must not be blank, but is \" \"",
                "model.start = \":x\" | model.start must be a path, but is \":x\"",
                "training.early-stopping.patience = 0 | training.early-stopping.patience must be >= 1, but is 0",
                "model.hidden-layers = [8, 0] | model.hidden-layers must hold numbers >= 1, but is [8, 0]",
                "checkpoint.keep = 0 | checkpoint.keep must be >= 1, but is 0",
                "checkpoint.every = 0 iterations | checkpoint.every must be >= 1 iteration, but is 0",
                "checkpoint.every = 0 seconds | checkpoint.every must be longer than no time, but is \"0 seconds\"",
                "checkpoint.path = \" \" | checkpoint.path must not be blank, but is \" \"",
                "checkpoint.path = \":x\" | checkpoint.path must be a path, but is \":x\"",
                "output.path = \"\" | output.path must not be blank, but is \"\"",
                "output.path = \":x\" | output.path must be a path, but is \":x\"",
            })
    void parse_ruleBroken_namesKeyRuleAndValue(String line, String message) {
        assertThat(problems(line)).containsExactly(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "training.max-iterations = many | training.max-iterations must be a whole number, but is \"many\"",
                "training.max-iterations = 1.5 | training.max-iterations must be a whole number, but is 1.5",
                "training.max-iterations = 1e99 | training.max-iterations must be a whole number, but is 1e99",
                "training.max-iterations = 3000000000 | training.max-iterations must be a whole number, but is 3000000000",
                "training.max-iterations = \"1e999999999\" | training.max-iterations must be a whole number, but is \"1e999999999\"",
                "training.seed = 1e30 | training.seed must be a whole number, but is 1e30",
                "training.lambda = [1] | training.lambda must be a number, but is [1]",
                "training.lambda = \"NaN\" | training.lambda must be a number, but is \"NaN\"",
                "training.lambda = Infinity | training.lambda must be a number, but is \"Infinity\"",
                "training.lambda = 1e999 | training.lambda must be a number, but is 1e999",
                "training.lambda = 1d | training.lambda must be a number, but is \"1d\"",
                "training.lambda = true | training.lambda must be a number, but is true",
                "training.standardize = 1 | training.standardize must be true or false, but is 1",
                "training.precision = half | training.precision must be one of single, double, but is \"half\"",
                "training.precision = DOUBLE | training.precision must be one of single, double, but is \"DOUBLE\"",
                "data.missing = skip | data.missing must be one of fail, drop, mean, but is \"skip\"",
                "training.gradient-source = x | training.gradient-source must be one of data, moments, auto, but is \"x\"",
                "model.activation = x | model.activation must be one of relu, tanh, sigmoid, but is \"x\"",
                "model.hidden-layers = [8.5] | model.hidden-layers must be a list of whole numbers, but is [8.5]",
                "data.weight = [w] | data.weight must be text, but is [\"w\"]",
                "data.features.numeric = [[a]] | data.features.numeric must be text or a list of texts, but is [[\"a\"]]",
                "data.features.numeric = { a = 1 } | data.features.numeric must be text or a list of texts, but is {\"a\":1}",
                "training.step-size = fast | training.step-size must be auto, a number > 0 or { initial = ..., decay = ... }, but is \"fast\"",
                "training.step-size = 0 | training.step-size must be auto, a number > 0 or { initial = ..., decay = ... }, but is 0",
                "training.batch = half | training.batch must be auto, full or a fraction in (0, 1], but is \"half\"",
                "training.schedule = linear | training.schedule must be one of auto, constant, cosine, decay, but is \"linear\"",
                "training.warm-up = soon | training.warm-up must be a number, but is \"soon\"",
                "training.local-steps = 1.5 | training.local-steps must be a whole number, but is 1.5",
                "training.shards = full | training.shards must be auto or a whole number in [1, 65536], but is \"full\"",
                "training.shards = 2.5 | training.shards must be auto or a whole number in [1, 65536], but is 2.5",
                "model.start = [run] | model.start must be text, but is [\"run\"]",
                "training = fast | training must be a block of settings, training { ... }, but is \"fast\"",
                "training.early-stopping = 5 | training.early-stopping must be a block of settings, training.early-stopping { ... }, but is 5",
            })
    void parse_wrongType_namesKeyTypeAndValue(String line, String message) {
        assertThat(problems(line)).containsExactly(message);
    }

    @Test
    void parse_wrongOptimizer_listsTheKnown() {
        assertThat(problems("training.optimizer = sgd"))
                .containsExactly("training.optimizer must be one of auto, gradient-descent, momentum, nesterov, adam,"
                        + " conjugate-gradient, l-bfgs, fista, but is \"sgd\"");
    }

    @Test
    void parse_stepWithoutPartsOrWithBadParts_namesEach() {
        assertThat(problems("training.step-size { decay = -1 }"))
                .containsExactly(
                        "training.step-size.initial is required, but is not set",
                        "training.step-size.decay must be a number >= 0, but is -1");
        assertThat(problems("training.step-size { initial = 0, decay = 0 }"))
                .containsExactly("training.step-size.initial must be a number > 0, but is 0");
    }

    @Test
    void parse_optionThatIsAList_isRefusedWithoutItsValue() {
        assertThat(problems("data.options { a { secret = [hunter2] } }"))
                .containsExactly("data.options must be a block of names with one text, number or boolean each,"
                        + " but a.secret is not");
        assertThat(problems("data.options = true"))
                .containsExactly("data.options must be a block of names with one text, number or boolean each,"
                        + " but the whole is not");
    }

    @Test
    void parse_optionGivenTwice_isRefused() {
        assertThat(problems("data.options { \"a.b\" = 1, a { b = 2 } }"))
                .singleElement()
                .asString()
                .endsWith("but a.b is not");
    }

    @Test
    void parse_emptyLists_areRefusedWhereOneIsNeeded() {
        assertThat(problemsOf("data { path = [], label = [] }, output.path = out"))
                .containsExactly(
                        "data.path must hold at least one path, and none that is blank, but is []",
                        "data.label must name at least one column, but is []");
    }

    @Test
    void parse_everythingWrong_isReportedTogether() {
        assertThat(
                        problemsOf(
                                """
                        data { path = "", label = y, features { numeric = [a, a, y], categorical = [a] }, missing = no }
                        model { hidden-layers = x }
                        training { lambda = -1, alpha = 0.5, optimizer = adam, max-iterations = many, lamda = 2 }
                        checkpoint { keep = 0 }
                        output { overwrite = maybe }
                        """))
                .containsExactlyInAnyOrder(
                        "data.path must hold at least one path, and none that is blank, but is []",
                        "data.missing must be one of fail, drop, mean, but is \"no\"",
                        "data.features.numeric must list a column once, but lists \"a\" more than once",
                        "data.features.numeric must not name a column of data.label, but names \"y\"",
                        "data.features.categorical must not name a column of data.features.numeric, but names \"a\"",
                        "model.hidden-layers must be a list of whole numbers, but is \"x\"",
                        "training.lambda must be >= 0, but is -1",
                        "training.max-iterations must be a whole number, but is \"many\"",
                        "training.lamda is not a setting; did you mean training.lambda?",
                        "checkpoint.keep must be >= 1, but is 0",
                        "output.path is required, but is not set",
                        "output.overwrite must be true or false, but is \"maybe\"");
    }

    @Test
    void parse_substitutions_comeFromTheTextAndTheEnvironment() {
        Settings settings =
                settings("training.seed = 7", "checkpoint.keep = ${training.seed}", "data.weight = ${PATH}");

        assertThat(settings.checkpoint().keep()).isEqualTo(7);
        assertThat(settings.data().weight()).contains(System.getenv("PATH"));
    }

    @Test
    void parse_unresolvedSubstitution_namesIt() {
        assertThat(problems("data.weight = ${no.such.thing}"))
                .singleElement()
                .asString()
                .contains("${no.such.thing}");
    }

    @Test
    void parse_config_doesNotLookAtSystemProperties() {
        System.setProperty("training.lambda", "5");
        try {
            assertThat(SettingsParser.parse(ConfigFactory.parseString(Parsing.REQUIRED))
                            .training()
                            .lambda())
                    .isZero();
        } finally {
            System.clearProperty("training.lambda");
        }
    }

    @Test
    void parse_notHocon_saysWhere() {
        assertThatThrownBy(() -> SettingsParser.parse("data {\n path = \"x\n}"))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("settings:2: ");
    }
}
