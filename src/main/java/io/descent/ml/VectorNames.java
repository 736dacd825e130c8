package io.descent.ml;

import io.descent.spark.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;

/**
 * The names of a vector's elements.
 *
 * @param all by the column's ML attributes, or else features[0], features[1] …; empty if there is no vector
 * @param given whether any is from an attribute
 */
record VectorNames(List<String> all, boolean given) {

    static VectorNames of(Dataset<Row> table, String column) {
        StructField field = table.schema().apply(column);
        AttributeGroup group = AttributeGroup.fromStructField(field);
        if (group.attributes().isEmpty()) {
            int size = group.size() >= 0 ? group.size() : size(table, field);
            return new VectorNames(
                    IntStream.range(0, size)
                            .mapToObj(i -> column + "[" + i + "]")
                            .toList(),
                    false);
        }
        List<String> names = new ArrayList<>();
        boolean given = false;
        for (Attribute attribute : group.attributes().get()) {
            given |= attribute.name().isDefined();
            names.add(attribute.name().isDefined() ? attribute.name().get() : column + "[" + names.size() + "]");
        }
        return new VectorNames(names, given);
    }

    private static int size(Dataset<Row> table, StructField field) {
        if (field.metadata().contains("numFeatures")) { // of Spark's libsvm source
            return Math.toIntExact(field.metadata().getLong("numFeatures"));
        }
        var column = Columns.named(field.name());
        List<Row> first =
                table.filter(column.isNotNull()).select(column).limit(1).collectAsList();
        return first.isEmpty() ? 0 : ((Vector) first.get(0).get(0)).size();
    }
}
