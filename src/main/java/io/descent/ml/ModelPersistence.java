package io.descent.ml;

import io.descent.model.Network;
import io.descent.model.Parameters;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A model on storage: Spark ML's metadata, and one row of Parquet with W and b under {@code data}. */
final class ModelPersistence {

    private static final String COEFFICIENTS = "coefficients";
    private static final String INTERCEPT = "intercept";
    private static final String FITS_INTERCEPT = "fitIntercept";

    private static final StructType SCHEMA = new StructType()
            .add(INTERCEPT, DataTypes.DoubleType, false)
            .add(COEFFICIENTS, SQLDataTypes.VectorType(), false)
            .add(FITS_INTERCEPT, DataTypes.BooleanType, false);

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
            Row row = RowFactory.create(
                    model.intercept(),
                    model.coefficients(),
                    model.parameters().network().hasIntercept());
            sparkSession()
                    .createDataFrame(List.of(row), SCHEMA)
                    .coalesce(1)
                    .write()
                    .parquet(data(path));
        }
    }

    /** Reads. */
    static final class Reader extends MLReader<DescentRegressionModel> {

        @Override
        public DescentRegressionModel load(String path) {
            DefaultParamsReader<DescentRegressionModel> metadata = new DefaultParamsReader<>();
            metadata.session(sparkSession());
            DescentRegressionModel model = metadata.load(path);
            Row row = sparkSession()
                    .read()
                    .parquet(data(path))
                    .select(INTERCEPT, COEFFICIENTS, FITS_INTERCEPT)
                    .head();
            double[] weights = ((Vector) row.getAs(COEFFICIENTS)).toArray();
            double[] flat = Arrays.copyOf(weights, weights.length + 1);
            flat[weights.length] = row.getDouble(0);
            Network network =
                    row.getBoolean(2) ? Network.neuron(weights.length) : Network.neuronWithoutBias(weights.length);
            model.setParameters(new Parameters(network, flat));
            return model;
        }
    }
}
