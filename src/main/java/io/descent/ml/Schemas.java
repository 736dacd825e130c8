package io.descent.ml;

import io.descent.spark.DataException;
import io.descent.spark.ExampleColumns.FeatureForm;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Checks of a table's columns against what an estimator or model is set to use. */
final class Schemas {

    private Schemas() {}

    /** The type of a column. */
    static DataType type(StructType schema, String name, String role) {
        for (StructField field : schema.fields()) {
            if (field.name().equals(name)) {
                return field.dataType();
            }
        }
        for (StructField field : schema.fields()) {
            if (field.name().equalsIgnoreCase(name)) {
                return field.dataType();
            }
        }
        throw new DataException(
                role
                        + " must be a column of the data, but '"
                        + name
                        + "' is none of "
                        + String.join(", ", schema.fieldNames()),
                name);
    }

    static void checkNumeric(StructType schema, String name, String role) {
        DataType type = type(schema, name, role);
        if (!(type instanceof NumericType)) {
            throw new DataException(
                    role + " must be numeric, but column '" + name + "' is " + type.simpleString(), name);
        }
    }

    static void checkBoolean(StructType schema, String name, String role) {
        DataType type = type(schema, name, role);
        if (!(type instanceof BooleanType)) {
            throw new DataException(
                    role + " must be boolean, but column '" + name + "' is " + type.simpleString(), name);
        }
    }

    /** Whether the feature columns are one vector column or all numeric. */
    static FeatureForm form(StructType schema, List<String> features) {
        if (features.size() == 1 && type(schema, features.get(0), "featuresCol").equals(SQLDataTypes.VectorType())) {
            return FeatureForm.VECTOR_COLUMN;
        }
        for (String feature : features) {
            checkNumeric(schema, feature, "a feature");
        }
        return FeatureForm.NUMERIC_COLUMNS;
    }

    static StructType withPrediction(StructType schema, String name, DataType type) {
        if (Arrays.asList(schema.fieldNames()).contains(name)) {
            throw new DataException(
                    "predictionCol must be a new column, but the data has a column '" + name + "'", name);
        }
        return schema.add(name, type, true);
    }
}
