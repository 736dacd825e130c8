package io.descent.ml;

import io.descent.spark.Columns;
import io.descent.spark.DataException;
import io.descent.spark.SparkReason;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.functions;
import scala.jdk.javaapi.CollectionConverters;

/** Finds out what texts in the settings mean for a table: an exact column name, or else an SQL expression. */
final class TermResolver {
    private final org.apache.spark.sql.classic.Dataset<Row> table;
    private final List<String> columns;

    TermResolver(Dataset<Row> table) {
        this.table = (org.apache.spark.sql.classic.Dataset<Row>) table;
        this.columns = List.of(table.columns());
    }

    /**
     * @param setting that the text is from
     * @throws DataException if the text is neither a column nor an expression that gives one value for each row
     */
    Term resolve(String setting, String text) {
        if (columns.contains(text)) {
            return column(setting, text);
        }
        Expression parsed = parse(setting, text);
        Project project = analyse(setting, text);
        Expression expression = (Expression) project.projectList().head();
        if (expression instanceof AttributeReference attribute) {
            return column(setting, written(attribute.name()));
        }
        if (!expression.deterministic()) {
            throw new DataException(
                    setting + " must give a row the same value each time, but '" + text + "' does not", text);
        }
        Optional<String> alias = parsed instanceof Alias given ? Optional.of(given.name()) : Optional.empty();
        // a field of a struct takes an alias off; the line's end closes a comment
        String sql = alias.map(name -> "struct(" + text + "\n)." + Columns.quoted(name))
                .orElse("(" + text + "\n)");
        return new Term(
                setting,
                alias.orElse(text),
                Optional.empty(),
                sql,
                expression.dataType(),
                CollectionConverters.asJava(expression.references().toSeq()).stream()
                        .map(Attribute::name)
                        .toList(),
                expression);
    }

    /** The name as the table has it, which Spark finds in upper and lower case. */
    private String written(String found) {
        return columns.stream().filter(found::equalsIgnoreCase).findFirst().orElse(found);
    }

    /** A column that is there. */
    Term column(String setting, String name) {
        Project project = (Project) analysed(table.select(Columns.named(name)));
        Expression attribute = (Expression) project.projectList().head();
        return new Term(
                setting, name, Optional.of(name), Columns.quoted(name), attribute.dataType(), List.of(name), attribute);
    }

    private Expression parse(String setting, String text) {
        try {
            var session = (org.apache.spark.sql.classic.SparkSession) table.sparkSession();
            return session.sessionState().sqlParser().parseExpression(text);
        } catch (Exception e) {
            throw new DataException(
                    setting + " must be a column of the data or a Spark SQL expression, but '" + text + "' is neither"
                            + NearNames.hint(text, columns),
                    text);
        }
    }

    private Project analyse(String setting, String text) {
        LogicalPlan plan;
        try {
            plan = analysed(table.select(functions.expr(text)));
        } catch (Exception e) {
            throw refused(setting, text, e);
        }
        if (plan instanceof Project project
                && project.projectList().size() == 1
                && project.child().fastEquals(analysed(table))) {
            return project;
        }
        throw new DataException(
                setting + " must give one value for each row, from that row alone, but '" + text + "' does not", text);
    }

    private DataException refused(String setting, String text, Exception e) {
        if (!SparkReason.condition(e).equals("UNRESOLVED_COLUMN")) {
            return new DataException(
                    setting + " must be a column of the data or a Spark SQL expression, but '" + text + "' is neither: "
                            + SparkReason.of(e),
                    text);
        }
        String missing = SparkReason.parameter(e, "objectName")
                .replaceAll("^`|`$", "")
                .replace("`.`", ".")
                .replace("``", "`");
        return new DataException(
                setting + " must name columns of the data, but there is no '" + missing + "'"
                        + (missing.equals(text) ? "" : " for '" + text + "'") + NearNames.hint(missing, columns),
                missing);
    }

    private static LogicalPlan analysed(Dataset<Row> data) {
        return ((org.apache.spark.sql.classic.Dataset<Row>) data)
                .queryExecution()
                .analyzed();
    }
}
