package io.descent.ml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.Imputer;
import org.apache.spark.ml.feature.OneHotEncoder;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.feature.StringIndexerModel;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.feature.VectorSizeHint;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The stages from a table's columns to features. The first projects each feature to a column of a safe name; the others
 * see only those. Where all features are numbers they stay columns; with categories they are assembled to a vector.
 */
final class FeatureStages {
    private final String prefix;
    private final MissingValues missing;
    private final List<Term> numeric;
    private final List<Category> categories;
    private final List<PipelineStage> stages = new ArrayList<>();

    private FeatureStages(String prefix, MissingValues missing, List<Term> numeric, List<Category> categories) {
        this.prefix = prefix;
        this.missing = missing;
        this.numeric = numeric;
        this.categories = categories;
    }

    /**
     * What the regressor is to use, and the stages that make it.
     *
     * @param columns numeric ones
     * @param vector a vector column, instead
     * @param named whether the features have other names than the regressor would make up
     */
    record Features(List<PipelineStage> stages, List<String> columns, Optional<String> vector, boolean named) {
        static final Features NONE = new Features(List.of(), List.of(), Optional.empty(), false);
    }

    /**
     * @param prefix that no column of the table begins with
     * @param categories each with two values or more
     * @param means of the numeric terms; used for {@link MissingValues#MEAN}
     */
    static Features of(
            SparkSession session,
            String prefix,
            MissingValues missing,
            List<Term> numeric,
            List<Category> categories,
            double[] means) {
        return new FeatureStages(prefix, missing, numeric, categories).build(session, means);
    }

    private Features build(SparkSession session, double[] means) {
        project();
        String[] numbers = columns("", numeric.size());
        if (missing == MissingValues.MEAN && numbers.length > 0) {
            numbers = impute(session, numbers, means);
        }
        if (categories.isEmpty()) {
            return new Features(stages, List.of(numbers), Optional.empty(), true);
        }
        String[] vectors = encode();
        if (missing == MissingValues.DROP) {
            vectors = emptyWhereUnknown(vectors);
        }
        String features = prefix + "features";
        stages.add(new VectorAssembler()
                .setInputCols(concat(numbers, vectors))
                .setOutputCol(features)
                .setHandleInvalid("keep")); // the regressor refuses or skips, and names what is missing
        return new Features(stages, List.of(), Optional.of(features), true);
    }

    private void project() {
        List<String> columns = new ArrayList<>();
        for (int j = 0; j < numeric.size(); j++) {
            Term term = numeric.get(j);
            String number = missing == MissingValues.MEAN ? term.finiteNumber() : term.number();
            columns.add(number + " AS " + prefix + j);
        }
        String from = "__THIS__";
        if (!categories.isEmpty()) { // each step in a SELECT of its own, so that Spark computes it once
            from = nested(from, k -> Category.textOf(categories.get(k).term()) + " AS " + text(k));
            columns.add(join(k -> categories.get(k).knownOrError(text(k)) + " AS " + category(k)));
        }
        if (!categories.isEmpty() && missing == MissingValues.DROP) {
            from = nested(from, k -> categories.get(k).knownOrNull(text(k)) + " AS " + known(k));
            columns.set(
                    columns.size() - 1,
                    join(k -> "coalesce(" + known(k) + ", " + categories.get(k).dropped() + ") AS " + category(k)));
        }
        stages.add(sql("SELECT *, " + String.join(", ", columns) + " FROM " + from));
    }

    private String nested(String from, IntFunction<String> column) {
        return "(SELECT *, " + join(column) + " FROM " + from + ")";
    }

    private String text(int k) {
        return prefix + "text_" + k;
    }

    private String known(int k) {
        return prefix + "known_" + k;
    }

    private String category(int k) {
        return prefix + "category_" + k;
    }

    /** Fitted to the means themselves, which do not depend on the order of rows as the stage's own would. */
    private String[] impute(SparkSession session, String[] numbers, double[] means) {
        StructType schema = new StructType();
        for (String name : numbers) {
            schema = schema.add(name, DataTypes.DoubleType);
        }
        Object[] values =
                IntStream.range(0, means.length).mapToObj(j -> means[j]).toArray();
        Dataset<Row> one = session.createDataFrame(List.of(RowFactory.create(values)), schema);
        String[] imputed = columns("imputed_", numbers.length);
        stages.add(new Imputer()
                .setInputCols(numbers)
                .setOutputCols(imputed)
                .setStrategy("mean")
                .fit(one));
        return imputed;
    }

    private String[] encode() {
        String[][] labels = categories.stream().map(Category::labels).toArray(String[][]::new);
        String[] indices = columns("index_", labels.length);
        String[] vectors = columns("vector_", labels.length);
        stages.add(new StringIndexerModel(labels)
                .setInputCols(columns("category_", labels.length))
                .setOutputCols(indices)
                .setHandleInvalid("error"));
        stages.add(new OneHotEncoder()
                .setInputCols(indices)
                .setOutputCols(vectors)
                .setDropLast(true)
                .setHandleInvalid("error"));
        return vectors;
    }

    /** A row whose category is missing or was not seen in training is kept, and has no features there. */
    private String[] emptyWhereUnknown(String[] vectors) {
        String[] known = columns("encoded_", vectors.length);
        stages.add(sql("SELECT *, "
                + join(k -> "CASE WHEN " + known(k) + " IS NOT NULL THEN " + vectors[k] + " END AS " + known[k])
                + " FROM __THIS__"));
        for (int k = 0; k < known.length; k++) {
            stages.add(new VectorSizeHint()
                    .setInputCol(known[k])
                    .setSize(categories.get(k).values().size() - 1)
                    .setHandleInvalid("optimistic"));
        }
        return known;
    }

    private String join(IntFunction<String> column) {
        return IntStream.range(0, categories.size()).mapToObj(column).collect(Collectors.joining(", "));
    }

    private String[] columns(String kind, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + kind + i).toArray(String[]::new);
    }

    private static SQLTransformer sql(String statement) {
        return new SQLTransformer().setStatement(statement);
    }

    private static String[] concat(String[] first, String[] second) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(second));
        return all.toArray(new String[0]);
    }
}
