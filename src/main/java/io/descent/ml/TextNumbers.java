package io.descent.ml;

import static org.apache.spark.sql.functions.expr;

import io.descent.spark.Columns;
import io.descent.spark.DataException;
import io.descent.spark.TableRow;
import io.descent.spark.TableSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Columns of text that should have been numbers: what keeps them from it, and where. */
final class TextNumbers {
    private static final int SAMPLE = 1000;
    private static final Set<String> MARKERS =
            Set.of("na", "n/a", "null", "none", "nil", "missing", "nan", "?", "-", ".", "");

    private final Dataset<Row> table;
    private final TableSource source;
    private final Optional<String> where;

    TextNumbers(Dataset<Row> table, TableSource source, Optional<String> where) {
        this.table = table;
        this.source = source;
        this.where = where;
    }

    /**
     * Refuses a column in which most values are numbers, but not all.
     *
     * @param columns of strings
     */
    void refuseDirty(List<String> columns) {
        if (columns.isEmpty()) {
            return;
        }
        Column[] flags = columns.stream()
                .map(name -> expr("CASE WHEN " + Columns.quoted(name) + " IS NOT NULL THEN "
                        + number(Columns.quoted(name)) + " IS NOT NULL END"))
                .toArray(Column[]::new);
        List<Row> sample = kept().select(flags).limit(SAMPLE).collectAsList();
        for (int i = 0; i < columns.size(); i++) {
            int column = i;
            long numbers = sample.stream()
                    .filter(row -> !row.isNullAt(column) && row.getBoolean(column))
                    .count();
            long others = sample.stream()
                    .filter(row -> !row.isNullAt(column) && !row.getBoolean(column))
                    .count();
            // CSV is inferred to be text because of some value; elsewhere text may be meant
            if (numbers > others && (others > 0 || source.format().equalsIgnoreCase("csv"))) {
                refuseDirty(columns.get(i));
            }
        }
    }

    private void refuseDirty(String name) {
        Optional<TableRow> bad = firstText(Columns.quoted(name));
        if (bad.isPresent()) {
            throw new DataException(
                    "a column of numbers must hold nothing else, but column '" + name + "' has '"
                            + bad.get().value() + "'" + bad.get().in() + "; "
                            + waysOut(bad.get().value())
                            + Setting.EXCLUDE + " leaves the column out, and " + Setting.CATEGORICAL
                            + " takes it value by value",
                    name);
        }
    }

    /** Why a term of text is no number, as far as the data tells. */
    DataException notNumeric(Term term, String role) {
        String rule = role + " must be numeric, but " + (term.column().isPresent() ? "column '" : "'") + term.name()
                + "' is " + term.type().simpleString();
        Optional<TableRow> bad = firstText(term.sql());
        if (bad.isPresent()) {
            String hint = waysOut(bad.get().value());
            return new DataException(
                    rule + ": the first value that is no number is '"
                            + bad.get().value() + "'" + bad.get().in()
                            + (hint.isEmpty() ? "" : "; " + hint.replaceFirst("; $", "")),
                    term.name());
        }
        if (kept().limit(1).isEmpty()) {
            return new DataException(
                    "the data has no rows" + where.map(w -> " where " + w).orElse(""));
        }
        boolean empty =
                kept().filter(expr(term.sql() + " IS NOT NULL")).limit(1).isEmpty();
        return new DataException(
                empty
                        ? rule + " without a single value"
                        : rule + "; CAST(" + term.sql().strip() + " AS DOUBLE) makes it so",
                term.name());
    }

    private String waysOut(String value) {
        boolean marker = MARKERS.contains(value.strip().toLowerCase(Locale.ROOT));
        return marker && source.format().equalsIgnoreCase("csv")
                ? "data.options.nullValue = \"" + value + "\" reads that as missing; "
                : "";
    }

    /** The first value that is there, and is no number. */
    private Optional<TableRow> firstText(String sql) {
        Column bad = expr(sql + " IS NOT NULL AND " + number(sql) + " IS NULL");
        return TableRow.first(table, source, where, bad, expr(sql));
    }

    private static String number(String sql) {
        return "try_cast(" + sql + " AS DOUBLE)";
    }

    private Dataset<Row> kept() {
        return where.map(condition -> table.filter(expr(condition))).orElse(table);
    }
}
