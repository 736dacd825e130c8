package io.descent.spark;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.input_file_name;
import static org.apache.spark.sql.functions.monotonically_increasing_id;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * One row of a table, and where it lies.
 *
 * @param value what was asked of the row, as text; null for null
 * @param place such as "line 3 of /data/heights.csv", or "" where the source has no files
 */
public record TableRow(String value, String place) {
    private static final String NUMBER = "_descent_row_number";

    /**
     * The first row for which a condition holds. Costs a query over the table up to that row; and, for the place, one
     * over that row's file. So this is for saying what is wrong.
     *
     * @param table as {@link TableReader} gave it
     * @param where a Spark SQL condition that keeps rows
     * @param condition over the columns of the table
     * @param value over the columns of the table
     */
    public static Optional<TableRow> first(
            Dataset<Row> table, TableSource source, Optional<String> where, Column condition, Column value) {
        List<Row> found = kept(table, where)
                .filter(condition)
                .select(value.cast("string"), input_file_name())
                .limit(1)
                .collectAsList();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        String shown = found.get(0).getString(0);
        String file = found.get(0).getString(1);
        if (file.isEmpty()) {
            return Optional.of(new TableRow(shown, ""));
        }
        String name = TablePaths.readable(file);
        try {
            return inFile(table, source, where, condition, value, file)
                    .or(() -> Optional.of(new TableRow(shown, name)));
        } catch (Exception e) { // the place is a help, not the message
            return Optional.of(new TableRow(shown, name));
        }
    }

    /** ", in line 3 of /data/heights.csv", or nothing. */
    public String in() {
        return place.isEmpty() ? "" : ", in " + place;
    }

    private static Dataset<Row> kept(Dataset<Row> table, Optional<String> where) {
        return where.map(condition -> table.filter(expr(condition))).orElse(table);
    }

    /** The first such row of one file, found by reading that file alone, in one partition. */
    private static Optional<TableRow> inFile(
            Dataset<Row> table,
            TableSource source,
            Optional<String> where,
            Column condition,
            Column value,
            String file) {
        SparkSession session = table.sparkSession().newSession();
        session.conf().set("spark.sql.files.maxPartitionBytes", Long.MAX_VALUE);
        session.conf().set("spark.sql.files.minPartitionNum", 1);
        Dataset<Row> numbered = TableReader.read(session, fileAlone(table, source, file))
                .withColumn(NUMBER, monotonically_increasing_id());
        List<Row> found = kept(numbered, where)
                .filter(condition)
                .select(value.cast("string"), Columns.named(NUMBER))
                .limit(1)
                .collectAsList();
        return found.stream()
                .map(row -> {
                    OptionalLong line = TableLines.of(session, source, file).ofRecord(row.getLong(1));
                    String number = line.isPresent() ? "line " + line.getAsLong() : "row " + (row.getLong(1) + 1);
                    return new TableRow(row.getString(0), number + " of " + TablePaths.readable(file));
                })
                .findFirst();
    }

    private static TableSource fileAlone(Dataset<Row> table, TableSource source, String file) {
        TableSource alone = source.at(TablePaths.path(file).toString());
        if (RecordTable.handles(source)) {
            alone = alone.with(TableReader.SCHEMA, table.schema().toDDL());
        }
        int partition = file.indexOf('=');
        if (partition > 0) {
            String base = file.substring(0, file.lastIndexOf('/', partition));
            alone = alone.withDefault("basePath", TablePaths.path(base).toString());
        }
        return alone;
    }
}
