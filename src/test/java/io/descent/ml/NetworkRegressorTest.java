package io.descent.ml;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.descent.TestSession;
import io.descent.model.Activation;
import io.descent.model.Network;
import io.descent.model.Parameters;
import io.descent.spark.DataException;
import io.descent.spark.StartModel;
import io.descent.training.CheckpointStore;
import io.descent.training.DataFingerprint;
import io.descent.training.TrainingState;
import io.descent.training.TrainingSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks and mini-batches on tables of uncommon units and shapes. */
class NetworkRegressorTest {
    private static final int ROWS = 300;

    /** Many rare features, and one that is 0 in every other row, so that its zeros are centred among sparse ones. */
    @Test
    void fit_sparseVectorsWithAFrequentFeature_areFittedAsDenseOnes() {
        DescentRegressor regressor =
                new DescentRegressor().setHiddenLayers(6).setMaxIter(20).setNumShards(2);
        DescentRegressionModel dense = regressor.fit(mostlyZeros(false));
        Dataset<Row> sparseRows = mostlyZeros(true);
        DescentRegressionModel sparse = regressor.fit(sparseRows);

        assertThat(sparse.parameters().toArray()).isEqualTo(dense.parameters().toArray());
        double mse = sparse.transform(sparseRows)
                .selectExpr("avg((label - prediction) * (label - prediction))")
                .head()
                .getDouble(0);
        assertThat(summary(sparse).metrics().mse() / mse).isBetween(1 - 1e-4, 1 + 1e-4);
    }

    /** λ means the same however many rows a step sees: with labels in thousands the L1 penalty is still that of theirs. */
    @Test
    void fit_lassoInMiniBatches_isThatOfFullBatches() {
        Dataset<Row> table = table(x -> 3000 * x + 500);
        DescentRegressor lasso = new DescentRegressor()
                .setFeaturesCols("x", "noise")
                .setRegParam(700)
                .setElasticNetParam(1);
        double full = lasso.fit(table).coefficients().apply(0);
        DescentRegressionModel batches = lasso.setBatchFraction(0.1).fit(table);

        assertThat(full).isBetween(1000.0, 2900.0); // it has shrunk
        assertThat(batches.coefficients().apply(0) / full).isBetween(0.97, 1.03);
        assertThat(batches.coefficients().apply(1)).isBetween(-60.0, 60.0);
    }

    /** The loss at the start is a hundred times that of numbers drawn at random, and only falls. */
    @Test
    void fit_startThatIsFarOff_goesOnFromIt() {
        Network network = Network.of(2, List.of(4), 1, Activation.RELU, true);
        double[] far = new double[network.parameterCount()];
        far[far.length - 1] = 60;
        StartModel start = new StartModel(new Parameters(network, far), List.of("x", "noise"), List.of("label"));
        DescentRegressionModel model = new DescentRegressor()
                .setFeaturesCols("x", "noise")
                .setHiddenLayers(4)
                .setMaxIter(3)
                .setStart(start)
                .fit(table(x -> x));

        List<Double> losses = summary(model).history().records().stream()
                .map(record -> record.loss())
                .toList();
        assertThat(losses.get(0)).isGreaterThan(1000);
        assertThat(losses.get(3)).isLessThan(losses.get(0));
    }

    @ParameterizedTest
    @CsvSource({"0, 0.1", "8, 0.1", "8, 0"})
    void fit_nothingToLearnFrom_isTheMean(int hidden, double batch) {
        DescentRegressor regressor = new DescentRegressor()
                .setFeaturesCols("one")
                .setBatchFraction(batch)
                .setMaxIter(30);
        if (hidden > 0) {
            regressor.setHiddenLayers(hidden);
        }
        Dataset<Row> table = table(x -> 5 + x).withColumn("one", lit(1.0));
        DescentRegressionModel model = regressor.fit(table);
        double mean = table.selectExpr("avg(label)").head().getDouble(0);
        assertThat(model.predict(Vectors.dense(1))).isBetween(mean - 0.2, mean + 0.2);
        assertThat(summary(model).warnings()).anyMatch(warning -> warning.contains("next to nothing of 'label'"));
    }

    /** A mean that no bias takes away must not be a thousand deviations. */
    @Test
    void fit_labelsFarFromZeroWithoutIntercept_areFitted() {
        Dataset<Row> table = table(x -> 1000 + x).selectExpr("label / 1000 * 7 as far", "label");
        DescentRegressionModel model = new DescentRegressor()
                .setFeaturesCols("far")
                .setHiddenLayers(8)
                .setFitIntercept(false)
                .setMaxIter(50)
                .fit(table);
        assertThat(summary(model).metrics().mse()).isLessThan(100); // of a mean square of a million
    }

