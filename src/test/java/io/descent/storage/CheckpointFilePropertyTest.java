package io.descent.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.optimizer.OptimizerState;
import io.descent.optimizer.Point;
import io.descent.training.DataFingerprint;
import io.descent.training.IterationRecord;
import io.descent.training.PassTimes;
import io.descent.training.Trace;
import io.descent.training.TrainingState;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CheckpointFilePropertyTest {

    @Property(seed = "20260728", tries = 200, edgeCases = EdgeCasesMode.NONE)
    void decode_ofEncode_isTheSameToTheLastBit(@ForAll("checkpoints") Checkpoint checkpoint) {
        byte[] bytes = CheckpointFile.encode(checkpoint);

        Checkpoint read = CheckpointFile.decode(bytes);

        assertThat(fields(read)).isEqualTo(fields(checkpoint));
        assertThat(CheckpointFile.encode(read)).isEqualTo(bytes);
    }

    /** Everything that a checkpoint holds, its doubles as their bits. */
    private static List<Object> fields(Checkpoint checkpoint) {
        TrainingState state = checkpoint.state();
        return List.of(
                checkpoint.settings(),
                checkpoint.data(),
                checkpoint.epoch(),
                fields(state.first()),
                fields(state.point()),
                state.rises(),
                state.optimizer().arrays().entrySet().stream()
                        .map(array -> List.of(array.getKey(), bits(array.getValue())))
                        .toList(),
                state.history().stream().map(CheckpointFilePropertyTest::fields).toList(),
                state.trace().stream()
                        .map(moment -> List.of(moment.iteration(), bits(moment.parameters())))
                        .toList(),
                state.passes());
    }

    private static List<Object> fields(Point point) {
        return List.of(
                bits(point.parameters(), point.value()), bits(point.gradient(), point.gradientNorm()), point.origin());
    }

    private static List<Object> fields(IterationRecord iteration) {
        PassTimes passes = iteration.passes();
        return List.of(
                iteration.iteration(),
                bits(
                        iteration.validationLoss().stream().toArray(),
                        iteration.loss(),
                        iteration.gradientNorm(),
                        iteration.seconds(),
                        iteration.update()),
                bits(
                        iteration.stepSize().stream().toArray(),
                        passes.broadcast(),
                        passes.tasks(),
                        passes.slowestTask(),
                        passes.meanTask(),
                        passes.reduce()),
                passes.bytes());
    }

    private static List<Long> bits(double[] some, double... more) {
        return Arrays.asList(Arrays.stream(new double[][] {some, more})
                .flatMapToDouble(Arrays::stream)
                .mapToObj(Double::doubleToRawLongBits)
                .toArray(Long[]::new));
    }

    @Provide
    Arbitrary<Checkpoint> checkpoints() {
        Arbitrary<DataFingerprint> data =
                Combinators.combine(longs(), ints(), texts()).as(DataFingerprint::new);
        return Combinators.combine(longTexts(), data, longs(), states()).as(Checkpoint::new);
    }

    private static Arbitrary<TrainingState> states() {
        return Combinators.combine(
                        points(),
                        points(),
                        ints(),
                        arrays(),
                        optimizers(),
                        iterations().list().ofMinSize(1).ofMaxSize(5),
                        Combinators.combine(ints(), arrays())
                                .as(Trace.Moment::new)
                                .list()
                                .ofMaxSize(3),
                        longs())
                .as(TrainingState::new);
    }

    private static Arbitrary<Point> points() {
        return Combinators.combine(arrays(), doubles(), arrays(), doubles(), Arbitraries.of(Point.Origin.class))
                .as(Point::new);
    }

    private static Arbitrary<OptimizerState> optimizers() {
        return Arbitraries.maps(texts(), arrays()).ofMaxSize(6).map(arrays -> {
            OptimizerState state = new OptimizerState();
            for (Map.Entry<String, double[]> array : arrays.entrySet()) {
                state.put(array.getKey(), array.getValue());
            }
            return state;
        });
    }

    private static Arbitrary<IterationRecord> iterations() {
        Arbitrary<PassTimes> passes = Combinators.combine(
                        doubles(), doubles(), doubles(), doubles(), doubles(), longs())
                .as(PassTimes::new);
        return Combinators.combine(ints(), doubles(), optionals(), doubles(), optionals(), doubles(), passes, doubles())
                .as(IterationRecord::new);
    }

    private static Arbitrary<OptionalDouble> optionals() {
        return doubles().optional(0.5).map(value -> value.map(OptionalDouble::of)
                .orElseGet(OptionalDouble::empty));
    }

    private static Arbitrary<double[]> arrays() {
        return doubles().array(double[].class).ofMaxSize(40);
    }

    /** Any bits: quiet and signalling NaNs, both zeros, infinities and subnormal numbers among them. */
    private static Arbitrary<Double> doubles() {
        Arbitrary<Long> special = Arbitraries.of(
                0L,
                Long.MIN_VALUE,
                1L,
                0x7ff0000000000000L,
                0xfff0000000000000L,
                0x7ff8000000000000L,
                0x7ff0000000000001L,
                0xfff8dead0000beefL,
                0x000fffffffffffffL,
                0x7fefffffffffffffL);
        return Arbitraries.oneOf(special, longs()).map(Double::longBitsToDouble);
    }

    private static Arbitrary<Long> longs() {
        return Arbitraries.longs();
    }

    private static Arbitrary<Integer> ints() {
        return Arbitraries.integers();
    }

    /** Unicode without halves of surrogate pairs, but with whole ones. */
    private static Arbitrary<String> texts() {
        Arbitrary<String> characters = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 0xd7ff).map(Character::toString),
                Arbitraries.integers().between(0xe000, Character.MAX_CODE_POINT).map(Character::toString));
        return characters.list().ofMaxSize(12).map(list -> String.join("", list));
    }

    private static Arbitrary<String> longTexts() {
        return Combinators.combine(texts(), Arbitraries.of(0, 1, 1, 10_000)).as((text, times) -> text.repeat(times));
    }
}
