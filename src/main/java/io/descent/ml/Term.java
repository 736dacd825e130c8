package io.descent.ml;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.types.DataType;

/**
 * A column or an expression over the columns of a table.
 *
 * @param setting where it was written
 * @param name what people call it
 * @param column the column's name, if it is no more than a column
 * @param sql that computes it in a SELECT over the table
 * @param references the columns it is computed from
 * @param expression as Spark resolved it
 */
record Term(
        String setting,
        String name,
        Optional<String> column,
        String sql,
        DataType type,
        List<String> references,
        Expression expression) {

    /** As a double. */
    String number() {
        return "CAST(" + sql + " AS DOUBLE)";
    }

    /** As a double, null if it is NaN or infinite. */
    String finiteNumber() {
        return "CASE WHEN abs(" + number() + ") < CAST('Infinity' AS DOUBLE) THEN " + number() + " END";
    }

    /** True if both compute the same value, apart from its type. */
    boolean sameAs(Term other) {
        return bare(expression).semanticEquals(bare(other.expression));
    }

    private static Expression bare(Expression expression) {
        Expression bare = expression;
        while (true) {
            if (bare instanceof Alias alias) {
                bare = alias.child();
            } else if (bare instanceof Cast cast) {
                bare = cast.child();
            } else {
                return bare;
            }
        }
    }
}
