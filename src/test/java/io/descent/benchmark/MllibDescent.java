package io.descent.benchmark;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.mllib.linalg.Vector;
import org.apache.spark.mllib.linalg.Vectors;
import org.apache.spark.mllib.optimization.GradientDescent;
import org.apache.spark.mllib.optimization.LeastSquaresGradient;
import org.apache.spark.mllib.optimization.SimpleUpdater;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * Spark's own gradient descent, {@code org.apache.spark.mllib.optimization.GradientDescent}, over a cached RDD of labels
 * and vectors: least squares without penalty, all rows in each iteration.
 */
final class MllibDescent implements AutoCloseable {
    private static final double STEP = 1e-4;
    private static final int WARM_UP = 1;
    private static final int ITERATIONS = 4;

    private final JavaRDD<Tuple2<Object, Vector>> examples;
    private final Vector start;

    /**
     * Caches a table.
     *
     * @param table with the columns {@code label} and {@code features}
     */
    MllibDescent(Dataset<Row> table, int features) {
        examples = table.select("label", "features")
                .javaRDD()
                .map(row -> new Tuple2<Object, Vector>(
                        row.getDouble(0), Vectors.fromML((org.apache.spark.ml.linalg.Vector) row.get(1))));
        examples.persist(StorageLevel.MEMORY_AND_DISK());
        examples.count();
        start = Vectors.dense(new double[features]);
    }

    int partitions() {
        return examples.getNumPartitions();
    }

    /** The seconds of one iteration: the median of some, without the first and what comes before it. */
    double secondsPerIteration() {
        Clock clock = new Clock();
        GradientDescent.runMiniBatchSGD(
                examples.rdd(), new LeastSquaresGradient(), clock, STEP, WARM_UP + ITERATIONS, 0.0, 1.0, start, 0.0);
        List<Double> seconds = new ArrayList<>();
        for (int i = clock.steps.size() - ITERATIONS; i < clock.steps.size(); i++) {
            seconds.add((clock.steps.get(i) - clock.steps.get(i - 1)) / 1e9);
        }
        return new Samples(seconds).median();
    }

    /** Looks at the time whenever the driver takes a step. */
    private static final class Clock extends SimpleUpdater {
        private static final long serialVersionUID = 1L;

        private final List<Long> steps = new ArrayList<>();

        @Override
        public Tuple2<Vector, Object> compute(
                Vector weights, Vector gradient, double stepSize, int iteration, double regParam) {
            steps.add(System.nanoTime());
            return super.compute(weights, gradient, stepSize, iteration, regParam);
        }
    }

    @Override
    public void close() {
        examples.unpersist(true);
    }
}
