package io.descent.ml;

import static org.apache.spark.sql.functions.expr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A table with columns for labels, weight and validation. A label or weight that is a column stays that column; one that
 * is an expression becomes a column of that name, so that messages are readable, or of an internal one if the table has
 * such a column.
 *
 * @param prefix of internal columns; no column of the table begins with it
 * @param labels at least one, in the order of the settings
 * @param prediction the column that predictions go into
 * @param shown for internal columns the name that people know
 */
record LabelledRows(
        Dataset<Row> examples,
        String prefix,
        List<String> labels,
        Optional<String> weight,
        Optional<String> heldOut,
        String prediction,
        Map<String, String> shown) {

    /**
     * @param validation the part of the rows to hold out, in [0, 1)
     */
    static LabelledRows of(Dataset<Row> table, ExampleTerms terms, double validation) {
        return new Builder(table).build(terms, validation);
    }

    private static final class Builder {
        private final String prefix;
        private final Map<String, String> shown = new LinkedHashMap<>();
        private Dataset<Row> rows;

        Builder(Dataset<Row> table) {
            rows = table;
            prefix = IntStream.iterate(0, i -> i + 1)
                    .mapToObj(i -> "descent_" + "_".repeat(i))
                    .filter(start -> Arrays.stream(table.columns())
                            .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith(start)))
                    .findFirst()
                    .orElseThrow();
        }

        LabelledRows build(ExampleTerms terms, double validation) {
            String prediction = has("prediction") ? prefix + "prediction" : "prediction";
            Optional<String> heldOut = validation > 0 ? Optional.of(prefix + "held_out") : Optional.empty();
            heldOut.ifPresent(name -> rows = rows.withColumn(name, ValidationSplit.heldOut(terms.all(), validation)));
            List<String> labels = new ArrayList<>();
            for (Term label : terms.labels()) {
                String number = terms.labels().size() == 1 ? "" : "_" + (labels.size() + 1);
                labels.add(column(label, prefix + "label" + number));
            }
            Optional<String> weight = terms.weight().map(term -> column(term, prefix + "weight"));
            return new LabelledRows(rows, prefix, List.copyOf(labels), weight, heldOut, prediction, shown);
        }

        private String column(Term term, String internal) {
            if (term.column().isPresent()) {
                return term.column().get();
            }
            String name = has(term.name()) ? internal : term.name();
            if (name.equals(internal)) {
                shown.put(internal, term.name());
            }
            rows = rows.withColumn(name, expr(term.number()));
            return name;
        }

        private boolean has(String name) {
            return Arrays.stream(rows.columns()).anyMatch(name::equalsIgnoreCase);
        }
    }
}
