package io.descent.ml;

import io.descent.model.Activation;
import io.descent.model.Network;
import io.descent.model.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A model on storage: Spark ML's metadata, and one row of Parquet under {@code data}. Of one neuron the row is {@code
 * intercept} (b), {@code coefficients} (W) and {@code fitIntercept}; of any other network
 *
 * <ul>
 *   <li>{@code version}: 1;
 *   <li>{@code layers}: features, neurons of each hidden layer, outputs;
 *   <li>{@code activation}: of the hidden layers;
 *   <li>{@code fitIntercept}: false if all biases are 0;
 *   <li>{@code parameters}: W of each layer, (outputs, inputs) by rows, then b of each layer.
 * </ul>
 *
 * All numbers are in the units of the data.
 */
final class ModelPersistence {

    private static final String COEFFICIENTS = "coefficients";
    private static final String INTERCEPT = "intercept";
    private static final String FITS_INTERCEPT = "fitIntercept";

    private static final String VERSION = "version";
    private static final String LAYERS = "layers";
    private static final String ACTIVATION = "activation";
    private static final String PARAMETERS = "parameters";
    private static final int NETWORK_VERSION = 1;

    private static final StructType NEURON = new StructType()
            .add(INTERCEPT, DataTypes.DoubleType, false)
            .add(COEFFICIENTS, SQLDataTypes.VectorType(), false)
            .add(FITS_INTERCEPT, DataTypes.BooleanType, false);

    private static final StructType NETWORK = new StructType()
            .add(VERSION, DataTypes.IntegerType, false)
            .add(LAYERS, DataTypes.createArrayType(DataTypes.IntegerType, false), false)
            .add(ACTIVATION, DataTypes.StringType, false)
            .add(FITS_INTERCEPT, DataTypes.BooleanType, false)
            .add(PARAMETERS, DataTypes.createArrayType(DataTypes.DoubleType, false), false);

    private ModelPersistence() {}

    private static String data(String path) {
        return new Path(path, "data").toString();
    }

    /** Writes. */
    static final class Writer extends MLWriter {

        private final DescentRegressionModel model;

        Writer(DescentRegressionModel model) {
            this.model = model;
        }

        @Override
        public void saveImpl(String path) {
            DefaultParamsWriter metadata = new DefaultParamsWriter(model);
            metadata.session(sparkSession());
            metadata.saveImpl(path);
            boolean neuron = model.network().isNeuron();
            sparkSession()
                    .createDataFrame(List.of(neuron ? neuron() : network()), neuron ? NEURON : NETWORK)
                    .coalesce(1)
                    .write()
                    .parquet(data(path));
        }

        private Row neuron() {
            return RowFactory.create(
                    model.intercept(), model.coefficients(), model.network().hasIntercept());
        }

        private Row network() {
            Network network = model.network();
            List<Integer> layers = new ArrayList<>(List.of(network.features()));
            layers.addAll(network.hidden());
            layers.add(network.outputs());
            return RowFactory.create(
                    NETWORK_VERSION,
                    layers.toArray(new Integer[0]),
                    network.activation().toString(),
                    network.hasIntercept(),
                    model.parameters().toArray());
        }
    }

    /** Reads. */
    static final class Reader extends MLReader<DescentRegressionModel> {

        @Override
        public DescentRegressionModel load(String path) {
            DefaultParamsReader<DescentRegressionModel> metadata = new DefaultParamsReader<>();
            metadata.session(sparkSession());
            DescentRegressionModel model = metadata.load(path);
            Dataset<Row> data = sparkSession().read().parquet(data(path));
            boolean neuron = !List.of(data.columns()).contains(LAYERS);
            model.setParameters(neuron ? neuron(data) : network(data));
            return model;
        }

        private static Parameters neuron(Dataset<Row> data) {
            Row row = data.select(INTERCEPT, COEFFICIENTS, FITS_INTERCEPT).head();
            double[] weights = ((Vector) row.getAs(COEFFICIENTS)).toArray();
            double[] flat = Arrays.copyOf(weights, weights.length + 1);
            flat[weights.length] = row.getDouble(0);
            Network network =
                    row.getBoolean(2) ? Network.neuron(weights.length) : Network.neuronWithoutBias(weights.length);
            return new Parameters(network, flat);
        }

        private static Parameters network(Dataset<Row> data) {
            Row row = data.select(VERSION, LAYERS, ACTIVATION, FITS_INTERCEPT, PARAMETERS)
                    .head();
            if (row.getInt(0) != NETWORK_VERSION) {
                throw new IllegalArgumentException("the version of a saved network must be " + NETWORK_VERSION
                        + " for this version of Descent to read it, but is " + row.getInt(0));
            }
            List<Integer> layers = row.getList(1);
            Network network = Network.of(
                    layers.get(0),
                    layers.subList(1, layers.size() - 1),
                    layers.get(layers.size() - 1),
                    Activation.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
                    row.getBoolean(3));
            double[] flat = row.<Double>getList(4).stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            return new Parameters(network, flat);
        }
    }
}
