package io.descent.benchmark;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;

import dev.ludovic.netlib.blas.JavaBLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import io.descent.ml.DescentRegressor;
import io.descent.training.IterationRecord;
import io.descent.training.TrainingSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A pass of a network over a cached table, beside Spark ML's {@code MultilayerPerceptronClassifier}. */
final class NetworkEpochs {
    private static final String BATCHES = "Descent, its mini-batches";
    private static final String FULL = "Descent, one batch";
    private static final String SIGMOID = "Descent, one batch, sigmoid";

    private static final int DEFAULT_BLOCK = 128;
    private static final String BLAS = blas();
    private static final int[] HIDDEN = {64, 64};

    private final Bench bench;
    private final String section;
    private final int iterations; // that count; the first ones of each fit do not

    NetworkEpochs(Bench bench, String section) {
        this.bench = bench;
        this.section = section;
        this.iterations = bench.sizes().iterations() / 2;
    }

    void run() throws Exception {
        Shape shape = bench.sizes().network();
        Dataset<Row> source = bench.tables().vectors(shape);
        double mean = source.agg(avg("label")).first().getDouble(0);
        Dataset<Row> table =
                source.withColumn("class", col("label").gt(mean).cast("double")).cache();
        try {
            table.count();
            measure(table, "epoch " + shape);
        } finally {
            table.unpersist(true);
        }
    }

    private void measure(Dataset<Row> table, String label) throws Exception {
        Map<String, String> notes = new LinkedHashMap<>();
        Rivals rivals = new Rivals()
                .add(BATCHES, () -> ours(table, 0, "relu", BATCHES, notes))
                .add(FULL, () -> ours(table, 1, "relu", FULL, notes))
                .add(SIGMOID, () -> ours(table, 1, "sigmoid", SIGMOID, notes));
        List<String> others = new ArrayList<>();
        for (String solver : bench.sizes().solvers()) {
            for (int block : bench.sizes().blocks()) {
                String name = "Spark ML " + solver + " " + block;
                others.add(name);
                notes.put(name, "blockSize " + block + (block == DEFAULT_BLOCK ? ", its default, " : ", ") + BLAS);
                PerceptronPass pass = new PerceptronPass(table, HIDDEN, solver, block);
                rivals.add(name, () -> pass.seconds(iterations));
            }
        }
        Map<String, Samples> seconds =
                rivals.alternate(bench.sizes().warmUps(), bench.sizes().fits());
        seconds.forEach((name, samples) ->
                bench.report().add(section, label + ", " + name, "ms", samples.map(s -> 1000 * s), notes.get(name)));
        String best = others.stream()
                .min(Comparator.comparingDouble(name -> seconds.get(name).median()))
                .orElseThrow();
        for (String name : List.of(BATCHES, FULL, SIGMOID)) {
            Samples ratio = Samples.ratio(seconds.get(best), seconds.get(name));
            String figure = label + ", " + name + ", faster than Spark ML";
            bench.report().add(section, figure, "×", ratio, Goal.atLeast(3), "its fastest here is " + best);
        }
    }

    /** The median seconds of an iteration, without the first ones. */
    private double ours(
            Dataset<Row> table, double fraction, String activation, String name, Map<String, String> notes) {
        TrainingSummary summary = new DescentRegressor()
                .setHiddenLayers(HIDDEN)
                .setActivation(activation)
                .setBatchFraction(fraction)
                .setTol(0)
                .setMaxIter(PerceptronPass.WARM_UP + iterations)
                .fit(table)
                .summary()
                .orElseThrow();
        List<IterationRecord> records = summary.history().records();
        List<Double> seconds = new ArrayList<>();
        for (int i = PerceptronPass.WARM_UP + 1; i < records.size(); i++) {
            seconds.add(records.get(i).seconds() - records.get(i - 1).seconds());
        }
        TrainingSummary.Batching batching = summary.batching().orElseThrow();
        notes.put(name, "steps: " + batching.batches() + ", shards: " + batching.shards());
        return new Samples(seconds).median();
    }

    /** What Spark ML multiplies by: the machine's library where there is one, else what Java can do. */
    private static String blas() {
        try {
            return NativeBLAS.getInstance().getClass().getSimpleName();
        } catch (RuntimeException | LinkageError e) {
            return JavaBLAS.getInstance().getClass().getSimpleName();
        }
    }
}
