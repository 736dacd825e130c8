package io.descent.ml;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.udf;

import io.descent.spark.DataException;
import io.descent.spark.TableRow;
import io.descent.spark.TableSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/** For each name that can be at fault the rows that are, to show the first of them. */
final class Offenders {
    private static final double LARGEST = 1e150; // as the regressor has it

    private final Dataset<Row> table;
    private final TableSource source;
    private final Optional<String> where;
    private final MissingValues missing;
    private final Map<String, Search> searches = new HashMap<>();
    private Optional<Term> vector = Optional.empty();
    private List<String> elements = List.of();

    private record Search(Column condition, Column value) {}

    Offenders(Dataset<Row> table, TableSource source, Optional<String> where, MissingValues missing) {
        this.table = table;
        this.source = source;
        this.where = where;
        this.missing = missing;
    }

    void addLabel(Term label) {
        Column value = expr(label.number());
        add(label.name(), missing == MissingValues.DROP ? tooLarge(value) : unusable(value), expr(label.sql()));
    }

    void addWeight(Term weight) {
        Column value = expr(weight.number());
        Column bad = missing == MissingValues.DROP ? tooLarge(value) : unusable(value);
        add(weight.name(), bad.or(value.lt(0)), expr(weight.sql()));
    }

    void addNumber(Term feature) {
        Column value = expr(feature.number());
        add(feature.name(), missing == MissingValues.FAIL ? unusable(value) : tooLarge(value), expr(feature.sql()));
    }

    void addCategory(Term feature) {
        add(feature.name(), expr(Category.textOf(feature) + " IS NULL"), expr(feature.sql()));
    }

    /** The elements of a vector, by the names of all of them. */
    void addVector(Term features, List<String> names) {
        vector = Optional.of(features);
        elements = names;
    }

    private Optional<Search> search(String name) {
        if (searches.containsKey(name) || vector.isEmpty() || !elements.contains(name)) {
            return Optional.ofNullable(searches.get(name));
        }
        Column value = udf(new Element(elements.indexOf(name)), DataTypes.DoubleType)
                .apply(expr(vector.get().sql()));
        return Optional.of(new Search(missing == MissingValues.FAIL ? unusable(value) : tooLarge(value), value));
    }

    private void add(String name, Column condition, Column value) {
        searches.putIfAbsent(name, new Search(condition, value));
    }

    private static Column unusable(Column value) {
        return value.isNull().or(value.isNaN()).or(magnitude(value).gt(LARGEST));
    }

    private static Column tooLarge(Column value) {
        return magnitude(value).gt(LARGEST).and(magnitude(value).lt(Double.POSITIVE_INFINITY));
    }

    private static Column magnitude(Column value) {
        return org.apache.spark.sql.functions.abs(value);
    }

    /** The same with the value and the place of the first offending row, where one is found. */
    DataException explain(DataException e) {
        Optional<Search> search = search(e.column());
        if (search.isEmpty()) {
            return e;
        }
        try {
            return TableRow.first(
                            table,
                            source,
                            where,
                            search.get().condition(),
                            search.get().value())
                    .map(row ->
                            new DataException(e.getMessage() + "; the first is " + row.value() + row.in(), e.column()))
                    .orElse(e);
        } catch (Exception failure) { // the message stands without
            e.addSuppressed(failure);
            return e;
        }
    }

    private static final class Element implements UDF1<Vector, Double> {
        private static final long serialVersionUID = 1L;

        private final int index;

        Element(int index) {
            this.index = index;
        }

        @Override
        public Double call(Vector vector) {
            return vector == null ? null : vector.apply(index);
        }
    }
}
