package io.descent.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.linalg.Precision;
import io.descent.model.Activation;
import io.descent.optimizer.StepSize;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SettingsWriterPropertyTest {
    private static final String SEED = "20260728";

    @Property(seed = SEED, tries = 300)
    void parse_ofToJson_isTheSame(@ForAll("settings") Settings settings) {
        assertThat(SettingsParser.parse(SettingsWriter.toJson(settings))).isEqualTo(settings);
    }

    @Provide
    Arbitrary<Settings> settings() {
        Arbitrary<List<String>> one = Arbitraries.just(List.of("label"));
        Arbitrary<List<String>> several = Arbitraries.just(List.of("label", "label 2", "log(label)"));
        Arbitrary<List<Integer>> none = Arbitraries.just(List.of());
        Arbitrary<Batch> any = Arbitraries.oneOf(Arbitraries.of(Batch.AUTO, Batch.FULL), miniBatches());
        return Arbitraries.oneOf(
                settings(one, none, neuron()),
                settings(one, layers(), network(any)),
                settings(several, none, network(any)),
                settings(one, none, network(miniBatches())));
    }

    private static Arbitrary<Settings> settings(
            Arbitrary<List<String>> labels, Arbitrary<List<Integer>> layers, Arbitrary<TrainingSettings> training) {
        Arbitrary<ReportSettings> report = Arbitraries.of(true, false).map(ReportSettings::new);
        return Combinators.combine(data(labels), model(layers), training, checkpoint(), output(), report)
                .as(Settings::new);
    }

    private static Arbitrary<DataSettings> data(Arbitrary<List<String>> labels) {
        return Combinators.combine(
                        text().list().ofMinSize(1).ofMaxSize(3),
                        text(),
                        options(),
                        text().optional(),
                        features(),
                        text().map(text -> "weight " + text).optional(),
                        Combinators.combine(labels, Arbitraries.of(Missing.class))
                                .as(Map::entry),
                        Arbitraries.doubles().between(0, true, 1, false))
                .as((paths, format, options, where, features, weight, rest, validation) -> new DataSettings(
                        paths, format, options, where, rest.getKey(), features, weight, rest.getValue(), validation));
    }

    /** Columns that play one part each: their first word says which. */
    private static Arbitrary<FeatureSettings> features() {
        Arbitrary<FeatureSettings> lists = Combinators.combine(columns("n"), columns("c"), columns("e"))
                .as((numeric, categorical, exclude) ->
                        new FeatureSettings(numeric, categorical, Optional.empty(), exclude));
        Arbitrary<FeatureSettings> vector =
                text().map(name -> new FeatureSettings(List.of(), List.of(), Optional.of("v " + name), List.of()));
        return Arbitraries.oneOf(lists, vector);
    }

    private static Arbitrary<List<String>> columns(String first) {
        return text().map(name -> first + " " + name).list().uniqueElements().ofMaxSize(4);
    }

    private static Arbitrary<Map<String, String>> options() {
        Arbitrary<String> names =
                Arbitraries.strings().ascii().ofMaxLength(8).map(name -> "o." + name.replaceAll("(?i)[kpst]", "_"));
        Arbitrary<String> values = Arbitraries.strings()
                .ofMaxLength(8)
                .map(SettingsWriterPropertyTest::valid)
                .map(value -> value.replace('=', '_'));
        return Arbitraries.maps(names, values).ofMaxSize(4);
    }

    private static Arbitrary<ModelSettings> model(Arbitrary<List<Integer>> hiddenLayers) {
        return Combinators.combine(
                        hiddenLayers, Arbitraries.of(Activation.class), Arbitraries.of(true, false), path().optional())
                .as(ModelSettings::new);
    }

    private static Arbitrary<List<Integer>> layers() {
        return Arbitraries.integers().greaterOrEqual(1).list().ofMinSize(1).ofMaxSize(4);
    }

    /** Of one neuron in full batches. */
    private static Arbitrary<TrainingSettings> neuron() {
        return Combinators.combine(
                        course(),
                        numbers(),
                        Arbitraries.of(OptimizerName.AUTO, OptimizerName.FISTA),
                        Arbitraries.of(Precision.class),
                        Arbitraries.of(GradientFrom.class),
                        Arbitraries.of(Batch.AUTO, Batch.FULL))
                .as((course, numbers, optimizer, precision, source, batch) -> training(
                        optimizer,
                        new Course(course.stepSize(), Schedule.AUTO, OptionalDouble.empty()),
                        batch,
                        Sharding.AUTO,
                        numbers,
                        precision,
                        source));
    }

    /** Of a network, with hidden layers or without. */
    private static Arbitrary<TrainingSettings> network(Arbitrary<Batch> batches) {
        Arbitrary<Sharding> shardings = Combinators.combine(
                        Arbitraries.integers().greaterOrEqual(1),
                        Arbitraries.integers().between(1, 65536).optional())
                .as((steps, shards) ->
                        new Sharding(steps, shards.map(OptionalInt::of).orElse(OptionalInt.empty())));
        return Combinators.combine(
                        course(),
                        numbers(),
                        Arbitraries.of(
                                OptimizerName.AUTO,
                                OptimizerName.ADAM,
                                OptimizerName.MOMENTUM,
                                OptimizerName.NESTEROV,
                                OptimizerName.GRADIENT_DESCENT),
                        Arbitraries.of(GradientFrom.DATA, GradientFrom.AUTO),
                        batches,
                        shardings)
                .as((course, numbers, optimizer, source, batch, sharding) ->
                        training(optimizer, course, batch, sharding, numbers, Precision.SINGLE, source));
    }

    private static Arbitrary<Batch> miniBatches() {
        return Arbitraries.doubles().between(0, false, 1, false).map(Batch::of);
    }

    private static TrainingSettings training(
            OptimizerName optimizer,
            Course course,
            Batch batch,
            Sharding sharding,
            Numbers numbers,
            Precision precision,
            GradientFrom source) {
        return new TrainingSettings(
                optimizer,
                course.stepSize(),
                course.schedule(),
                optimizer.takesWeightDecay() ? course.weightDecay() : OptionalDouble.empty(),
                batch,
                sharding,
                numbers.iterations(),
                numbers.tolerance(),
                numbers.lambda(),
                numbers.alpha(),
                numbers.standardize(),
                precision,
                source,
                numbers.seed(),
                new EarlyStopping(numbers.patience()));
    }

    /** A step size and a schedule that go together. */
    private record Course(StepSize stepSize, Schedule schedule, OptionalDouble weightDecay) {}

    private static Arbitrary<Course> course() {
        Arbitrary<StepSize> steady =
                Arbitraries.oneOf(Arbitraries.just(StepSize.AUTO), positive().map(StepSize::constant));
        Arbitrary<StepSize> decaying =
                Combinators.combine(positive(), positive()).as(StepSize::new);
        return Arbitraries.oneOf(
                course(steady, ScheduleName.AUTO, ScheduleName.CONSTANT, ScheduleName.COSINE),
                course(decaying, ScheduleName.AUTO, ScheduleName.DECAY));
    }

    private static Arbitrary<Course> course(Arbitrary<StepSize> steps, ScheduleName... names) {
        Arbitrary<Double> warmUps = Arbitraries.doubles().between(0, Double.MAX_VALUE);
        Arbitrary<OptionalDouble> weightDecays = Arbitraries.doubles()
                .between(0, 4)
                .optional()
                .map(value -> value.map(OptionalDouble::of).orElseGet(OptionalDouble::empty));
        return Combinators.combine(steps, Arbitraries.of(names), warmUps, weightDecays)
                .as((step, name, warmUp, decay) -> new Course(step, new Schedule(name, warmUp), decay));
    }

    private record Numbers(
            int iterations,
            double tolerance,
            double lambda,
            double alpha,
            boolean standardize,
            long seed,
            int patience) {}

    private static Arbitrary<Numbers> numbers() {
        return Combinators.combine(
                        Arbitraries.integers().greaterOrEqual(1),
                        positive(),
                        positive(),
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.of(true, false),
                        Arbitraries.longs(),
                        Arbitraries.integers().greaterOrEqual(1))
                .as(Numbers::new);
    }

    private static Arbitrary<Double> positive() {
        return Arbitraries.doubles().between(0, false, Double.MAX_VALUE, true);
    }

    private static Arbitrary<CheckpointSettings> checkpoint() {
        Arbitrary<Every> every = Arbitraries.oneOf(
                Arbitraries.integers().between(1, 999_999_999).map(Every::iterations),
                Arbitraries.longs().between(1, Long.MAX_VALUE).map(nanos -> Every.time(Duration.ofNanos(nanos))),
                Arbitraries.longs().between(1, 1_000_000_000).map(seconds -> Every.time(Duration.ofSeconds(seconds))));
        return Combinators.combine(
                        path().optional(), every, Arbitraries.integers().greaterOrEqual(1))
                .as(CheckpointSettings::new);
    }

    private static Arbitrary<OutputSettings> output() {
        return Combinators.combine(path(), Arbitraries.of(true, false), Arbitraries.of(true, false))
                .as(OutputSettings::new);
    }

    /** Hadoop takes what stands before a colon for a scheme. */
    private static Arbitrary<String> path() {
        return text().map(name -> "run " + name.replace(':', '_'));
    }

    /** Any Unicode text that is not blank. */
    private static Arbitrary<String> text() {
        return Arbitraries.strings()
                .ofMinLength(1)
                .ofMaxLength(12)
                .map(SettingsWriterPropertyTest::valid)
                .filter(text -> !text.isBlank());
    }

    /** Halves of surrogate pairs are no text. */
    private static String valid(String text) {
        return text.replaceAll("\\p{Cs}", "?");
    }
}
