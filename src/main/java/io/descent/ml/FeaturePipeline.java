package io.descent.ml;

import io.descent.spark.DataException;
import io.descent.spark.SparkReason;
import io.descent.spark.TableReader;
import io.descent.spark.TableSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Finds labels, weight and features in a table, and makes the stages that turn its rows into examples. */
public final class FeaturePipeline {
    private final Dataset<Row> table;
    private final TableSource source;
    private final ExampleSpec spec;
    private final List<String> warnings = new ArrayList<>();

    private FeaturePipeline(Dataset<Row> table, TableSource source, ExampleSpec spec) {
        this.table = table;
        this.source = source;
        this.spec = spec;
    }

    /**
     * Prepares a table for a fit. Makes a pass over it only to collect the values of categories, and the means for
     * {@link MissingValues#MEAN}; one for both.
     *
     * @param table as {@link TableReader} gave it
     * @throws DataException if the table has not what {@code spec} asks for
     */
    public static PreparedExamples prepare(Dataset<Row> table, TableSource source, ExampleSpec spec) {
        return explained(table, source, new FeaturePipeline(table, source, spec)::features);
    }

    /**
     * Prepares a table for a model that is there already: condition, labels and weight, but no stages, and nothing that
     * would need a pass. Features are not looked for.
     *
     * @param table as {@link TableReader} gave it
     * @throws DataException if the table has not what {@code spec} asks for
     */
    public static PreparedExamples labelled(Dataset<Row> table, TableSource source, ExampleSpec spec) {
        return explained(table, source, new FeaturePipeline(table, source, spec)::labels);
    }

    private static PreparedExamples explained(
            Dataset<Row> table, TableSource source, Supplier<PreparedExamples> preparation) {
        try {
            return preparation.get();
        } catch (DataException e) {
            throw e;
        } catch (Exception e) { // Spark throws checked exceptions that it does not declare
            Optional<DataException> fault = TableReader.fault(table.sparkSession(), source, e);
            throw fault.orElseThrow(
                    () -> e instanceof RuntimeException known ? known : new IllegalStateException(e.getMessage(), e));
        }
    }

    private PreparedExamples labels() {
        Dataset<Row> kept = kept();
        ExampleTerms terms = ExampleTerms.ofLabels(kept, spec, texts());
        LabelledRows rows = LabelledRows.of(kept, terms, spec.validation());
        return new PreparedExamples(
                rows, source, FeatureStages.Features.NONE, List.of(), spec.missing(), warnings, offenders(terms));
    }

    private PreparedExamples features() {
        Dataset<Row> kept = kept();
        ExampleTerms terms = ExampleTerms.of(kept, spec, texts(), warnings);
        LabelledRows rows = LabelledRows.of(kept, terms, spec.validation());
        return terms.vector().isPresent() ? vector(rows, terms) : columns(rows, terms);
    }

    private PreparedExamples vector(LabelledRows rows, ExampleTerms terms) {
        Term vector = terms.vector().orElseThrow();
        if (spec.missing() == MissingValues.MEAN) {
            throw new DataException(Setting.MISSING + " = mean needs numeric columns, but " + Setting.VECTOR + " is '"
                    + vector.name() + "'");
        }
        VectorNames names = VectorNames.of(rows.examples(), vector.column().orElseThrow());
        Offenders offenders = offenders(terms);
        offenders.addVector(vector, names.all());
        FeatureStages.Features features =
                new FeatureStages.Features(List.of(), List.of(), vector.column(), names.given());
        return new PreparedExamples(rows, source, features, names.all(), spec.missing(), warnings, offenders);
    }

    private PreparedExamples columns(LabelledRows rows, ExampleTerms terms) {
        Offenders offenders = offenders(terms);
        FeatureSurvey survey = new FeatureSurvey(rows, terms, spec, offenders, warnings);
        List<Category> categories = survey.categories();
        FeatureStages.Features features = FeatureStages.of(
                table.sparkSession(), rows.prefix(), spec.missing(), terms.numeric(), categories, survey.means());
        List<String> names = names(terms.numeric(), categories);
        return new PreparedExamples(rows, source, features, names, spec.missing(), warnings, offenders);
    }

    private Dataset<Row> kept() {
        if (spec.where().isEmpty()) {
            return table;
        }
        try {
            return table.filter(spec.where().get());
        } catch (Exception e) { // Spark throws checked exceptions that it does not declare
            throw new DataException(Setting.WHERE + " must be a Spark SQL condition on the data, but is '"
                    + spec.where().get() + "': " + SparkReason.of(e));
        }
    }

    private TextNumbers texts() {
        return new TextNumbers(table, source, spec.where());
    }

    private Offenders offenders(ExampleTerms terms) {
        Offenders offenders = new Offenders(table, source, spec.where(), spec.missing());
        terms.labels().forEach(offenders::addLabel);
        terms.weight().ifPresent(offenders::addWeight);
        terms.numeric().forEach(offenders::addNumber);
        terms.categorical().forEach(offenders::addCategory);
        return offenders;
    }

    private static List<String> names(List<Term> numeric, List<Category> categories) {
        List<String> names = new ArrayList<>();
        numeric.forEach(term -> names.add(term.name()));
        categories.forEach(category -> names.addAll(category.featureNames()));
        Set<String> once = new TreeSet<>();
        List<String> twice = names.stream().filter(name -> !once.add(name)).toList();
        if (!twice.isEmpty()) {
            throw new DataException("features must have different names, but more than one is " + NearNames.list(twice)
                    + "; AS gives an expression a name");
        }
        return names;
    }
}
