package io.descent.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.descent.ArrayTable;
import io.descent.TestSession;
import io.descent.gradient.FeatureEncoding.Standardise;
import io.descent.gradient.Penalty;
import io.descent.linalg.PlainAlgebra;
import io.descent.linalg.Precision;
import io.descent.optimizer.ConjugateGradient;
import io.descent.optimizer.GradientDescent;
import io.descent.optimizer.LimitedMemoryBfgs;
import io.descent.optimizer.OptimizerSettings;
import io.descent.optimizer.StepSize;
import io.descent.spark.ExampleColumns.FeatureForm;
import io.descent.spark.SparkTrainer.Fit;
import io.descent.spark.TrainingRequest.Bias;
import io.descent.spark.TrainingRequest.Gradients;
import io.descent.training.ArrayFit;
import io.descent.training.CheckpointStore;
import io.descent.training.DivergedException;
import io.descent.training.IterationRecord;
import io.descent.training.StopReason;
import io.descent.training.StopRule;
import io.descent.training.TrainingListener;
import io.descent.training.TrainingSummary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;

/** What happens around the loop when a table is fitted. */
class SparkTrainerTest {

    private static final int ROWS = 90;

    private final Random random = new Random(1);
    private final double[][] x = PlainAlgebra.gaussian(random, ROWS, 3);
    private final double[] y = labels(random, x);
    private final List<TrainingListener> listeners = new ArrayList<>();
    private Precision precision = Precision.DOUBLE;
    private Gradients gradients = Gradients.DATA;
    private Optional<String> weight = Optional.empty();
    private Optional<String> validation = Optional.empty();
    private OptimizerSettings method = new ConjugateGradient();

    @Test
    void fit_columns_isTheFitOfTheArrays() {
        Fit fit = fit(ArrayTable.columns(x, y).table());
        double[] expected = new ArrayFit(x, y).fit().values();
        assertThat(fit.parameters().toArray()).containsExactly(expected, within(1e-11));
        assertThat(fit.summary().stopReason()).isEqualTo(StopReason.TOLERANCE);
        assertThat(fit.summary().converged()).isTrue();
        assertThat(fit.summary().warnings()).isEmpty();
    }

    @Test
    void fit_partitionsAndEmptyOnes_haveTheSameOptimum() {
        double[] expected = new ArrayFit(x, y).fit().values();
        for (int partitions : new int[] {1, 3, 2 * ROWS}) { // the last leaves half of them empty
            Fit fit = fit(ArrayTable.columns(x, y).partitions(partitions).table());
            assertThat(fit.parameters().toArray()).containsExactly(expected, within(1e-11));
        }
    }

    @Test
    void fit_again_givesTheSameBits() {
        Dataset<Row> table = ArrayTable.columns(x, y).partitions(5).table();
        for (Precision each : Precision.values()) {
            precision = each;
            double[] first = fit(table).parameters().toArray();
            for (int repetition = 0; repetition < 3; repetition++) {
                assertThat(fit(table).parameters().toArray()).isEqualTo(first);
            }
        }
    }

    @Test
    void summary_metrics_areThoseOfTheFittedParameters() {
        Fit fit = fit(ArrayTable.columns(x, y).table());
        double squares = 0;
        double mean = 0;
        for (double label : y) {
            mean += label / ROWS;
        }
        double deviations = 0;
        for (int i = 0; i < ROWS; i++) {
            squares += Math.pow(fit.parameters().predict(x[i]) - y[i], 2);
            deviations += Math.pow(y[i] - mean, 2);
        }
        TrainingSummary summary = fit.summary();
        assertThat(summary.metrics().rows()).isEqualTo(ROWS);
        assertThat(summary.metrics().mse()).isCloseTo(squares / ROWS, within(1e-13));
        assertThat(summary.metrics().r2().getAsDouble()).isCloseTo(1 - squares / deviations, within(1e-13));
        assertThat(summary.validation()).isEmpty();
        assertThat(summary.featureNames()).containsExactly("x0", "x1", "x2");
        assertThat(summary.optimizer()).isEqualTo("conjugate-gradient");
        assertThat(summary.iterations())
                .isEqualTo(summary.history().iterations())
                .isPositive();
        assertThat(summary.passes()).isPositive();
        assertThat(summary.bytesPerPass()).isEqualTo(ROWS * 3 * 8 + ROWS * 8);
        assertThat(summary.seconds().total())
                .isGreaterThanOrEqualTo(summary.seconds().descent());
    }

