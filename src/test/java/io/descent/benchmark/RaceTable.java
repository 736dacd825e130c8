package io.descent.benchmark;

import static org.apache.spark.sql.functions.col;

import io.descent.ml.DescentRegressor;
import io.descent.training.IterationRecord;
import io.descent.training.TrainingSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apache.spark.ml.feature.RFormula;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A real table as numbers in a CSV file without a header: label, 1 for validation or else 0, features. */
final class RaceTable {
    private static final int[] HIDDEN = {64, 64};

    /** Of so many rows, the last is for validation. */
    private static final int FOLDS = 5;

    private final SparkSession session;
    private final Path file;
    private final String[] features;
    private final int training; // rows

    private RaceTable(SparkSession session, Path file, int features, int rows) {
        this.session = session;
        this.file = file;
        this.features = IntStream.range(0, features).mapToObj(j -> "x" + j).toArray(String[]::new);
        this.training = rows - rows / FOLDS;
    }

    /** Why a table cannot be had, if so. */
    static Optional<String> obstacle(String file) {
        Path path = RealSection.DATA.resolve(file);
        return Files.isReadable(path)
                ? Optional.empty()
                : Optional.of("there is no " + path.getFileName() + " in ../shared/data");
    }

    /** Rows with missing values are left out, and of each category the value that is first in alphabetical order. */
    static RaceTable write(Bench bench, String file, String label) throws IOException {
        Dataset<Row> source = bench.session()
                .read()
                .option("header", true)
                .option("inferSchema", true)
                .csv(RealSection.DATA.resolve(file).toString())
                .na()
                .drop()
                .limit(bench.sizes().realRows());
        List<Row> rows = new RFormula()
                .setFormula(label + " ~ .")
                .setStringIndexerOrderType("alphabetDesc")
                .fit(source)
                .transform(source)
                .select("label", "features")
                .collectAsList();
        List<String> lines = new ArrayList<>();
        for (Row row : rows) {
            StringBuilder line = new StringBuilder().append(row.getDouble(0));
            line.append(',').append(lines.size() % FOLDS == FOLDS - 1 ? 1 : 0);
            for (double value : ((Vector) row.get(1)).toArray()) {
                line.append(',').append(value);
            }
            lines.add(line.toString());
        }
        Path written = bench.options().output().resolve("race-" + label + ".csv");
        Files.write(written, lines);
        return new RaceTable(bench.session(), written, ((Vector) rows.get(0).get(1)).size(), lines.size());
    }

    Path file() {
        return file;
    }

    /**
     * Settings of a fit.
     *
     * @param patience iterations without a smaller error until it stops; empty for its default
     * @param batch rows; empty for its default
     */
    record Plan(String name, int iterations, OptionalInt patience, OptionalInt batch) {}

    /** A whole fit, which goes on after it has come to the error. */
    Arrival fit(Plan plan, long seed, double rmse) {
        StructType schema =
                new StructType().add("label", DataTypes.DoubleType).add("validation", DataTypes.IntegerType);
        for (String feature : features) {
            schema = schema.add(feature, DataTypes.DoubleType);
        }
        Dataset<Row> table = session.read()
                .schema(schema)
                .csv(file.toString())
                .withColumn("validation", col("validation").equalTo(1));
        DescentRegressor regressor = new DescentRegressor()
                .setFeaturesCols(features)
                .setHiddenLayers(HIDDEN)
                .setValidationIndicatorCol("validation")
                .setMaxIter(plan.iterations())
                .setSeed(seed);
        plan.patience().ifPresent(regressor::setPatience);
        plan.batch().ifPresent(rows -> regressor.setBatchFraction(rows / (double) training));
        TrainingSummary summary = regressor.fit(table).summary().orElseThrow();
        TrainingSummary.Seconds seconds = summary.seconds();
        double reading = seconds.statistics() + seconds.load();
        double best = Double.POSITIVE_INFINITY;
        for (IterationRecord record : summary.history().records()) {
            double error = Math.sqrt(record.validationLoss().orElseThrow());
            if (error <= rmse) {
                return new Arrival(true, error, record.iteration(), reading, record.seconds());
            }
            best = Math.min(best, error);
        }
        return new Arrival(false, best, summary.iterations(), reading, seconds.descent());
    }
}
