package io.descent.ml;

import io.descent.spark.DataException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/**
 * A term that becomes one feature for each of its values but the first.
 *
 * @param values in the order of the term's type: numbers by size, text by its bytes, false before true, dates by time
 */
record Category(Term term, List<String> values) {
    Category {
        values = values.stream().sorted(order(term.type())).toList();
    }

    private static Comparator<String> order(DataType type) {
        if (type instanceof DoubleType || type instanceof FloatType) {
            return Comparator.comparing(Double::valueOf);
        }
        return type instanceof NumericType
                ? Comparator.comparing(BigDecimal::new)
                : Comparator.comparing((String text) -> text.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);
    }

    /**
     * The term's value as text; null if it is null or NaN.
     *
     * @throws DataException if the type has no values to be told apart by their text
     */
    static String textOf(Term term) {
        DataType type = term.type();
        if (type instanceof DoubleType || type instanceof FloatType) {
            return "CAST(CASE WHEN isnan(" + term.sql() + ") THEN NULL WHEN " + term.sql() + " = 0 THEN CAST(0 AS "
                    + type.sql() + ") ELSE " + term.sql() + " END AS STRING)";
        }
        boolean distinct = type instanceof NumericType
                || type instanceof StringType
                || type instanceof BooleanType
                || type instanceof DateType
                || type instanceof TimestampType
                || type instanceof TimestampNTZType;
        if (!distinct) {
            throw new DataException(
                    term.setting() + " must hold text, numbers, booleans or dates, but '" + term.name() + "' is "
                            + type.simpleString(),
                    term.name());
        }
        return "CAST(" + term.sql() + " AS STRING)";
    }

    /** The names of the features. */
    List<String> featureNames() {
        return values.stream().skip(1).map(value -> term.name() + "=" + value).toList();
    }

    /** As an indexer wants them: what the encoder is to drop comes last. */
    String[] labels() {
        String[] labels = new String[values.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = label(values.get((i + 1) % labels.length));
        }
        return labels;
    }

    /** Spark ML makes names of labels, and refuses empty ones. */
    private String label(String value) {
        return values.contains("") ? "=" + value : value;
    }

    private String labelOf(String text) {
        return values.contains("") ? "concat('=', " + text + ")" : text;
    }

    /** SQL for the label of a text that was a value in training; any other ends the query. */
    String knownOrError(String text) {
        String rule = "column '" + term.name() + "' must be one of the " + values.size()
                + " values it had in training, but is ";
        return "CASE WHEN " + text + " IN (" + list() + ") THEN " + labelOf(text) + " WHEN " + text
                + " IS NULL THEN raise_error(" + literal(rule + "null") + ") ELSE raise_error(concat("
                + literal(rule + "'") + ", " + text + ", '\\'')) END";
    }

    /** SQL for the label of a text that was a value in training; null for any other. */
    String knownOrNull(String text) {
        return "CASE WHEN " + text + " IN (" + list() + ") THEN " + labelOf(text) + " END";
    }

    /** SQL for the label that has no feature of its own. */
    String dropped() {
        return literal(label(values.get(0)));
    }

    private String list() {
        return values.stream().map(Category::literal).collect(Collectors.joining(", "));
    }

    private static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
