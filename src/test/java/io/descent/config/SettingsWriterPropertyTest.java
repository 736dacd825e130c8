package io.descent.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.linalg.Precision;
import io.descent.optimizer.StepSize;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SettingsWriterPropertyTest {

    @Property(tries = 300)
    void parse_ofToJson_isTheSame(@ForAll("settings") Settings settings) {
        assertThat(SettingsParser.parse(SettingsWriter.toJson(settings))).isEqualTo(settings);
    }

    @Provide
    Arbitrary<Settings> settings() {
        return Combinators.combine(data(), model(), training(), checkpoint(), output())
                .as(Settings::new);
    }

    private static Arbitrary<DataSettings> data() {
        return Combinators.combine(
                        text().list().ofMinSize(1).ofMaxSize(3),
                        text(),
                        options(),
                        text().optional(),
                        features(),
                        text().map(text -> "weight " + text).optional(),
                        Arbitraries.of(Missing.class),
                        Arbitraries.doubles().between(0, true, 1, false))
                .as((paths, format, options, where, features, weight, missing, validation) -> new DataSettings(
                        paths, format, options, where, List.of("label"), features, weight, missing, validation));
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

    private static Arbitrary<ModelSettings> model() {
        return Combinators.combine(Arbitraries.of(Activation.class), Arbitraries.of(true, false))
                .as((activation, intercept) -> new ModelSettings(List.of(), activation, intercept));
    }

    private static Arbitrary<TrainingSettings> training() {
        Arbitrary<Double> positive = Arbitraries.doubles().between(0, false, Double.MAX_VALUE, true);
        Arbitrary<StepSize> stepSize = Arbitraries.oneOf(
                Arbitraries.just(StepSize.AUTO),
                positive.map(StepSize::constant),
                Combinators.combine(positive, positive).as(StepSize::new));
        return Combinators.combine(
                        Arbitraries.of(OptimizerName.AUTO, OptimizerName.FISTA),
                        stepSize,
                        Arbitraries.integers().greaterOrEqual(1),
                        positive,
                        positive,
                        Arbitraries.doubles().between(0, 1),
                        Combinators.combine(Arbitraries.of(true, false), Arbitraries.of(Precision.class))
                                .as(Map::entry),
                        Combinators.combine(
                                        Arbitraries.of(GradientFrom.class),
                                        Arbitraries.longs(),
                                        Arbitraries.integers().greaterOrEqual(1))
                                .as(List::of))
                .as((optimizer, step, iterations, tolerance, lambda, alpha, storage, rest) -> new TrainingSettings(
                        optimizer,
                        step,
                        Batch.FULL,
                        iterations,
                        tolerance,
                        lambda,
                        alpha,
                        storage.getKey(),
                        storage.getValue(),
                        (GradientFrom) rest.get(0),
                        (Long) rest.get(1),
                        new EarlyStopping((Integer) rest.get(2))));
    }

    private static Arbitrary<CheckpointSettings> checkpoint() {
        Arbitrary<Every> every = Arbitraries.oneOf(
                Arbitraries.integers().between(1, 999_999_999).map(Every::iterations),
                Arbitraries.longs().between(1, Long.MAX_VALUE).map(nanos -> Every.time(Duration.ofNanos(nanos))),
                Arbitraries.longs().between(1, 1_000_000_000).map(seconds -> Every.time(Duration.ofSeconds(seconds))));
        return Combinators.combine(
                        text().optional(), every, Arbitraries.integers().greaterOrEqual(1))
                .as(CheckpointSettings::new);
    }

    private static Arbitrary<OutputSettings> output() {
        return Combinators.combine(text(), Arbitraries.of(true, false), Arbitraries.of(true, false))
                .as(OutputSettings::new);
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
