package io.descent.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.descent.ArrayTable;
import io.descent.linalg.PlainAlgebra;
import io.descent.model.Activation;
import io.descent.model.Network;
import io.descent.model.Parameters;
import io.descent.spark.DataException;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.ml.linalg.DenseMatrix;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Predictions of hidden layers, and of several labels. */
class NetworkPredictionTest {

    /** At x = (1, 2) the hidden sums are z = (1 − 4 + 0.5, 0.5 + 2 − 1) = (−2.5, 1.5). */
    private static final double[] SMALL = {1, -2, 0.5, 1, /* W of the output */ 2, -3, /* b */ 0.5, -1, /* b */ 0.25};

    private final DescentRegressionModel two =
            Models.of(random(Network.of(3, List.of(4, 5), 2, Activation.TANH, true)));

    @ParameterizedTest
    @CsvSource({
        "RELU, -4.25", // 2·0 − 3·1.5 + 0.25
        "TANH, -4.43867335723747", // −2·0.98661429815143 − 3·0.90514825364487 + 0.25
        "SIGMOID, -2.051007068538444" // 2·0.07585818002124355 − 3·0.8175744761936437 + 0.25
    })
    void predict_hiddenLayer_isTheOneOnPaper(Activation activation, double expected) {
        DescentRegressionModel model = small(activation);
        assertThat(model.predict(Vectors.dense(1, 2))).isCloseTo(expected, within(1e-13));
        assertThat(model.predictAll(Vectors.dense(1, 2)).size()).isEqualTo(1);
    }

    @Test
    void predict_denseOrSparse_hasTheBitsOfTheParameters() {
        for (double[] x : PlainAlgebra.sparse(new Random(2), 40, 3, 0.6)) {
            double[] expected = two.parameters().predictAll(x);
            assertThat(two.predictAll(Vectors.dense(x)).toArray()).isEqualTo(expected);
            assertThat(two.predictAll(Vectors.dense(x).toSparse()).toArray()).isEqualTo(expected);
            assertThat(two.predict(Vectors.dense(x))).isEqualTo(expected[0]);
        }
    }

    @Test
    void views_areTheLayers() {
        DescentRegressionModel model = small(Activation.RELU);
        assertThat(model.network().hidden()).containsExactly(2);
        assertThat(model.numFeatures()).isEqualTo(2);
        assertThat(model.numOutputs()).isEqualTo(1);
        assertThat(model.weights(0)).isEqualTo(new DenseMatrix(2, 2, new double[] {1, 0.5, -2, 1})); // by columns
        assertThat(model.biases(0)).isEqualTo(Vectors.dense(0.5, -1));
        assertThat(model.weights(1)).isEqualTo(new DenseMatrix(1, 2, new double[] {2, -3}));
        assertThat(model.biases(1)).isEqualTo(Vectors.dense(0.25));
        assertThat(model).hasToString("DescentRegressionModel: uid=model, numFeatures=2, network=2-2-1 relu");
    }

    @Test
    void coefficients_ofANetwork_areRefused() {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> small(Activation.RELU).coefficients())
                .withMessage("only one linear neuron has coefficients, but the model is a network of 2-2-1 relu"
                        + " neurons; weights(layer) gives those of a layer");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> Models.of(Network.of(3, List.of(), 2, Activation.RELU, true)
                                .zeros())
                        .intercept())
                .withMessageContaining("biases(layer)");
    }

    @Test
    void transform_vectorsOrColumns_givesTheBitsOfPredict() {
        double[][] x = PlainAlgebra.sparse(new Random(3), 20, 3, 0.7);
        double[] y = new double[x.length];
        List<List<Double>> expected = Stream.of(x)
                .map(row -> {
                    double[] predicted = two.parameters().predictAll(row);
                    return List.of(predicted[0], predicted[1]);
                })
                .toList();
        Dataset<Row> vectors = ArrayTable.sparseVectors(x, y).table();
        assertThat(two.transform(vectors).schema()).isEqualTo(two.transformSchema(vectors.schema()));
        assertThat(two.transformSchema(vectors.schema()))
                .isEqualTo(vectors.schema()
                        .add("prediction", DataTypes.createArrayType(DataTypes.DoubleType, false), true));
        assertThat(predictions(two, vectors)).isEqualTo(expected);
        assertThat(predictions(columns(two), ArrayTable.columns(x, y).table())).isEqualTo(expected);
    }

    @Test
    void transform_oneOutput_isANumber() {
        DescentRegressionModel model = small(Activation.RELU);
        Dataset<Row> table =
                ArrayTable.vectors(new double[][] {{1, 2}}, new double[1]).table();
        assertThat(model.transform(table).select("prediction").head().getDouble(0))
                .isEqualTo(-4.25);
    }

    @Test
    void transform_skip_isNullWhereAPredictionIsNoNumber() {
        double[][] x = {{Double.NaN, 1, 1}, {0, 0, 0}};
        DescentRegressionModel skipping = columns(two).setHandleInvalid("skip");
        List<List<Double>> predicted =
                predictions(skipping, ArrayTable.columns(x, new double[2]).table());
        assertThat(predicted.get(0)).isNull();
        assertThat(predicted.get(1)).hasSize(2);
    }

    @Test
    void predict_beyondAllNumbers_isRefused() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> small(Activation.RELU).predict(Vectors.dense(1e308, 1e308)))
                .withMessageStartingWith("a prediction must be a finite number, but is ");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> two.predict(Vectors.dense(0, Double.POSITIVE_INFINITY, 0)))
                .withMessage("a feature must be a finite number to predict, but feature number 1 is Infinity");
    }

    private static DescentRegressionModel small(Activation activation) {
        return Models.of(new Parameters(Network.of(2, List.of(2), 1, activation, true), SMALL));
    }

    private static Parameters random(Network network) {
        return new Parameters(network, PlainAlgebra.gaussian(new Random(1), network.parameterCount()));
    }

    private static DescentRegressionModel columns(DescentRegressionModel model) {
        DescentRegressionModel copy = model.copy(ParamMap.empty());
        copy.set(copy.featuresCols(), ArrayTable.names(model.numFeatures()));
        return copy;
    }

    private static List<List<Double>> predictions(DescentRegressionModel model, Dataset<Row> table) {
        return model.transform(table).select("prediction").collectAsList().stream()
                .map(row -> row.<Double>getList(0))
                .toList();
    }
}
