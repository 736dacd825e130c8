package io.descent.benchmark;

import static org.apache.spark.sql.functions.col;

import io.descent.ml.DescentRegressionModel;
import io.descent.ml.DescentRegressor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.evaluation.RegressionEvaluator;
import org.apache.spark.ml.feature.RFormula;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * How well networks with the defaults predict rows that they have not seen, on real tables that are not part of the
 * project: the root mean squared error over the test rows, a fit for each seed. Test rows are those whose index, rows
 * with missing values left out, leaves 4 when divided by 5; or those of a file of their own.
 */
final class QualitySection implements Section {
    private static final int[] LAYERS = {64, 64};
    private static final int FOLDS = 5;
    private static final String TEST = "test";

    @Override
    public String name() {
        return "quality";
    }

    @Override
    public void run(Bench bench) {
        SparkSession session = bench.session();
        measure(
                bench,
                "concrete/concrete.csv",
                4.6,
                "compressive strength, MPa; least squares 11.8",
                file -> split(session, csv(session, file), "compressive_strength"));
        if (bench.sizes().seeds() == 1) {
            return; // the others take their time
        }
        measure(
                bench,
                "diamonds/diamonds.csv",
                600,
                "price, $; least squares 1,141",
                file -> split(session, csv(session, file), "price"));
        measure(
                bench,
                "california_housing/housing.csv",
                53_500,
                "house value, $; least squares 67,505",
                file -> split(session, csv(session, file), "median_house_value"));
        measure(
                bench,
                "coads/coads.parquet",
                0.51,
                "air temperature, °C; least squares 0.95",
                file -> split(session, session.read().parquet(file).na().drop(), "airt"));
        measure(
                bench,
                "merck_metab/metab_train.libsvm.gz",
                23.45,
                "metabolic stability; the goal is the ridge",
                file -> molecules(session, file)
                        .withColumn(TEST, functions.lit(false))
                        .unionByName(molecules(session, file.replace("_train", "_test"))
                                .withColumn(TEST, functions.lit(true))));
    }

    private interface Reader {
        Dataset<Row> read(String file);
    }

    private void measure(Bench bench, String file, double goal, String note, Reader reader) {
        Path path = RealSection.DATA.resolve(file);
        if (!Files.isReadable(path)) {
            bench.report().skip(name(), "there is no " + path.getFileName() + " in ../shared/data");
            return;
        }
        Dataset<Row> table = reader.read(path.toString()).cache();
        List<Double> errors = new ArrayList<>();
        for (int seed = 1; seed <= bench.sizes().seeds(); seed++) {
            DescentRegressionModel model = new DescentRegressor()
                    .setHiddenLayers(LAYERS)
                    .setSeed(seed)
                    .fit(table.filter(col(TEST).equalTo(false)));
            Dataset<Row> predicted = model.transform(table.filter(col(TEST)));
            errors.add(new RegressionEvaluator().setMetricName("rmse").evaluate(predicted));
        }
        table.unpersist();
        double mean = errors.stream().mapToDouble(each -> each).average().orElseThrow();
        String each = errors.stream().map(Numbers::text).toList().toString();
        bench.report()
                .add(
                        name(),
                        path.getParent().getFileName().toString(),
                        "RMSE",
                        Samples.of(mean),
                        Goal.atMost(goal),
                        note + "; mean of the seeds' " + each);
    }

    private static Dataset<Row> csv(SparkSession session, String file) {
        return session.read()
                .option("header", true)
                .option("inferSchema", true)
                .csv(file)
                .na()
                .drop();
    }

    private static Dataset<Row> molecules(SparkSession session, String file) {
        return session.read().format("libsvm").option("numFeatures", 4505).load(file);
    }

    /** Label, features and whether it is a test row; categories become a feature per value but one. */
    private static Dataset<Row> split(SparkSession session, Dataset<Row> table, String label) {
        StructType schema = table.schema().add(TEST, DataTypes.BooleanType);
        Dataset<Row> marked = session.createDataFrame(
                table.toJavaRDD().zipWithIndex().map(row -> marked(row._1(), row._2() % FOLDS == FOLDS - 1)), schema);
        return new RFormula()
                .setFormula(label + " ~ . - " + TEST)
                .fit(marked)
                .transform(marked)
                .select("label", "features", TEST);
    }

    private static Row marked(Row row, boolean test) {
        Object[] values = new Object[row.size() + 1];
        for (int i = 0; i < row.size(); i++) {
            values[i] = row.get(i);
        }
        values[row.size()] = test;
        return RowFactory.create(values);
    }
}
