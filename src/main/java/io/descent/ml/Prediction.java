package io.descent.ml;

import io.descent.model.Parameters;
import io.descent.spark.DataException;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.immutable.Seq;

/**
 * Predicts one row: a number, or with several outputs an array of them. Never gives a result that is no
 * number. On an executor each task has its own; on the driver threads may share one, and wait for each other.
 */
final class Prediction implements Serializable {

    private static final long serialVersionUID = 1L;

    /** What to do about a feature that is missing or infinite. */
    enum Invalid {
        ERROR,
        NULL
    }

    private final ForwardPass pass;
    private final Invalid invalid;
    private final String[] names; // (features), or empty

    Prediction(Parameters parameters, Invalid invalid, List<String> names) {
        this.pass = new ForwardPass(parameters);
        this.invalid = invalid;
        this.names = names.toArray(new String[0]);
    }

    /** The type of a prediction column: a double, or an array of doubles for several outputs. */
    static DataType type(int outputs) {
        return outputs == 1 ? DataTypes.DoubleType : DataTypes.createArrayType(DataTypes.DoubleType, false);
    }

    /** For rows whose features are a vector. */
    UDF1<Vector, Object> ofVectors() {
        return x -> cell(predict(x));
    }

    /** For rows whose features are numeric columns. */
    UDF1<Seq<Double>, Object> ofNumbers() {
        return x -> cell(predict(x));
    }

    private static Object cell(double[] predicted) {
        return predicted == null || predicted.length > 1 ? predicted : (Object) predicted[0];
    }

    /** A new array, (outputs), or null for a row that is not to be predicted. */
    synchronized double[] predict(Vector x) {
        if (x == null) {
            return refuse("all features", null, null);
        }
        if (x.size() != pass.features()) {
            throw new DataException("the model has " + pass.features() + " features, but a row has " + x.size());
        }
        int[] indices = x instanceof SparseVector sparse ? sparse.indices() : null;
        double[] values = x instanceof SparseVector sparse ? sparse.values() : x.toArray();
        pass.start();
        for (int k = 0; k < values.length; k++) {
            int j = indices == null ? k : indices[k];
            if (!Double.isFinite(values[k])) {
                return refuse(name(j), column(j), values[k]);
            }
            pass.add(j, values[k]);
        }
        return finite(pass.finish());
    }

    private synchronized double[] predict(Seq<Double> x) {
        pass.start();
        for (int j = 0; j < pass.features(); j++) {
            Double value = x.apply(j);
            if (value == null || !Double.isFinite(value)) {
                return refuse(name(j), column(j), value);
            }
            pass.add(j, value);
        }
        return finite(pass.finish());
    }

    /** Features may all be numbers, and a weighted sum none. */
    private double[] finite(double[] predicted) {
        for (double each : predicted) {
            if (!Double.isFinite(each)) {
                if (invalid == Invalid.NULL) {
                    return null;
                }
                throw new DataException(
                        "a prediction must be a finite number, but is " + each + ": the features are too large");
            }
        }
        return predicted.clone();
    }

    private String name(int feature) {
        return feature < names.length ? "'" + names[feature] + "'" : "number " + feature;
    }

    private String column(int feature) {
        return feature < names.length ? names[feature] : null;
    }

    private double[] refuse(String feature, String column, Object found) {
        if (invalid == Invalid.NULL) {
            return null;
        }
        throw new DataException(
                "a feature must be a finite number to predict, but feature " + feature + " is " + found, column);
    }
}
