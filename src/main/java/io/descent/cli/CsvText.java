package io.descent.cli;

import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.to_timestamp;

import io.descent.spark.TableReader;
import io.descent.spark.TableSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;

/**
 * A CSV table whose values are kept as they are written, beside the typed values made from them: a table that was only
 * typed would come back with 7 for 007, and 1.1 for 1.10.
 */
final class CsvText {
    private static final String TEXT = "descent text of column ";

    private final Dataset<Row> text;
    private final StructType schema;
    private final Map<String, String> options;

    private CsvText(Dataset<Row> text, StructType schema, Map<String, String> options) {
        this.text = text;
        this.schema = schema;
        this.options = options;
    }

    /**
     * @param schema of the typed table
     */
    static CsvText of(SparkSession session, TableSource source, StructType schema) {
        Map<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        options.putAll(source.options());
        options.put("schema", texts(schema).toDDL());
        TableSource strings = new TableSource(source.paths(), source.format(), options);
        return new CsvText(TableReader.read(session, strings), schema, options);
    }

    /** The typed table, and the text of each column under another name. */
    Dataset<Row> typed() {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < schema.length(); i++) {
            StructField field = schema.fields()[i];
            columns.add(typed(text.col(quoted(field.name())), field).as(field.name()));
            columns.add(text.col(quoted(field.name())).as(TEXT + i));
        }
        return text.select(columns.toArray(new Column[0]));
    }

    /** The text under the columns' own names, and the predictions. */
    Dataset<Row> restored(Dataset<Row> predicted, List<Column> predictions) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < schema.length(); i++) {
            columns.add(PredictedTable.exactly(TEXT + i).as(schema.fields()[i].name()));
        }
        columns.addAll(predictions);
        return predicted.select(columns.toArray(new Column[0]));
    }

    private Column typed(Column column, StructField field) {
        if (field.dataType() instanceof DateType && options.containsKey("dateFormat")) {
            return to_date(column, options.get("dateFormat"));
        }
        if (field.dataType() instanceof TimestampType && options.containsKey("timestampFormat")) {
            return to_timestamp(column, options.get("timestampFormat"));
        }
        return column.try_cast(field.dataType());
    }

    private static StructType texts(StructType schema) {
        return new StructType(Arrays.stream(schema.fields())
                .map(field -> new StructField(field.name(), DataTypes.StringType, true, Metadata.empty()))
                .toArray(StructField[]::new));
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
