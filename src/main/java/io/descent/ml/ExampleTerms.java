package io.descent.ml;

import io.descent.spark.DataException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;

/**
 * What the settings name in a table, checked against each other.
 *
 * @param labels at least one, in their order
 * @param numeric in their order; empty with a vector
 */
record ExampleTerms(
        List<Term> labels, Optional<Term> weight, List<Term> numeric, List<Term> categorical, Optional<Term> vector) {

    /**
     * Finds them.
     *
     * @param warnings to add to
     * @throws DataException naming all that is not there, or else the first that cannot be used
     */
    static ExampleTerms of(Dataset<Row> table, ExampleSpec spec, TextNumbers texts, List<String> warnings) {
        return new Finder(table, spec, texts, warnings).find();
    }

    /** Labels and weight, without features. */
    static ExampleTerms ofLabels(Dataset<Row> table, ExampleSpec spec, TextNumbers texts) {
        return new Finder(table, spec, texts, new ArrayList<>()).findLabels();
    }

    /** Labels, weight, then the features. */
    List<Term> all() {
        List<Term> all = new ArrayList<>(labels);
        weight.ifPresent(all::add);
        all.addAll(numeric);
        all.addAll(categorical);
        vector.ifPresent(all::add);
        return all;
    }

    private static final class Finder {
        private final Dataset<Row> table;
        private final ExampleSpec spec;
        private final TextNumbers texts;
        private final List<String> warnings;
        private final TermResolver terms;
        private final List<DataException> unknown = new ArrayList<>();

        Finder(Dataset<Row> table, ExampleSpec spec, TextNumbers texts, List<String> warnings) {
            this.table = table;
            this.spec = spec;
            this.texts = texts;
            this.warnings = warnings;
            this.terms = new TermResolver(table);
        }

        ExampleTerms find() {
            List<Term> labels = found(Setting.LABEL, spec.labels());
            Optional<Term> weight = spec.weight().flatMap(text -> found(Setting.WEIGHT, text));
            List<Term> numeric = found(Setting.NUMERIC, spec.numeric().orElse(List.of()));
            List<Term> categorical = found(Setting.CATEGORICAL, spec.categorical());
            Optional<Term> vector = spec.vector().flatMap(text -> found(Setting.VECTOR, text));
            List<Term> excluded = found(Setting.EXCLUDE, spec.exclude());
            refuseUnknown();

            checkLabels(labels);
            weight.ifPresent(term -> checkNumeric(term, "the weight"));
            numeric.forEach(term -> checkNumeric(term, "a feature of " + Setting.NUMERIC));
            vector.ifPresent(Finder::checkVector);
            categorical.forEach(Category::textOf);
            if (vector.isEmpty() && spec.numeric().isEmpty()) {
                Set<String> taken = new LinkedHashSet<>();
                weight.flatMap(Term::column).ifPresent(taken::add);
                categorical.forEach(term -> term.column().ifPresent(taken::add));
                excluded.forEach(term -> term.column().ifPresent(taken::add));
                numeric = new DefaultFeatures(texts, terms, warnings)
                        .choose(table.schema().fields(), labels, taken);
            }
            ExampleTerms found = new ExampleTerms(labels, weight, numeric, categorical, vector);
            found.checkApart(warnings);
            return found;
        }

        ExampleTerms findLabels() {
            List<Term> labels = found(Setting.LABEL, spec.labels());
            Optional<Term> weight = spec.weight().flatMap(text -> found(Setting.WEIGHT, text));
            refuseUnknown();
            checkLabels(labels);
            weight.ifPresent(term -> checkNumeric(term, "the weight"));
            return new ExampleTerms(labels, weight, List.of(), List.of(), Optional.empty());
        }

        private void checkLabels(List<Term> labels) {
            labels.forEach(label -> checkNumeric(label, labels.size() == 1 ? "the label" : "a label"));
            for (int k = 1; k < labels.size(); k++) {
                for (Term before : labels.subList(0, k)) {
                    checkApart(before, labels.get(k));
                }
            }
        }

        private static void checkApart(Term label, Term other) {
            if (other.sameAs(label)) {
                throw new DataException(
                        Setting.LABEL + " must list a label once, but '" + other.name() + "' is the same as '"
                                + label.name() + "'",
                        other.name());
            }
            if (other.name().equalsIgnoreCase(label.name())) {
                throw new DataException(
                        "labels must have different names, but more than one is '" + other.name()
                                + "'; AS gives an expression a name",
                        other.name());
            }
        }

        private List<Term> found(String setting, List<String> names) {
            return names.stream().flatMap(text -> found(setting, text).stream()).toList();
        }

        private Optional<Term> found(String setting, String text) {
            try {
                return Optional.of(terms.resolve(setting, text));
            } catch (DataException e) {
                unknown.add(e);
                return Optional.empty();
            }
        }

        private void refuseUnknown() {
            if (unknown.size() == 1) {
                throw unknown.get(0);
            }
            if (!unknown.isEmpty()) {
                throw new DataException(String.join(
                        "\n", unknown.stream().map(Throwable::getMessage).toList()));
            }
        }

        private void checkNumeric(Term term, String role) {
            if (term.type() instanceof NumericType) {
                return;
            }
            if (term.type() instanceof StringType) {
                throw texts.notNumeric(term, role);
            }
            throw new DataException(
                    role + " must be numeric, but " + (term.column().isPresent() ? "column '" : "'") + term.name()
                            + "' is " + term.type().simpleString(),
                    term.name());
        }

        private static void checkVector(Term term) {
            if (term.column().isEmpty() || !term.type().equals(SQLDataTypes.VectorType())) {
                throw new DataException(
                        Setting.VECTOR + " must be a column of Spark ML vectors, but '" + term.name() + "' is "
                                + (term.column().isEmpty()
                                        ? "an expression"
                                        : term.type().simpleString()),
                        term.name());
            }
        }
    }

    private void checkApart(List<String> warnings) {
        List<Term> features = new ArrayList<>(numeric);
        features.addAll(categorical);
        if (features.isEmpty() && vector.isEmpty()) {
            throw new DataException("there must be a feature, but no column is numeric beside the "
                    + (labels.size() == 1 ? "label " : "labels ")
                    + NearNames.list(labels.stream().map(Term::name).toList())
                    + (warnings.isEmpty() ? "" : "; " + String.join("; ", warnings)));
        }
        List<Term> others = new ArrayList<>(features);
        weight.ifPresent(others::add);
        for (Term other : others) {
            for (Term label : labels) {
                if (other.sameAs(label)) {
                    throw new DataException(
                            other.setting() + " must not name " + (labels.size() == 1 ? "the" : "a") + " label, but '"
                                    + other.name() + "' is the same as the label '" + label.name() + "'",
                            other.name());
                }
            }
        }
        for (Term feature : features) {
            for (Term label : labels) {
                if (label.column().isPresent()
                        && label.references().stream().anyMatch(feature.references()::contains)) {
                    warnings.add("feature '" + feature.name() + "' is computed from the label '" + label.name() + "'");
                }
            }
        }
    }
}
