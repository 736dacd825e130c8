package io.descent.cli;

import static org.apache.spark.sql.functions.col;

import io.descent.spark.DataException;
import io.descent.spark.TableReader;
import io.descent.spark.TableSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/** A table's own columns and {@code prediction}. */
final class PredictedTable {
    static final String PREDICTION = "prediction";

    private static final String PARQUET = "parquet";
    /** Formats of fixed columns, which take no further one. */
    private static final Set<String> FIXED = Set.of("libsvm", "text", "binaryfile", "image");

    private final SparkSession session;
    private final TableSource source;

    PredictedTable(SparkSession session, TableSource source) {
        this.session = session;
        this.source = source;
    }

    /** The format in which it is written: the source's, unless that takes no further column. */
    String format() {
        return FIXED.contains(source.format().toLowerCase(Locale.ROOT)) ? PARQUET : source.format();
    }

    /**
     * Writes the table.
     *
     * @param directory that is empty
     * @throws DataException if the table has a column {@code prediction}, or the model cannot predict it
     */
    void write(PipelineModel model, Path directory) throws Exception {
        try {
            predicted(model)
                    .write()
                    .format(format())
                    .options(options())
                    .mode(SaveMode.Append) // the directory exists
                    .save(directory.toString());
        } catch (Exception e) { // Spark throws checked exceptions that it does not declare
            Optional<DataException> fault = TableReader.fault(session, source, e);
            throw fault.isPresent() ? fault.get() : e;
        }
    }

    private Dataset<Row> predicted(PipelineModel model) {
        Dataset<Row> table = TableReader.read(session, source);
        refusePrediction(table.columns());
        if (isCsv(source.format())) {
            CsvText text = CsvText.of(session, source, table.schema());
            return text.restored(model.transform(text.typed()));
        }
        List<Column> columns = new ArrayList<>();
        for (String name : table.columns()) {
            columns.add(exactly(name));
        }
        columns.add(exactly(PREDICTION));
        return model.transform(table).select(columns.toArray(new Column[0]));
    }

    private static void refusePrediction(String[] columns) {
        Arrays.stream(columns)
                .filter(PREDICTION::equalsIgnoreCase) // Spark does not tell them apart
                .findFirst()
                .ifPresent(name -> {
                    throw new DataException(
                            "the input must not have a column '" + PREDICTION + "', since the predictions get that"
                                    + " name, but has '" + name + "'",
                            name);
                });
    }

    private Map<String, String> options() {
        Map<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        if (format().equals(source.format())) {
            options.putAll(source.options());
        }
        if (isCsv(format())) {
            options.put("header", "true");
            options.put("ignoreLeadingWhiteSpace", "false");
            options.put("ignoreTrailingWhiteSpace", "false");
        }
        options.put("ignoreNullFields", "false"); // JSON: a prediction that is missing is null, not absent
        return options;
    }

    private static boolean isCsv(String format) {
        return format.equalsIgnoreCase("csv");
    }

    /** The column of a name, dots and back-ticks included. */
    static Column exactly(String name) {
        return col("`" + name.replace("`", "``") + "`");
    }
}
