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

/** A table's own columns and {@code prediction}, or with several labels {@code prediction_<label>} for each. */
final class PredictedTable {
    private static final String PREDICTION = "prediction";
    private static final String ALL = "descent predictions of all labels";

    private static final String PARQUET = "parquet";
    /** Formats of fixed columns, which take no further one. */
    private static final Set<String> FIXED = Set.of("libsvm", "text", "binaryfile", "image");

    private final SparkSession session;
    private final TableSource source;
    private final List<String> labels;

    /**
     * @param labels that the model predicts, in their order
     */
    PredictedTable(SparkSession session, TableSource source, List<String> labels) {
        this.session = session;
        this.source = source;
        this.labels = labels;
    }

    /** The column in which the model has to put its predictions: a number, or an array of them for several labels. */
    String modelColumn() {
        return labels.size() == 1 ? PREDICTION : ALL;
    }

    /** The columns that are written, one for each label; most formats hold no arrays. */
    private List<String> names() {
        return labels.size() == 1
                ? List.of(PREDICTION)
                : labels.stream().map(label -> PREDICTION + "_" + label).toList();
    }

    private List<Column> predictions() {
        List<String> names = names();
        if (names.size() == 1) {
            return List.of(exactly(modelColumn()));
        }
        List<Column> columns = new ArrayList<>();
        for (int k = 0; k < names.size(); k++) {
            columns.add(exactly(modelColumn()).getItem(k).as(names.get(k)));
        }
        return columns;
    }

    /** The format in which it is written: the source's, unless that takes no further column. */
    String format() {
        return FIXED.contains(source.format().toLowerCase(Locale.ROOT)) ? PARQUET : source.format();
    }

    /**
     * Writes the table.
     *
     * @param directory that is empty
     * @param model that predicts into {@link #modelColumn}
     * @throws DataException if the table has a column of a prediction's name, or the model cannot predict it
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
        names().forEach(name -> refuse(name, table.columns()));
        if (isCsv(source.format())) {
            CsvText text = CsvText.of(session, source, table.schema());
            return text.restored(model.transform(text.typed()), predictions());
        }
        List<Column> columns = new ArrayList<>();
        for (String name : table.columns()) {
            columns.add(exactly(name));
        }
        columns.addAll(predictions());
        return model.transform(table).select(columns.toArray(new Column[0]));
    }

    private static void refuse(String prediction, String[] columns) {
        Arrays.stream(columns)
                .filter(prediction::equalsIgnoreCase) // Spark does not tell them apart
                .findFirst()
                .ifPresent(name -> {
                    throw new DataException(
                            "the input must not have a column '" + prediction + "', since the predictions get that"
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
