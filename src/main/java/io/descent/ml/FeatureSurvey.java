package io.descent.ml;

import static org.apache.spark.sql.functions.expr;

import io.descent.spark.DataException;
import io.descent.spark.TableSurvey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;

/** What has to be known of the data before there can be stages: the categories' values, and the means. */
final class FeatureSurvey {
    /** A column with more values than this is no category. */
    private static final int MAX_CATEGORIES = 10_000;

    private final LabelledRows rows;
    private final ExampleTerms terms;
    private final ExampleSpec spec;
    private final Offenders offenders;
    private final List<String> warnings;
    private final TableSurvey survey; // null if nothing has to be known

    /** Makes one pass, if anything has to be known. */
    FeatureSurvey(LabelledRows rows, ExampleTerms terms, ExampleSpec spec, Offenders offenders, List<String> warnings) {
        this.rows = rows;
        this.terms = terms;
        this.spec = spec;
        this.offenders = offenders;
        this.warnings = warnings;
        List<Column> columns = new ArrayList<>();
        terms.categorical().forEach(term -> columns.add(expr(Category.textOf(term))));
        if (spec.missing() == MissingValues.MEAN) {
            terms.numeric().forEach(term -> columns.add(expr(toFit(term))));
        }
        survey = columns.isEmpty() ? null : survey(columns);
    }

    /** A number of a row that is not held out. */
    private String toFit(Term term) {
        return rows.heldOut()
                .map(heldOut -> "CASE WHEN NOT " + heldOut + " THEN " + term.finiteNumber() + " END")
                .orElse(term.finiteNumber());
    }

    private TableSurvey survey(List<Column> columns) {
        TableSurvey found = TableSurvey.of(
                rows.examples().select(columns.toArray(new Column[0])),
                terms.categorical().size(),
                MAX_CATEGORIES);
        if (found.rows() == 0) {
            throw new DataException("the data has no rows"
                    + spec.where().map(where -> " where " + where).orElse(""));
        }
        return found;
    }

    /**
     * The categorical terms of two values and more.
     *
     * @throws DataException if a value is missing that is neither dropped nor seen
     */
    List<Category> categories() {
        List<Category> categories = new ArrayList<>();
        for (int k = 0; k < terms.categorical().size(); k++) {
            Term term = terms.categorical().get(k);
            List<String> values = survey.values(k);
            checkMissing(term, survey.nulls(k));
            checkNumber(term, values.size());
            if (values.size() == 1) {
                warnings.add("column '" + term.name() + "' has one value only, '" + values.get(0)
                        + "', and gives no feature");
            } else {
                categories.add(new Category(term, values));
            }
        }
        if (categories.isEmpty() && terms.numeric().isEmpty()) {
            throw new DataException("there must be a feature, but " + String.join("; ", warnings));
        }
        return categories;
    }

    private void checkMissing(Term term, long nulls) {
        if (nulls > 0 && spec.missing() != MissingValues.DROP) {
            throw offenders.explain(new DataException(
                    String.format(
                            Locale.ROOT,
                            "column '%s' must have a category in each row, but in %d rows %d have none%s",
                            term.name(),
                            survey.rows(),
                            nulls,
                            spec.missing() == MissingValues.MEAN ? ", and a category has no mean" : ""),
                    term.name()));
        }
    }

    private void checkNumber(Term term, int values) {
        if (values > MAX_CATEGORIES) {
            throw new DataException(
                    String.format(
                            Locale.ROOT,
                            "a category must have at most %d values, but column '%s' has more",
                            MAX_CATEGORIES,
                            term.name()),
                    term.name());
        }
        if (values == 0) {
            throw new DataException(
                    "column '" + term.name() + "' must have a value, but has none in " + survey.rows() + " rows",
                    term.name());
        }
    }

    /** The means of the numeric terms over the rows that are not held out; none unless they are needed. */
    double[] means() {
        if (spec.missing() != MissingValues.MEAN) {
            return new double[0];
        }
        double[] means = new double[terms.numeric().size()];
        for (int j = 0; j < means.length; j++) {
            means[j] = survey.mean(j);
            if (survey.count(j) == 0) {
                String name = terms.numeric().get(j).name();
                throw new DataException(
                        Setting.MISSING + " = mean needs a finite value to take the mean of, but column '" + name
                                + "' has none in " + survey.rows() + " rows",
                        name);
            }
        }
        return means;
    }
}
