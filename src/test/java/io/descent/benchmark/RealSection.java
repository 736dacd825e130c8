package io.descent.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.ml.feature.RFormula;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Whole fits of real tables, which are not part of the project: they are read from {@code ../shared/data} beside it, and
 * left out where that is absent.
 */
final class RealSection implements Section {
    static final Path DATA = Path.of(System.getProperty("descent.basedir", "")).resolve("../shared/data");

    private static final long SEED = 42;

    /** More features than rows: without a penalty there is no one answer. */
    private static final double MOLECULES_LAMBDA = 0.1;

    private static final int MOLECULES_FEATURES = 9491;

    @Override
    public String name() {
        return "real";
    }

    @Override
    public void run(Bench bench) throws Exception {
        SparkSession session = bench.session();
        int rows = bench.sizes().realRows();
        fit(
                bench,
                "flights",
                DATA.resolve("flights_3m/flights-3m.parquet"),
                0,
                file -> flights(part(session.read().parquet(file), rows)));
        fit(
                bench,
                "molecules",
                DATA.resolve("merck_cyp/cyp_3a4_train.libsvm.gz"),
                MOLECULES_LAMBDA,
                file -> part(
                        session.read()
                                .format("libsvm")
                                .option("numFeatures", MOLECULES_FEATURES)
                                .load(file)
                                .repartition(bench.threads()),
                        rows));
    }

    /** About so many rows, from everywhere in the table. */
    private static Dataset<Row> part(Dataset<Row> table, int rows) {
        long all = table.count();
        return all <= rows ? table : table.sample(rows / (double) all, SEED);
    }

    /** Delays by distance, and by hour, month and weekday as categories. */
    private static Dataset<Row> flights(Dataset<Row> source) {
        Dataset<Row> table = source.selectExpr(
                "CAST(delay AS DOUBLE) AS delay",
                "CAST(distance AS DOUBLE) AS distance",
                "CAST(hour(date) AS STRING) AS hour",
                "CAST(month(date) AS STRING) AS month",
                "CAST(weekday(date) AS STRING) AS dow");
        return new RFormula()
                .setFormula("delay ~ distance + hour + month + dow")
                .fit(table)
                .transform(table)
                .select("label", "features");
    }

    private void fit(Bench bench, String label, Path file, double lambda, Function<String, Dataset<Row>> reader)
            throws Exception {
        if (!Files.isReadable(file)) {
            bench.report().skip(name(), label + ": there is no " + file.getFileName() + " in ../shared/data");
            return;
        }
        Dataset<Row> table = reader.apply(file.toString());
        int features = ((Vector) table.select("features").first().get(0)).size();
        String figure = label + " (" + Numbers.count(table.count()) + "×" + features
                + (lambda > 0 ? ", λ = " + Numbers.text(lambda) : "") + ")";
        FitSection.cached(bench, name(), figure, table, features, lambda, Optional.empty());
    }
}
