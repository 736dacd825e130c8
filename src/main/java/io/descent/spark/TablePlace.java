package io.descent.spark;

import static org.apache.spark.sql.functions.abs;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.NumericType;

/** Finds the row behind a value that a task refused, where the value is in a column of the table. */
final class TablePlace {
    /** As the stages of categories put it. */
    private static final Pattern CATEGORY =
            Pattern.compile("column '(.*)' must be one of the .*, but is (null|'(.*)')", Pattern.DOTALL);

    private TablePlace() {}

    /** The same with the file and line of the first such row, where it is found. */
    static DataException add(SparkSession session, TableSource source, DataException e) {
        Matcher category = CATEGORY.matcher(e.getMessage());
        boolean isCategory = category.matches();
        String name = isCategory ? category.group(1) : e.column();
        if (name == null) {
            return e;
        }
        try {
            Dataset<Row> table = TableReader.read(session, source);
            if (!Arrays.asList(table.columns()).contains(name)) {
                return e;
            }
            Column column = Columns.named(name);
            Column refused = isCategory
                    ? column.cast("string").eqNullSafe(category.group(3))
                    : notFinite(column, table.schema().apply(name).dataType() instanceof NumericType);
            return TableRow.first(table, source, Optional.empty(), refused, column)
                    .map(row -> new DataException(e.getMessage() + row.in(), name))
                    .orElse(e);
        } catch (Exception failure) { // the message stands without
            e.addSuppressed(failure);
            return e;
        }
    }

    private static Column notFinite(Column column, boolean numeric) {
        if (!numeric) {
            return column.isNull();
        }
        Column number = column.cast("double");
        return number.isNull().or(number.isNaN()).or(abs(number).equalTo(Double.POSITIVE_INFINITY));
    }
}
