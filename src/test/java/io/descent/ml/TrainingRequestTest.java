package io.descent.ml;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.ArrayTable;
import io.descent.model.Network;
import io.descent.model.Parameters;
import io.descent.spark.StartModel;
import io.descent.spark.TrainingRequest;
import java.util.List;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** What an estimator asks of the trainer. */
class TrainingRequestTest {
    private static final StartModel START =
            new StartModel(new Parameters(Network.neuron(1), new double[] {2, 1}), List.of("x"), List.of("y"));

    private final Dataset<Row> table = ArrayTable.vectors(
                    new double[][] {{1, 0}, {2, 1}, {3, 5}}, new double[] {1, 2, 4})
            .table();

    private TrainingRequest request(DescentRegressor regressor) {
        return regressor.request(table.schema());
    }

    @Test
    void request_oneNeuron_hasNeitherNetworkNorPatience() {
        TrainingRequest request = request(new DescentRegressor().setPatience(3));
        assertThat(request.network()).isEmpty();
        assertThat(request.stopRule().patience()).isEmpty();
        assertThat(request.optimizer().name()).isEqualTo("conjugate-gradient");
    }

    @Test
    void request_network_hasItsPatience() {
        TrainingRequest request = request(new DescentRegressor()
                .setHiddenLayers(4)
                .setPatience(3)
                .setOptimizer("l-bfgs")
                .setRegParam(1));
        assertThat(request.network())
                .hasValueSatisfying(network -> assertThat(network.optimizer()).isEqualTo("l-bfgs"));
        assertThat(request.stopRule().patience()).hasValue(3);
    }

    @Test
    void request_start_isPassedOnByCopies() {
        DescentRegressor regressor = new DescentRegressor();
        assertThat(request(regressor).start()).isEmpty();
        regressor.setStart(START);
        for (DescentRegressor each :
                List.of(regressor, regressor.copy(ParamMap.empty()), regressor.setHiddenLayers(4))) {
            assertThat(request(each).start().orElseThrow().get()).isSameAs(START);
        }
    }

    @Test
    void toStart_vectorColumn_namesFeaturesByTheirPlaces() {
        DescentRegressionModel model = new DescentRegressor().fit(table);
        StartModel start = model.toStart();
        assertThat(start.featureNames())
                .containsExactly("features[0]", "features[1]")
                .isEqualTo(model.summary().orElseThrow().featureNames());
        assertThat(start.labels()).containsExactly("label");
        assertThat(start.parameters().toArray())
                .containsExactly(
                        model.coefficients().apply(0), model.coefficients().apply(1), model.intercept());
    }

    @Test
    void toStart_namedFeatures_keepTheirNames() {
        DescentRegressionModel named =
                new DescentRegressor().setFeatureNames("a", "b").fit(table);
        assertThat(named.toStart().featureNames()).containsExactly("a", "b");
        assertThat(named.predict(Vectors.dense(1, 0)))
                .isEqualTo(named.toStart().parameters().predict(new double[] {1, 0}));
    }

    @Test
    void toStart_numericColumns_areTheNames() {
        Dataset<Row> columns =
                table.selectExpr("label", "label * label as square", "cast(1 / label as double) as inverse");
        DescentRegressionModel model =
                new DescentRegressor().setFeaturesCols("square", "inverse").fit(columns);
        assertThat(model.toStart().featureNames()).containsExactly("square", "inverse");
    }
}
