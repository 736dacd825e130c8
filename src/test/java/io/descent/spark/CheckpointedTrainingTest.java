package io.descent.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.descent.ArrayTable;
import io.descent.TestSession;
import io.descent.gradient.FeatureEncoding.Standardise;
import io.descent.gradient.Penalty;
import io.descent.linalg.PlainAlgebra;
import io.descent.linalg.Precision;
import io.descent.optimizer.ConjugateGradient;
import io.descent.optimizer.GradientDescent;
import io.descent.optimizer.OptimizerSettings;
import io.descent.optimizer.StepSize;
import io.descent.spark.ExampleColumns.FeatureForm;
import io.descent.spark.SparkTrainer.Fit;
import io.descent.spark.TrainingRequest.Bias;
import io.descent.spark.TrainingRequest.Gradients;
import io.descent.training.CheckpointStore;
import io.descent.training.DataFingerprint;
import io.descent.training.IterationRecord;
import io.descent.training.States;
import io.descent.training.StopRule;
import io.descent.training.TrainingListener;
import io.descent.training.TrainingState;
import io.descent.training.TrainingSummary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fits that end in the middle and go on, and what tells their data from others. */
class CheckpointedTrainingTest {

    private static final int ROWS = 60;
    private static final StepSize AUTO = StepSize.AUTO;

    private final Random random = new Random(1);
    private final double[][] x = features(random);
    private final double[] y = labels(random, x);
    private final double[] omega =
            IntStream.range(0, ROWS).mapToDouble(i -> 1 + i % 3).toArray();
    private final Object[] held =
            IntStream.range(0, ROWS).mapToObj(i -> i % 7 == 3).toArray();
    private final List<TrainingListener> listeners = new ArrayList<>();
    private List<String> names = List.of();
    private Bias bias = Bias.FITTED;
    private Standardise standardise = Standardise.YES;
    private Precision precision = Precision.DOUBLE;
    private Gradients gradients = Gradients.DATA;
    private OptimizerSettings method = new ConjugateGradient();
    private int partitions = 3;

    @ParameterizedTest
    @CsvSource({"cg, DATA, 0", "cg, DATA, 2", "cg, MOMENTS, 3", "gd, DATA, 1", "gd, DATA, 9", "gd, MOMENTS, 4"})
    void fit_interruptedAndResumed_endsWithTheSameBits(String by, Gradients from, int iteration) {
        method = by.equals("cg") ? new ConjugateGradient() : new GradientDescent(AUTO);
        gradients = from;
        Fit undisturbed = fit(CheckpointStore.NONE);

        States before = new States().endAfter(iteration);
        int cached = TestSession.get().sparkContext().getPersistentRDDs().size();
        assertThatThrownBy(() -> fit(before)).isInstanceOf(States.Killed.class);
        assertThat(TestSession.get().sparkContext().getPersistentRDDs().size()).isEqualTo(cached);

        partitions = 5; // files may be cut otherwise by now
        List<Integer> told = new ArrayList<>();
        listeners.add(new TrainingListener() {
            @Override
            public void resumed(TrainingState state) {
                told.add(-state.iteration());
            }

            @Override
            public void iterationEnded(IterationRecord record) {
                told.add(record.iteration());
            }
        });
        States after = new States().startFrom(States.copy(before.last()));
        Fit resumed = fit(after);

        assertThat(resumed.parameters().toArray())
                .isEqualTo(undisturbed.parameters().toArray());
        TrainingSummary summary = resumed.summary();
        TrainingSummary expected = undisturbed.summary();
        assertThat(States.timeless(summary.history().records()))
                .isEqualTo(States.timeless(expected.history().records()));
        assertThat(summary.metrics()).isEqualTo(expected.metrics());
        assertThat(summary.validation()).isEqualTo(expected.validation()).isPresent();
        assertThat(summary.stopReason()).isEqualTo(expected.stopReason());
        assertThat(summary.passes()).isEqualTo(expected.passes());
        assertThat(summary.warnings()).isEqualTo(expected.warnings());
        assertThat(summary.seconds().descent())
                .isGreaterThan(before.last().last().seconds())
                .isLessThanOrEqualTo(summary.seconds().total());
        assertThat(after.data()).isEqualTo(before.data());
        assertThat(told).startsWith(-iteration, iteration + 1).endsWith(expected.iterations());
        assertThat(after.all()).hasSize(expected.iterations() - iteration);
    }

    /** Asking for a fingerprint costs a pass; a store that keeps nothing does not ask. */
    @Test
    void fit_storeThatDoesNotAsk_getsTheSameFit() {
        States states = new States();
        Fit asked = fit(states);
        assertThat(states.data().rows()).isEqualTo(ROWS);
        assertThat(states.data().features()).isEqualTo(3);
        assertThat(states.data().hash()).matches("sha256:[0-9a-f]{64}");
        Fit unasked = fit(CheckpointStore.NONE);
        assertThat(asked.parameters().toArray()).isEqualTo(unasked.parameters().toArray());
        assertThat(asked.summary().passes()).isEqualTo(unasked.summary().passes());
    }

