package io.descent.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.descent.ArrayTable;
import io.descent.QuietSpark;
import io.descent.linalg.PlainAlgebra;
import io.descent.spark.DataException;
import io.descent.training.ArrayFit;
import io.descent.training.StopReason;
import io.descent.training.TrainingSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fits of small tables. */
class DescentRegressorTest {

    private static final int ROWS = 80;

    private final Random random = new Random(1);
    private final double[][] x = PlainAlgebra.gaussian(random, ROWS, 3);
    private final double[] y = labels(random, x);

    @Test
    void fit_defaults_isTheLeastSquaresFitInSinglePrecision() {
        DescentRegressionModel model =
                new DescentRegressor().fit(ArrayTable.vectors(x, y).table());
        assertThat(values(model)).containsExactly(new ArrayFit(x, y).fit().values(), within(1e-6));
        TrainingSummary summary = model.summary().orElseThrow();
        assertThat(summary.converged()).isTrue();
        assertThat(summary.featureNames()).containsExactly("features[0]", "features[1]", "features[2]");
    }

    /** Dense vectors, sparse vectors and columns hold the same numbers, and give the same bits. */
    @ParameterizedTest
    @ValueSource(strings = {"single", "double"})
    void fit_vectorsOrColumns_givesTheSameBits(String precision) {
        x[3][1] = 0;
        x[7][0] = 0;
        DescentRegressor vector = new DescentRegressor().setPrecision(precision);
        DescentRegressor columns =
                new DescentRegressor().setPrecision(precision).setFeaturesCols(ArrayTable.names(3));
        double[] expected = values(columns.fit(ArrayTable.columns(x, y).table()));
        assertThat(values(vector.fit(ArrayTable.vectors(x, y).table()))).isEqualTo(expected);
        assertThat(values(vector.fit(ArrayTable.sparseVectors(x, y).table()))).isEqualTo(expected);
    }

    @Test
    void fit_mostlyZeros_isStoredSparseAndHasTheSameOptimum() {
        double[][] sparse = PlainAlgebra.sparse(random, ROWS, 6, 0.2);
        double[] labels = labels(random, sparse);
        double[] expected = new ArrayFit(sparse, labels).fit().values();
        DescentRegressionModel model = new DescentRegressor()
                .setPrecision("double")
                .fit(ArrayTable.sparseVectors(sparse, labels).table());
        assertThat(values(model)).containsExactly(expected, within(1e-10));
        long dense = ROWS * (6 + 1) * 8L;
        assertThat(model.summary().orElseThrow().bytesPerPass()).isLessThan(dense);
    }

    @Test
    void fit_withoutIntercept_hasNone() {
        DescentRegressionModel model = exact().setFitIntercept(false).fit(table());
        assertThat(model.intercept()).isZero();
        double[] expected = new ArrayFit(x, y).withoutIntercept().fit().values();
        assertThat(values(model)).containsExactly(expected, within(1e-11));
    }