    @Test
    void summary_heldOutRows_areMeasuredAndNotDescendedOn() {
        Object[] held = new Object[ROWS];
        for (int i = 0; i < ROWS; i++) {
            held[i] = i % 10 == 3 ? true : i % 10 == 4 ? null : (Object) false;
        }
        List<double[]> kept = new ArrayList<>();
        List<Double> labels = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            if (i % 10 != 3) {
                kept.add(x[i]);
                labels.add(y[i]);
            }
        }
        validation = Optional.of("held");
        Fit fit = fit(ArrayTable.columns(x, y)
                .with("held", DataTypes.BooleanType, held)
                .table());

        double[] expected = new ArrayFit(
                        kept.toArray(new double[0][]),
                        labels.stream().mapToDouble(Double::doubleValue).toArray())
                .fit()
                .values();
        assertThat(fit.parameters().toArray()).containsExactly(expected, within(1e-11));
        double squares = 0;
        for (int i = 3; i < ROWS; i += 10) {
            squares += Math.pow(fit.parameters().predict(x[i]) - y[i], 2);
        }
        assertThat(fit.summary().metrics().rows()).isEqualTo(ROWS - 9);
        assertThat(fit.summary().validation().orElseThrow().rows()).isEqualTo(9);
        assertThat(fit.summary().validation().orElseThrow().mse()).isCloseTo(squares / 9, within(1e-12));
        assertThat(fit.summary().history().last().validationLoss().getAsDouble())
                .isCloseTo(squares / 9, within(1e-9));
    }

    @Test
    void fit_weights_equalTheFitOfTheArrays() {
        double[] omega = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            omega[i] = i % 4;
        }
        weight = Optional.of("omega");
        Fit fit = fit(ArrayTable.columns(x, y).with("omega", omega).table());
        double[] expected = new ArrayFit(x, y).weights(omega).fit().values();
        assertThat(fit.parameters().toArray()).containsExactly(expected, within(1e-11));
    }

    @Test
    void fit_moments_equalTheFitFromTheData() {
        Dataset<Row> table = ArrayTable.columns(x, y).table();
        method = new LimitedMemoryBfgs();
        double[] expected = fit(table).parameters().toArray();
        gradients = Gradients.MOMENTS;
        assertThat(fit(table).parameters().toArray()).containsExactly(expected, within(1e-8));
    }

    /** Many iterations, and one pass that collects the moments. */
    @Test
    void summary_moments_countsOnePass() {
        gradients = Gradients.MOMENTS;
        method = new LimitedMemoryBfgs();
        TrainingSummary summary = fit(ArrayTable.columns(x, y).table()).summary();
        assertThat(summary.iterations()).isGreaterThan(2);
        assertThat(summary.passes()).isEqualTo(1);
    }

    @Test
    void listeners_areToldTheStartThenEachIteration() {
        List<String> told = new ArrayList<>();
        List<IterationRecord> records = new ArrayList<>();
        listeners.add(new TrainingListener() {
            @Override
            public void started(TrainingStart start) {
                told.add("started " + start.rows() + " × " + start.features());
            }

            @Override
            public void iterationEnded(IterationRecord record) {
                told.add("ended " + record.iteration());
                records.add(record);
            }
        });
        TrainingSummary summary = fit(ArrayTable.columns(x, y).table()).summary();
        assertThat(told).startsWith("started 90 × 3", "ended 0", "ended 1");
        assertThat(records).isEqualTo(summary.history().records());
    }

    @Test
    void fit_ended_leavesNothingCached() {
        int before = cached();
        fit(ArrayTable.columns(x, y).table());
        assertThat(cached()).isEqualTo(before);
    }

    @Test
    void fit_diverged_leavesNothingCached() {
        int before = cached();
        method = new GradientDescent(StepSize.constant(1e6));
        Dataset<Row> table = ArrayTable.columns(x, y).table();
        assertThatThrownBy(() -> fit(table)).isInstanceOf(DivergedException.class);
        assertThat(cached()).isEqualTo(before);
    }

    @Test
    void fit_combinationOfOthers_isNamedAndExplainsAsMuch() {
        for (double[] row : x) {
            row[2] = 0.5 * row[0] - 0.25 * row[1];
        }
        TrainingSummary summary = fit(ArrayTable.columns(x, y).table()).summary();
        assertThat(summary.warnings())
                .singleElement()
                .asString()
                .startsWith("the solution is not unique: 'x")
                .contains("is a linear combination of");
        double[][] independent = new double[ROWS][];
        for (int i = 0; i < ROWS; i++) {
            independent[i] = new double[] {x[i][0], x[i][1]};
        }
        double expected = new ArrayFit(independent, y).fit().result().point().value();
        assertThat(summary.metrics().mse()).isCloseTo(expected, within(1e-10));
        assertThat(summary.converged()).isTrue();
    }

    /** Rows of weight 0 do not count, here either. */
    @Test
    void fit_combinationInAllRowsThatCount_isNamed() {
        double[] omega = PlainAlgebra.ones(ROWS);
        for (int i = 0; i < ROWS; i++) {
            omega[i] = i % 9 == 0 ? 0 : 1;
            x[i][2] = i % 9 == 0 ? x[i][2] : x[i][0];
        }
        weight = Optional.of("omega");
        Fit fit = fit(ArrayTable.columns(x, y).with("omega", omega).table());
        assertThat(fit.summary().warnings()).singleElement().asString().contains("is a linear combination of");
    }

    @Test
    void fit_featureThatVariesOnlyInRowsOfWeight0_isNamedAsSuch() {
        double[] omega = PlainAlgebra.ones(ROWS);
        for (int i = 0; i < ROWS; i++) {
            omega[i] = i % 9 == 0 ? 0 : 1;
            x[i][2] = i % 9 == 0 ? i : 3;
        }
        weight = Optional.of("omega");
        Fit fit = fit(ArrayTable.columns(x, y).with("omega", omega).table());
        assertThat(fit.summary().warnings())
                .singleElement()
                .asString()
                .contains("'x2' does not vary in the rows that have a weight");
    }

    @Test
    void fit_fewerRowsThanFeatures_saysThatTheSolutionIsNotUnique() {
        double[][] wide = PlainAlgebra.gaussian(random, 4, 6);
        Fit fit = fit(ArrayTable.columns(wide, new double[] {1, 2, 4, 3}).table());
        assertThat(fit.summary().warnings()).singleElement().asString().contains("4 rows cannot determine 6 weights");
        assertThat(fit.summary().metrics().mse()).isLessThan(1e-20);
    }

    @Test
    void fit_constantFeature_getsWeight0AndAWarning() {
        for (double[] row : x) {
            row[1] = 7;
        }
        Fit fit = fit(ArrayTable.columns(x, y).table());
        assertThat(fit.parameters().weights()[1]).isZero();
        assertThat(fit.summary().warnings())
                .containsExactly("a feature is constant and can have no effect; weight 0: 'x1' (7.0)");
        assertThat(fit.summary().converged()).isTrue();
    }

    @Test
    void fit_constantLabel_isThatLabelWithAWarningAndNoR2() {
        double[] tenths = new double[ROWS];
        Arrays.fill(tenths, 0.1);
        Fit fit = fit(ArrayTable.columns(x, tenths).table());
        assertThat(fit.parameters().toArray()).containsExactly(0, 0, 0, 0.1);
        assertThat(fit.summary().metrics().r2()).isEmpty();
        assertThat(fit.summary().converged()).isTrue();
        assertThat(fit.summary().iterations()).isZero();
        assertThat(fit.summary().warnings())
                .containsExactly("the label 'label' is 0.1 in all rows: there is nothing to explain");
    }

    private Fit fit(Dataset<Row> table) {
        List<String> features = List.of(table.columns()).stream()
                .filter(name -> name.startsWith("x"))
                .toList();
        ExampleColumns columns = new ExampleColumns("label", weight, validation, features, FeatureForm.NUMERIC_COLUMNS);
        return SparkTrainer.fit(
                table,
                new TrainingRequest(
                        columns,
                        List.of(),
                        List.of(),
                        InvalidRows.ERROR,
                        Bias.FITTED,
                        Standardise.YES,
                        precision,
                        gradients,
                        Penalty.NONE,
                        method,
                        Optional.empty(),
                        Optional.empty(),
                        new StopRule(1e-8, 200, StopRule.Effort.EVERY_DIGIT),
                        listeners,
                        Optional.empty(),
                        CheckpointStore.NONE));
    }

    private static int cached() {
        return TestSession.get().sparkContext().getPersistentRDDs().size();
    }

    private static double[] labels(Random random, double[][] x) {
        double[] y = new double[x.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = 4 + x[i][0] - 2 * x[i][1] + 3 * x[i][2] + 0.3 * random.nextGaussian();
        }
        return y;
    }
}
