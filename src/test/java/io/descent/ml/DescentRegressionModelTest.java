package io.descent.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.descent.ArrayTable;
import io.descent.QuietSpark;
import io.descent.linalg.PlainAlgebra;
import io.descent.model.Network;
import io.descent.model.Parameters;
import io.descent.spark.DataException;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Predictions of a model with W = (2, −3) and b = 0.5. */
class DescentRegressionModelTest {

    private final DescentRegressionModel model =
            new DescentRegressionModel("model", new Parameters(Network.neuron(2), new double[] {2, -3, 0.5}), null);

    @Test
    void views_areTheParameters() {
        assertThat(model.coefficients()).isEqualTo(Vectors.dense(2, -3));
        assertThat(model.intercept()).isEqualTo(0.5);
        assertThat(model.numFeatures()).isEqualTo(2);
        assertThat(model.summary()).isEmpty();
        assertThat(model).hasToString("DescentRegressionModel: uid=model, numFeatures=2");
    }

    @Test
    void predict_denseOrSparse_isTheWeightedSum() {
        assertThat(model.predict(Vectors.dense(10, 1))).isEqualTo(17.5);
        assertThat(model.predict(Vectors.sparse(2, new int[] {1}, new double[] {1})))
                .isEqualTo(-2.5);
        assertThat(model.predict(Vectors.sparse(2, new int[0], new double[0]))).isEqualTo(0.5);
    }

    @Test
    void transform_vectorsOrColumns_givesTheBitsOfPredict() {
        double[][] x = PlainAlgebra.sparse(new Random(1), 50, 2, 0.7);
        double[] y = new double[50];
        List<Double> expected =
                Stream.of(x).map(row -> model.predict(Vectors.dense(row))).toList();
        assertThat(predictions(model, ArrayTable.vectors(x, y).table())).isEqualTo(expected);
        assertThat(predictions(model, ArrayTable.sparseVectors(x, y).table())).isEqualTo(expected);
        assertThat(predictions(columns(), ArrayTable.columns(x, y).table())).isEqualTo(expected);
    }

    @Test
    void transform_withoutALabel_predicts() {
        Dataset<Row> table = ArrayTable.vectors(new double[][] {{1, 1}}, new double[] {0})
                .table()
                .drop("label");
        assertThat(predictions(model, table)).containsExactly(-0.5);
    }

    @Test
    void transform_predictionCol_namesTheColumn() {
        Dataset<Row> table =
                ArrayTable.vectors(new double[][] {{1, 1}}, new double[] {0}).table();
        DescentRegressionModel named = model.copy(ParamMap.empty()).setPredictionCol("ŷ");
        assertThat(named.transform(table).columns()).containsExactly("label", "features", "ŷ");
        assertThat(named.transformSchema(table.schema()))
                .isEqualTo(table.schema().add("ŷ", DataTypes.DoubleType, true));
    }

    @Test
    void transform_columnThatIsThere_isRefused() {
        StructType schema =
                new StructType().add("x0", "double").add("x1", "double").add("prediction", "double");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> columns().transformSchema(schema))
                .withMessage("predictionCol must be a new column, but the data has a column 'prediction'");
    }

    @Test
    void predict_valueThatIsNoNumber_isRefusedByItsName() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> model.predict(Vectors.dense(1, Double.NaN)))
                .withMessage("a feature must be a finite number to predict, but feature number 1 is NaN");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> model.predict(null))
                .withMessageContaining("all features is null");
        Dataset<Row> table = ArrayTable.columns(new double[][] {{Double.POSITIVE_INFINITY, 1}}, new double[1])
                .table();
        try (QuietSpark quiet = new QuietSpark()) {
            assertThatThrownBy(() -> predictions(columns(), table))
                    .hasStackTraceContaining(
                            "a feature must be a finite number to predict, but feature 'x0' is Infinity");
        }
    }

    @Test
    void transform_skip_isNullWhereAFeatureIsNoNumber() {
        double[][] x = {{1, 1}, {Double.NaN, 1}, {1, Double.NEGATIVE_INFINITY}, {0, 0}};
        Dataset<Row> vectors = ArrayTable.vectors(x, new double[4])
                .table()
                .selectExpr("if(features is null, null, features) as features");
        Dataset<Row> columns =
                ArrayTable.columns(x, new double[4]).table().selectExpr("x0", "if(x1 < 0, null, x1) as x1");
        DescentRegressionModel skipping = model.copy(ParamMap.empty()).setHandleInvalid("skip");
        assertThat(predictions(skipping, vectors)).containsExactly(-0.5, null, null, 0.5);
        assertThat(predictions(columns().setHandleInvalid("skip"), columns)).containsExactly(-0.5, null, null, 0.5);
    }

    /** Features that are numbers, and a sum that is none. */
    @Test
    void predict_sumBeyondAllNumbers_isRefusedOrNull() {
        Vector huge = Vectors.dense(1e308, 1e308);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> model.predict(huge))
                .withMessage("a prediction must be a finite number, but is Infinity: the features are too large");
        DescentRegressionModel skipping = model.copy(ParamMap.empty()).setHandleInvalid("skip");
        Dataset<Row> table = ArrayTable.columns(new double[][] {{1e308, 1e308}, {-1e308, 0}, {0, 0}}, new double[3])
                .table();
        assertThat(predictions(columns().setHandleInvalid("skip"), table)).containsExactly(null, null, 0.5);
        Dataset<Row> vectors = ArrayTable.vectors(new double[][] {{1e308, 1e308}}, new double[1])
                .table();
        assertThat(predictions(skipping, vectors)).containsExactly((Double) null);
    }

    @Test
    void predict_wrongSize_isRefusedAndNamesBoth() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> model.predict(Vectors.dense(1, 2, 3)))
                .withMessage("the model has 2 features, but a row has 3");
    }

    @Test
    void use_beforeItIsFitted_isRefused() {
        DescentRegressionModel empty = new DescentRegressionModel();
        assertThatIllegalStateException()
                .isThrownBy(empty::coefficients)
                .withMessage("the model must be fitted or loaded before it is used");
    }

    @Test
    void copy_keepsParametersAndParams() {
        DescentRegressionModel copy = columns().setHandleInvalid("skip").copy(ParamMap.empty());
        assertThat(copy.uid()).isEqualTo("model");
        assertThat(copy.coefficients()).isEqualTo(model.coefficients());
        assertThat(copy.getOrDefault(copy.handleInvalid())).isEqualTo("skip");
        assertThat(copy.getOrDefault(copy.featuresCols())).containsExactly("x0", "x1");
    }

    private DescentRegressionModel columns() {
        DescentRegressionModel copy = model.copy(ParamMap.empty());
        copy.set(copy.featuresCols(), ArrayTable.names(2));
        return copy;
    }

    private static List<Double> predictions(DescentRegressionModel model, Dataset<Row> table) {
        return model.transform(table).select("prediction").collectAsList().stream()
                .map(row -> row.<Double>getAs(0))
                .toList();
    }
}
