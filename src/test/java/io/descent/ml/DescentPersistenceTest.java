package io.descent.ml;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.descent.ArrayTable;
import io.descent.TestSession;
import io.descent.linalg.PlainAlgebra;
import io.descent.model.Activation;
import io.descent.model.Network;
import io.descent.model.Parameters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is saved comes back: params, and predictions to the bit. */
class DescentPersistenceTest {

    @TempDir
    Path directory;

    private final Dataset<Row> table = ArrayTable.columns(
                    PlainAlgebra.gaussian(new Random(1), 40, 2), PlainAlgebra.gaussian(new Random(2), 40))
            .table();

    private final DescentRegressor regressor = new DescentRegressor()
            .setFeaturesCols("x0", "x1")
            .setFeatureNames("width", "height")
            .setPrecision("double")
            .setRegParam(0.1)
            .setMaxIter(50)
            .setHiddenLayers();

    @Test
    void estimator_savedAndLoaded_hasItsParams() throws IOException {
        String path = directory.resolve("estimator").toString();
        regressor.save(path);
        DescentRegressor loaded = DescentRegressor.load(path);
        assertThat(loaded.uid()).isEqualTo(regressor.uid());
        assertSameParams(loaded, regressor);
        assertThat(loaded.fit(table).coefficients())
                .isEqualTo(regressor.fit(table).coefficients());
    }

    @Test
    void model_savedAndLoaded_predictsTheSameBits() throws IOException {
        DescentRegressionModel model =
                regressor.fit(table).setPredictionCol("p").setHandleInvalid("skip");
        String path = directory.resolve("model").toString();
        model.save(path);
        DescentRegressionModel loaded = DescentRegressionModel.load(path);
        assertThat(loaded.uid()).isEqualTo(model.uid());
        assertThat(loaded.parameters().toArray()).isEqualTo(model.parameters().toArray());
        assertSameParams(loaded, model);
        assertThat(loaded.summary()).isEmpty();
        assertThat(predictions(loaded.transform(table), "p")).isEqualTo(predictions(model.transform(table), "p"));
    }

    @Test
    void model_withoutIntercept_staysWithoutIt() throws IOException {
        DescentRegressionModel model = regressor.setFitIntercept(false).fit(table);
        String path = directory.resolve("model").toString();
        model.save(path);
        DescentRegressionModel loaded = DescentRegressionModel.load(path);
        assertThat(loaded.parameters().network().hasIntercept()).isFalse();
        assertThat(loaded.intercept()).isZero();
    }

    @Test
    void model_pathThatExists_isNotOverwrittenUnlessAsked() throws IOException {
        DescentRegressionModel model = regressor.fit(table);
        String path = directory.resolve("model").toString();
        model.save(path);
        assertThatThrownBy(() -> model.save(path))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("already exists");
        DescentRegressionModel other = regressor.setRegParam(10).fit(table);
        other.write().overwrite().save(path);
        assertThat(DescentRegressionModel.load(path).coefficients()).isEqualTo(other.coefficients());
    }

    @Test
    void pipeline_savedAndLoaded_predictsTheSameBits() throws IOException {
        VectorAssembler assembler =
                new VectorAssembler().setInputCols(new String[] {"x0", "x1"}).setOutputCol("features");
        Pipeline pipeline = new Pipeline()
                .setStages(new PipelineStage[] {assembler, new DescentRegressor().setPrecision("double")});
        String unfitted = directory.resolve("pipeline").toString();
        String fitted = directory.resolve("pipeline-model").toString();
        PipelineModel model = pipeline.fit(table);
        pipeline.save(unfitted);
        model.save(fitted);
        List<Double> expected = predictions(model.transform(table), "prediction");
        assertThat(predictions(PipelineModel.load(fitted).transform(table), "prediction"))
                .isEqualTo(expected);
        assertThat(predictions(Pipeline.load(unfitted).fit(table).transform(table), "prediction"))
                .isEqualTo(expected);
    }

    @Test
    void network_savedAndLoaded_isTheSame() throws IOException {
        Network network = Network.of(3, List.of(4, 2), 2, Activation.SIGMOID, false);
        double[] values = PlainAlgebra.gaussian(new Random(3), network.parameterCount());
        Arrays.fill(values, network.biasIndex(), values.length, 0);
        DescentRegressionModel model = Models.of(new Parameters(network, values));
        model.set(model.labelCols(), new String[] {"a", "b"});
        String path = directory.resolve("model").toString();
        model.save(path);
        DescentRegressionModel loaded = DescentRegressionModel.load(path);
        assertThat(loaded.network().sameShape(network)).isTrue();
        assertThat(loaded.parameters().toArray()).isEqualTo(values);
        assertSameParams(loaded, model);
    }

    @Test
    void network_ofALaterVersion_isRefused() throws IOException {
        String path = directory.resolve("model").toString();
        Models.of(Network.of(1, List.of(1), 1, Activation.RELU, true).zeros()).save(path);
        String data = path + "/data";
        Dataset<Row> later = TestSession.get()
                .createDataFrame(
                        TestSession.get()
                                .read()
                                .parquet(data)
                                .withColumn("version", lit(2))
                                .collectAsList(),
                        TestSession.get().read().parquet(data).schema());
        later.write().mode("overwrite").parquet(data);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DescentRegressionModel.load(path))
                .withMessage("the version of a saved network must be 1 for this version of Descent to read it,"
                        + " but is 2");
    }

    /** The row as models were saved before there were networks. */
    @Test
    void neuron_savedBeforeNetworks_isLoaded() throws IOException {
        String path = directory.resolve("model").toString();
        Models.of(Network.neuron(1).zeros()).save(path);
        StructType schema = new StructType()
                .add("intercept", DataTypes.DoubleType, false)
                .add("coefficients", SQLDataTypes.VectorType(), false)
                .add("fitIntercept", DataTypes.BooleanType, false);
        Dataset<Row> old =
                TestSession.get().createDataFrame(List.of(RowFactory.create(-1.5, Vectors.dense(2, 3), true)), schema);
        assertThat(TestSession.get().read().parquet(path + "/data").columns()).isEqualTo(old.columns());
        old.write().mode("overwrite").parquet(path + "/data");
        DescentRegressionModel loaded = DescentRegressionModel.load(path);
        assertThat(loaded.coefficients()).isEqualTo(Vectors.dense(2, 3));
        assertThat(loaded.intercept()).isEqualTo(-1.5);
        assertThat(loaded.network().isNeuron()).isTrue();
        assertThat(loaded.network().hasIntercept()).isTrue();
    }

    private static void assertSameParams(Params found, Params expected) {
        for (Param<?> param : expected.params()) {
            Param<Object> other = found.getParam(param.name());
            assertThat(found.isSet(other)).as(param.name()).isEqualTo(expected.isSet(param));
            if (expected.isDefined(param)) {
                assertThat(found.getOrDefault(other)).as(param.name()).isEqualTo((Object) expected.getOrDefault(param));
            }
        }
    }

    private static List<Double> predictions(Dataset<Row> table, String column) {
        return table.select(column).collectAsList().stream()
                .map(row -> row.getDouble(0))
                .toList();
    }
}
