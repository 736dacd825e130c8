package io.descent.ml;

import io.descent.model.Parameters;
import io.descent.spark.DataException;
import java.util.List;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.api.java.UDF1;
import scala.collection.immutable.Seq;

/** Predicts one row, on an executor. Never gives a result that is no number. */
final class Prediction implements UDF1<Vector, Double> {

    private static final long serialVersionUID = 1L;

    /** What to do about a feature that is missing or infinite. */
    enum Invalid {
        ERROR,
        NULL
    }

    private final double[] weights; // (features)
    private final double bias;
    private final Invalid invalid;
    private final String[] names; // (features), or empty

    Prediction(Parameters parameters, Invalid invalid, List<String> names) {
        this.weights = parameters.weights();
        this.bias = parameters.bias();
        this.invalid = invalid;
        this.names = names.toArray(new String[0]);
    }

    @Override
    public Double call(Vector x) {
        if (x == null) {
            return refuse("all features", null, null);
        }
        if (x.size() != weights.length) {
            throw new DataException("the model has " + weights.length + " features, but a row has " + x.size());
        }
        int[] indices = x instanceof SparseVector sparse ? sparse.indices() : null;
        double[] values = x instanceof SparseVector sparse ? sparse.values() : x.toArray();
        double sum = bias;
        for (int k = 0; k < values.length; k++) {
            int j = indices == null ? k : indices[k];
            if (!Double.isFinite(values[k])) {
                return refuse(name(j), column(j), values[k]);
            }
            sum = Math.fma(weights[j], values[k], sum);
        }
        return finite(sum);
    }

    /** The same for a row of numeric columns. */
    UDF1<Seq<Double>, Double> ofNumbers() {
        return this::predict;
    }

    private Double predict(Seq<Double> x) {
        double sum = bias;
        for (int j = 0; j < weights.length; j++) {
            Double value = x.apply(j);
            if (value == null || !Double.isFinite(value)) {
                return refuse(name(j), column(j), value);
            }
            sum = Math.fma(weights[j], value, sum);
        }
        return finite(sum);
    }

    /** Features may all be numbers, and their weighted sum none. */
    private Double finite(double sum) {
        if (Double.isFinite(sum)) {
            return sum;
        }
        if (invalid == Invalid.NULL) {
            return null;
        }
        throw new DataException("a prediction must be a finite number, but is " + sum + ": the features are too large");
    }

    private String name(int feature) {
        return feature < names.length ? "'" + names[feature] + "'" : "number " + feature;
    }

    private String column(int feature) {
        return feature < names.length ? names[feature] : null;
    }

    private Double refuse(String feature, String column, Object found) {
        if (invalid == Invalid.NULL) {
            return null;
        }
        throw new DataException(
                "a feature must be a finite number to predict, but feature " + feature + " is " + found, column);
    }
}