    @Test
    void fit_weightCol_weighsTheRows() {
        double[] omega = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            omega[i] = i % 3;
        }
        DescentRegressionModel model = exact().setWeightCol("omega")
                .fit(ArrayTable.columns(x, y).with("omega", omega).table());
        double[] expected = new ArrayFit(x, y).weights(omega).fit().values();
        assertThat(values(model)).containsExactly(expected, within(1e-11));
        assertThat(values(model)).isNotEqualTo(values(exact().fit(table())));
    }

    @Test
    void fit_validationIndicatorCol_holdsRowsOut() {
        Object[] held = new Object[ROWS];
        for (int i = 0; i < ROWS; i++) {
            held[i] = i >= 60;
        }
        DescentRegressionModel model = exact().setValidationIndicatorCol("held")
                .fit(ArrayTable.columns(x, y)
                        .with("held", DataTypes.BooleanType, held)
                        .table());
        double[] expected = new ArrayFit(x, y).heldOut(20).fit().values();
        assertThat(values(model)).containsExactly(expected, within(1e-11));
        assertThat(model.summary().orElseThrow().validation().orElseThrow().rows())
                .isEqualTo(20);
    }

    /**
     * λα is what it is in Spark ML. λ(1−α) is that over the label's deviation σ: Spark ML measures the label in σ, and
     * so its L2 norm counts for 1/σ of the L1 norm's.
     */
    @ParameterizedTest
    @CsvSource({"0, 0, true", "0.3, 0, true", "0.3, 0, false", "0.1, 1, true", "0.2, 0.5, true", "0.2, 0.5, false"})
    void fit_penalties_areThoseOfSparkMlsLinearRegression(double lambda, double alpha, boolean standardization) {
        for (double[] row : x) {
            row[2] = 5 + 3 * row[2];
        }
        Dataset<Row> table = ArrayTable.vectors(x, y).table();
        LinearRegressionModel expected = new LinearRegression()
                .setRegParam(lambda)
                .setElasticNetParam(alpha)
                .setStandardization(standardization)
                .setSolver("l-bfgs")
                .setTol(1e-13)
                .setMaxIter(1000)
                .fit(table);
        double l1 = lambda * alpha;
        double l2 = lambda * (1 - alpha) / deviation(y);
        DescentRegressionModel model = new DescentRegressor()
                .setPrecision("double")
                .setRegParam(l1 + l2)
                .setElasticNetParam(lambda == 0 ? 0 : l1 / (l1 + l2))
                .setStandardization(standardization)
                .setMaxIter(5000)
                .fit(table);
        assertThat(model.coefficients().toArray())
                .containsExactly(expected.coefficients().toArray(), within(1e-6));
        assertThat(model.intercept()).isCloseTo(expected.intercept(), within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gradient-descent", "momentum", "nesterov", "conjugate-gradient", "l-bfgs", "fista"})
    void fit_anyOptimizer_isTheLeastSquaresFit(String optimizer) {
        DescentRegressionModel model =
                exact().setOptimizer(optimizer).setMaxIter(1000).fit(table());
        assertThat(values(model)).containsExactly(new ArrayFit(x, y).fit().values(), within(1e-6));
        assertThat(model.summary().orElseThrow().optimizer()).isEqualTo(optimizer);
        assertThat(model.summary().orElseThrow().stopReason()).isEqualTo(StopReason.TOLERANCE);
    }

    @Test
    void fit_adam_comesNear() {
        DescentRegressionModel model =
                exact().setOptimizer("adam").setMaxIter(500).fit(table());
        assertThat(values(model)).containsExactly(new ArrayFit(x, y).fit().values(), within(0.05));
    }

    @Test
    void fit_valuesMissingOrInfinite_areRefusedWithTheirColumnsAndCounts() {
        x[3][1] = Double.NaN;
        x[5][1] = Double.POSITIVE_INFINITY;
        x[6][1] = Double.NaN;
        y[9] = Double.NEGATIVE_INFINITY;
        assertThatThrownBy(() -> exact().fit(table()))
                .isInstanceOfSatisfying(
                        DataException.class, e -> assertThat(e.column()).isEqualTo("label"))
                .hasMessage("every value must be a finite number, but in 80 rows column 'label' has 1 infinite,"
                        + " column 'x1' has 2 missing (null or NaN) and 1 infinite");
    }

    @Test
    void fit_skip_leavesTheRowsOutAndCountsThem() {
        List<double[]> kept = new ArrayList<>();
        List<Double> labels = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            if (i == 3) {
                x[i][1] = Double.NaN;
            } else if (i == 50) {
                x[i][0] = Double.NEGATIVE_INFINITY;
            } else if (i == 51) {
                y[i] = Double.NaN;
            } else {
                kept.add(x[i]);
                labels.add(y[i]);
            }
        }
        DescentRegressionModel model = exact().setHandleInvalid("skip").fit(table());
        double[] expected = new ArrayFit(
                        kept.toArray(new double[0][]),
                        labels.stream().mapToDouble(Double::doubleValue).toArray())
                .fit()
                .values();
        assertThat(values(model)).containsExactly(expected, within(1e-11));
        assertThat(model.summary().orElseThrow().droppedRows()).isEqualTo(3);
        assertThat(model.summary().orElseThrow().metrics().rows()).isEqualTo(ROWS - 3);

        List<Row> predictions = model.transform(table()).select("prediction").collectAsList();
        assertThat(predictions.get(3).isNullAt(0)).isTrue();
        assertThat(predictions.get(50).isNullAt(0)).isTrue();
        assertThat(predictions.get(51).getDouble(0)).isFinite(); // only its label is missing
    }

    @Test
    void fit_missingVector_isRefusedOrSkipped() {
        Dataset<Row> table = ArrayTable.vectors(x, y)
                .table()
                .selectExpr("label", "if(label = " + y[4] + "D, null, features) as features");
        assertThatThrownBy(() -> new DescentRegressor().fit(table))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("has 1 missing (null or NaN)");
        TrainingSummary summary = new DescentRegressor()
                .setHandleInvalid("skip")
                .fit(table)
                .summary()
                .orElseThrow();
        assertThat(summary.droppedRows()).isEqualTo(1);
    }

    @Test
    void fit_vectorsOfOtherSizes_areRefusedAndNameBoth() {
        Dataset<Row> table = ArrayTable.vectors(x, y)
                .table()
                .unionAll(ArrayTable.vectors(new double[][] {{1, 2}, {3, 4}}, new double[] {1, 2})
                        .table());
        try (QuietSpark quiet = new QuietSpark()) {
            assertThatThrownBy(() -> new DescentRegressor().fit(table))
                    .hasStackTraceContaining("all vectors must have the same size, but there are sizes 3 and 2");
        }
    }

    @Test
    void fit_negativeWeight_isRefusedWithTheLowest() {
        double[] omega = PlainAlgebra.ones(ROWS);
        omega[2] = -0.5;
        omega[70] = -3;
        Dataset<Row> table = ArrayTable.columns(x, y).with("omega", omega).table();
        assertThatThrownBy(() -> exact().setWeightCol("omega").fit(table))
                .isInstanceOf(DataException.class)
                .hasMessage("weights must be at least 0, but column 'omega' has 2 below, the lowest -3.0");
    }

    @Test
    void fit_allWeights0_isRefused() {
        Dataset<Row> table =
                ArrayTable.columns(x, y).with("omega", new double[ROWS]).table();
        assertThatThrownBy(() -> exact().setWeightCol("omega").fit(table))
                .isInstanceOf(DataException.class)
                .hasMessage("weights must not all be 0, but they are in column 'omega'");
    }

    @Test
    void fit_tooFewRows_isRefused() {
        assertThatThrownBy(() -> exact().fit(table().limit(0)))
                .isInstanceOf(DataException.class)
                .hasMessage("the data has no rows");
        assertThatThrownBy(() -> exact().fit(table().limit(1)))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("a fit needs at least 2 rows, but has 1");
    }

    @Test
    void fit_valuesBeyondTheirSquares_areRefused() {
        x[1][2] = -1e160;
        assertThatThrownBy(() -> exact().fit(table()))
                .isInstanceOf(DataException.class)
                .hasMessage("values must be at most 1.0E150 in size, but column 'x2' has 1.0E160; use another unit");
    }

    @Test
    void fit_columnsOfTheWrongKind_areRefusedByTheirParam() {
        Dataset<Row> table = table().selectExpr("*", "'a' as text", "label > 0 as flag");
        assertData(exact().setLabelCol("text"), table, "labelCol must be numeric, but column 'text' is string");
        assertData(exact().setWeightCol("flag"), table, "weightCol must be numeric, but column 'flag' is boolean");
        assertData(
                exact().setValidationIndicatorCol("label"),
                table,
                "validationIndicatorCol must be boolean, but column 'label' is double");
        assertData(
                exact().setFeaturesCols("x0", "text"), table, "a feature must be numeric, but column 'text' is string");
        assertData(
                exact().setLabelCol("y"),
                table(),
                "labelCol must be a column of the data, but 'y' is none of label, x0, x1, x2");
        assertData(
                exact().setPredictionCol("x0"),
                table(),
                "predictionCol must be a new column, but the data has a column 'x0'");
    }

    @Test
    void fit_integerAndDecimalColumns_areNumbersToo() {
        Dataset<Row> table = table().selectExpr(
                        "cast(round(100 * x0) as int) as x0",
                        "cast(x1 as decimal(20, 10)) as x1",
                        "cast(x2 as float) as x2",
                        "cast(100 * label as bigint) as label");
        DescentRegressionModel model = exact().fit(table);
        assertThat(model.summary().orElseThrow().converged()).isTrue();
        assertThat(model.coefficients().apply(0)).isCloseTo(1, within(0.2));
    }

    @Test
    void fit_namesWithDotsAndBackTicks_areColumnsByTheirExactName() {
        Dataset<Row> table = table().toDF("the.label", "a.b", "c`d", "e f");
        double[] named = values(exact().setLabelCol("the.label")
                .setFeaturesCols("a.b", "c`d", "e f")
                .fit(table));
        assertThat(named).isEqualTo(values(exact().fit(table())));
    }

    @Test
    void fit_featureNames_areThoseOfTheSummaryAndTheMessages() {
        DescentRegressor named = new DescentRegressor().setFeatureNames("width", "height", "depth");
        for (double[] row : x) {
            row[1] = 4;
        }
        TrainingSummary summary =
                named.fit(ArrayTable.vectors(x, y).table()).summary().orElseThrow();
        assertThat(summary.featureNames()).containsExactly("width", "height", "depth");
        assertThat(summary.warnings())
                .containsExactly("a feature is constant and can have no effect; weight 0: 'height' (4.0)");
        assertData(
                named.setFeatureNames("width", "height"),
                ArrayTable.vectors(x, y).table(),
                "there must be a name for each feature, but there are 2 names for 3 features");
    }

    @Test
    void fit_momentsOfTooManyFeatures_areRefused() {
        double[][] wide = PlainAlgebra.sparse(random, 3, 2049, 0.01);
        assertData(
                new DescentRegressor().setGradientSource("moments"),
                ArrayTable.sparseVectors(wide, new double[] {1, 2, 3}).table(),
                "gradients from moments are for at most 2048 features, but there are 2049");
    }

    private static void assertData(DescentRegressor regressor, Dataset<Row> table, String message) {
        assertThatThrownBy(() -> regressor.fit(table))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(message);
    }

    private Dataset<Row> table() {
        return ArrayTable.columns(x, y).table();
    }

    private static DescentRegressor exact() {
        return new DescentRegressor().setPrecision("double").setFeaturesCols(ArrayTable.names(3));
    }

    private static double[] values(DescentRegressionModel model) {
        return model.parameters().toArray();
    }

    /** Of a sample: divided by n − 1. */
    private static double deviation(double[] y) {
        double mean = 0;
        for (double value : y) {
            mean += value / y.length;
        }
        double squares = 0;
        for (double value : y) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / (y.length - 1));
    }

    private static double[] labels(Random random, double[][] x) {
        double[] y = new double[x.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = 4 + x[i][0] - 2 * x[i][1] + 0.5 * x[i][2] + 0.3 * random.nextGaussian();
        }
        return y;
    }
}