    @Test
    void fit_valuesBeyondFloat_areRefusedUnlessStandardised() {
        Dataset<Row> nanos = table(x -> x).selectExpr("1.7e18 + x * 1e12 as time", "label");
        DescentRegressor regressor = new DescentRegressor()
                .setFeaturesCols("time")
                .setHiddenLayers(4)
                .setMaxIter(5);
        assertThat(summary(regressor.fit(nanos)).metrics().mse()).isFinite();
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> regressor.setStandardization(false).fit(nanos))
                .withMessageContaining("a network takes values of at most 1e+15, but feature 'time' goes to 1.7")
                .withMessageEndingWith("standardise the features, or give it in another unit");
    }

    @Test
    void fit_labelsWhoseSquaresVanish_areRefused() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> new DescentRegressor()
                        .setFeaturesCols("x")
                        .setHiddenLayers(4)
                        .fit(table(x -> 1e-170 * x)))
                .withMessage("the deviation of 'label' must be at least 1e-154; use another unit");
    }

    @Test
    void fit_severalLabels_takeTheMethodThatKnowsWhatIsAskedFor() {
        Dataset<Row> table = table(x -> x).withColumn("other", expr("label * 2 + 1"));
        DescentRegressor regressor = new DescentRegressor()
                .setFeaturesCols("x")
                .setLabelCols("label", "other")
                .setMaxIter(3);
        assertThat(summary(regressor.fit(table)).optimizer()).isEqualTo("l-bfgs");
        for (DescentRegressor each : List.of(
                regressor.copy(ParamMap.empty()).setWeightDecay("0.1"),
                regressor.copy(ParamMap.empty()).setWarmUp(1),
                regressor.copy(ParamMap.empty()).setLocalSteps(2),
                regressor.copy(ParamMap.empty()).setSchedule("constant"))) {
            assertThat(summary(each.fit(table)).optimizer()).isEqualTo("adam");
        }
    }

    @Test
    void fit_anyLabelInAnotherUnit_isOtherData() {
        Dataset<Row> table = table(x -> x).selectExpr("x", "label as first", "x * x as second");
        List<DataFingerprint> seen = new ArrayList<>();
        DescentRegressor regressor = new DescentRegressor()
                .setFeaturesCols("x")
                .setLabelCols("first", "second")
                .setMaxIter(1)
                .setCheckpoints(new Seen(seen));
        regressor.fit(table);
        regressor.fit(table.selectExpr("x", "first", "2 * second as second"));
        regressor.fit(table);
        assertThat(seen.get(1)).isNotEqualTo(seen.get(0));
        assertThat(seen.get(2)).isEqualTo(seen.get(0));
    }

    private static TrainingSummary summary(DescentRegressionModel model) {
        return model.summary().orElseThrow();
    }

    /** x in [−2, 2], a column of noise, and a label. */
    private static Dataset<Row> table(DoubleUnaryOperator label) {
        Random random = new Random(20260110);
        List<Row> rows = IntStream.range(0, ROWS)
                .mapToObj(i -> {
                    double x = 4 * random.nextDouble() - 2;
                    return RowFactory.create(x, random.nextGaussian(), label.applyAsDouble(x));
                })
                .toList();
        StructType schema = new StructType()
                .add("x", DataTypes.DoubleType)
                .add("noise", DataTypes.DoubleType)
                .add("label", DataTypes.DoubleType);
        return TestSession.get().createDataFrame(rows, schema);
    }

    private static Dataset<Row> mostlyZeros(boolean sparse) {
        Random random = new Random(20260111);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            double[] values = new double[101];
            values[1 + random.nextInt(100)] = 1;
            values[40] = i % 2 == 0 ? 0 : 3 + random.nextInt(5);
            Vector vector = Vectors.dense(values);
            rows.add(RowFactory.create(values[40] + random.nextInt(10), sparse ? vector.toSparse() : vector));
        }
        StructType schema =
                new StructType().add("label", DataTypes.DoubleType).add("features", SQLDataTypes.VectorType());
        return TestSession.get().createDataFrame(rows, schema).repartition(sparse ? 3 : 2);
    }

    /** Begins each fit anew, and keeps what its data was. */
    private record Seen(List<DataFingerprint> data) implements CheckpointStore {
        @Override
        public Optional<TrainingState> latest(Supplier<DataFingerprint> of) {
            data.add(of.get());
            return Optional.empty();
        }

        @Override
        public void offer(int iteration, Supplier<TrainingState> state) {}
    }
}
