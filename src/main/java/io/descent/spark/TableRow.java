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
        return found.stream()
                .map(row -> new TableRow(row.getString(0), place(table, source, where, condition, row.getString(1))))
                .findFirst();
    }

    /** ", in line 3 of /data/heights.csv", or nothing. */
    public String in() {
        return place.isEmpty() ? "" : ", in " + place;
    }

    private static Dataset<Row> kept(Dataset<Row> table, Optional<String> where) {
        return where.map(condition -> table.filter(expr(condition))).orElse(table);
    }

    private static String place(
            Dataset<Row> table, TableSource source, Optional<String> where, Column condition, String file) {
        if (file.isEmpty()) {
            return "";
        }
        String name = TablePaths.readable(file);
        try {
            OptionalLong number = number(table, source, where, condition, file);
            if (number.isEmpty()) {
                return name;
            }
            OptionalLong line =
                    TableLines.of(table.sparkSession(), source, file).ofRecord(number.getAsLong());
            return line.isPresent()
                    ? "line " + line.getAsLong() + " of " + name
                    : "row " + (number.getAsLong() + 1) + " of " + name;
        } catch (Exception e) { // the place is a help, not the message
            return name;
        }
    }

    /** The number of the row in its file, from 0: of a table of that file alone, in one partition. */
    private static OptionalLong number(
            Dataset<Row> table, TableSource source, Optional<String> where, Column condition, String file) {
        SparkSession session = table.sparkSession().newSession();
        session.conf().set("spark.sql.files.maxPartitionBytes", Long.MAX_VALUE);
        session.conf().set("spark.sql.files.minPartitionNum", 1);
        TableSource one = source.at(TablePaths.path(file).toString());
        if (RecordTable.handles(source)) {
            one = one.with(TableReader.SCHEMA, table.schema().toDDL());
        }
        int partition = file.indexOf('=');
        if (partition > 0) {
            String base = file.substring(0, file.lastIndexOf('/', partition));
            one = one.withDefault("basePath", TablePaths.path(base).toString());
        }
        Dataset<Row> numbered = TableReader.read(session, one).withColumn(NUMBER, monotonically_increasing_id());
        List<Row> found =
                kept(numbered, where).filter(condition).select(NUMBER).limit(1).collectAsList();
        return found.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(found.get(0).getLong(0));
    }
}