    /** Rows in any order, in any partitions. */
    @Test
    void fingerprint_rowsInAnotherOrder_isTheSame() {
        DataFingerprint expected = fingerprint();
        List<Integer> order = new ArrayList<>(IntStream.range(0, ROWS).boxed().toList());
        for (int repetition = 0; repetition < 3; repetition++) {
            Collections.shuffle(order, random);
            partitions = 1 + 3 * repetition;
            Dataset<Row> shuffled = table(
                    order.stream().map(i -> x[i]).toArray(double[][]::new),
                    order.stream().mapToDouble(i -> y[i]).toArray(),
                    order.stream().mapToDouble(i -> omega[i]).toArray(),
                    order.stream().map(i -> held[i]).toArray());
            assertThat(fingerprint(shuffled)).isEqualTo(expected);
        }
    }

    @Test
    void fingerprint_whateverElseChanges_isAnother() {
        Set<DataFingerprint> seen = new HashSet<>(Set.of(fingerprint()));
        List<Runnable> changes = List.of(
                () -> swap(x[4], x[7], 1), // of one weight and role: no statistic of a column changes
                () -> swap(y, 4, 7),
                () -> x[5][0] += 1e-12,
                () -> y[4] += 1,
                () -> omega[2] += 0.5,
                () -> swap(omega, 0, 1),
                () -> held[3] = false,
                () -> swap(held, 0, 10),
                () -> Arrays.fill(held, false),
                () -> Arrays.stream(x).forEach(row -> row[2] *= 2), // as it is stored, nothing changes
                () -> Arrays.stream(x).forEach(row -> row[2] += 1024),
                () -> names = List.of("a", "b", "c"),
                () -> names = List.of("b", "a", "c"),
                () -> bias = Bias.ZERO,
                () -> precision = Precision.SINGLE,
                () -> standardise = Standardise.NO);
        for (int k = 0; k < changes.size(); k++) {
            changes.get(k).run();
            assertThat(seen.add(fingerprint())).as("change %d", k).isTrue();
        }
    }

    /** The rule and the method may be others when a fit goes on: what they may not be, the store decides. */
    @Test
    void fingerprint_ofAnotherMethod_isTheSame() {
        DataFingerprint expected = fingerprint();
        method = new GradientDescent(AUTO);
        gradients = Gradients.MOMENTS;
        assertThat(fingerprint()).isEqualTo(expected);
    }

    private static void swap(double[] one, double[] two, int j) {
        double value = one[j];
        one[j] = two[j];
        two[j] = value;
    }

    private static void swap(double[] values, int i, int j) {
        double value = values[i];
        values[i] = values[j];
        values[j] = value;
    }

    private static void swap(Object[] values, int i, int j) {
        Object value = values[i];
        values[i] = values[j];
        values[j] = value;
    }

    private DataFingerprint fingerprint() {
        return fingerprint(table(x, y, omega, held));
    }

    private DataFingerprint fingerprint(Dataset<Row> table) {
        Asking store = new Asking();
        assertThatThrownBy(() -> fit(table, store)).isInstanceOf(States.Killed.class);
        return store.data;
    }

    /** Asks what the data is, and goes no further. */
    private static final class Asking implements CheckpointStore {

        private DataFingerprint data;

        @Override
        public Optional<TrainingState> latest(Supplier<DataFingerprint> fingerprint) {
            data = fingerprint.get();
            throw new States.Killed();
        }

        @Override
        public void offer(int iteration, Supplier<TrainingState> state) {
            throw new IllegalStateException("the descent must not have begun");
        }
    }

    private Fit fit(CheckpointStore store) {
        return fit(table(x, y, omega, held), store);
    }

    private Fit fit(Dataset<Row> table, CheckpointStore store) {
        ExampleColumns columns = new ExampleColumns(
                "label",
                Optional.of("omega"),
                Optional.of("held"),
                List.of("x0", "x1", "x2"),
                FeatureForm.NUMERIC_COLUMNS);
        return SparkTrainer.fit(
                table,
                new TrainingRequest(
                        columns,
                        names,
                        List.of(),
                        InvalidRows.ERROR,
                        bias,
                        standardise,
                        precision,
                        gradients,
                        Penalty.NONE,
                        method,
                        Optional.empty(),
                        Optional.empty(),
                        new StopRule(1e-9, 15, StopRule.Effort.EVERY_DIGIT),
                        listeners,
                        Optional.empty(),
                        store));
    }

    private Dataset<Row> table(double[][] features, double[] labels, double[] weights, Object[] roles) {
        return ArrayTable.columns(features, labels)
                .with("omega", weights)
                .with("held", DataTypes.BooleanType, roles)
                .partitions(partitions)
                .table();
    }

    /** Nearly dependent, so that conjugate gradients take their time. */
    private static double[][] features(Random random) {
        double[][] x = PlainAlgebra.gaussian(random, ROWS, 3);
        for (double[] row : x) {
            row[2] = row[0] - row[1] + 1e-4 * row[2];
        }
        return x;
    }

    private static double[] labels(Random random, double[][] x) {
        double[] y = new double[x.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = 4 + x[i][0] - 2 * x[i][1] + 3 * x[i][2] + 0.3 * random.nextGaussian();
        }
        return y;
    }
}
