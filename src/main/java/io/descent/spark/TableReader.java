package io.descent.spark;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Reads tables with any Spark source. The options are the source's own; what they leave open is:
 *
 * <ul>
 *   <li>for CSV, {@code header=true} and {@code inferSchema=true}. Columns are found by the header of each file,
 *       {@code enforceSchema=false}, where all of them have names.
 *   <li>for CSV and JSON, a record that does not fit the schema ends the query that meets it. {@code mode} or
 *       {@code columnNameOfCorruptRecord} replaces that by what Spark does with them.
 *   <li>{@code schema}, which Spark's sources do not know, is a schema as in {@code CREATE TABLE}, read instead of
 *       inferred.
 * </ul>
 */
public final class TableReader {
    static final String SCHEMA = "schema";

    private TableReader() {}

    /**
     * The table at a source. Nothing is read yet but what its schema takes.
     *
     * @throws NoInputException if a path does not exist, or a path or glob holds no file
     * @throws DataException if the source holds no table whose columns have distinct names
     */
    public static Dataset<Row> read(SparkSession session, TableSource source) {
        boolean files = TablePaths.areFiles(session, source);
        if (files) {
            TablePaths.check(session, source);
        }
        try {
            Dataset<Row> table = RecordTable.handles(source)
                    ? RecordTable.read(session, source)
                    : reader(session, source).load(source.paths().toArray(new String[0]));
            if (files && table.inputFiles().length == 0) {
                throw TablePaths.empty(source.paths());
            }
            TableNames.check(table.schema(), source);
            return table;
        } catch (Exception e) { // Spark throws checked exceptions that it does not declare
            throw unreadable(session, source, e);
        }
    }

    /**
     * The fault of the data behind a failure, whatever Spark wrapped it in: names file, line, rule and value where they
     * can be told. Empty where the data is not known to be at fault.
     */
    public static Optional<DataException> fault(SparkSession session, TableSource source, Throwable failure) {
        return TableFault.of(session, source, failure);
    }

    /** Spark's reader with the source's format, options and schema. */
    static DataFrameReader reader(SparkSession session, TableSource source) {
        DataFrameReader reader = session.read()
                .format(source.format())
                .options(source.without(SCHEMA).options());
        return source.option(SCHEMA).map(ddl -> reader.schema(schema(ddl))).orElse(reader);
    }

    static StructType schema(String ddl) {
        try {
            return StructType.fromDDL(ddl);
        } catch (Exception e) {
            throw new DataException("data.options.schema must be a schema as in CREATE TABLE, but is '" + ddl + "': "
                    + SparkReason.of(e));
        }
    }

    private static RuntimeException unreadable(SparkSession session, TableSource source, Exception e) {
        Optional<DataException> fault = TableFault.of(session, source, e);
        if (fault.isPresent()) {
            return fault.get();
        }
        return switch (SparkReason.condition(e)) {
            case "PATH_NOT_FOUND", "UNABLE_TO_INFER_SCHEMA" -> TablePaths.empty(source.paths());
            case "DATA_SOURCE_NOT_FOUND" ->
                new DataException(
                        "data.format must be a source that Spark knows, but there is no '" + source.format() + "'");
            case "" -> e instanceof RuntimeException r ? r : new IllegalStateException(e.getMessage(), e);
            default ->
                new DataException(
                        named(source.paths()) + " cannot be read as " + source.format() + ": " + SparkReason.of(e));
        };
    }

    private static String named(List<String> paths) {
        return paths.isEmpty() ? "the data" : String.join(", ", paths);
    }
}
