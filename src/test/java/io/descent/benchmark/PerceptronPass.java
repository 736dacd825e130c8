package io.descent.benchmark;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A pass of Spark ML's perceptron with two classes: the median time from one of its jobs to the next. Each evaluation of
 * its loss is one job, so that the further ones of a line search are passes of their own.
 */
final class PerceptronPass {
    static final int WARM_UP = 2;
    private static final int MOST_WAITS = 100;

    private final Dataset<Row> table;
    private final int[] layers;
    private final String solver;
    private final int block;

    /**
     * @param table with the columns {@code class} and {@code features}
     * @param block the rows whose activations are computed together
     */
    PerceptronPass(Dataset<Row> table, int[] hidden, String solver, int block) {
        this.table = table;
        int features = ((Vector) table.select("features").first().get(0)).size();
        this.layers = IntStream.concat(IntStream.concat(IntStream.of(features), IntStream.of(hidden)), IntStream.of(2))
                .toArray();
        this.solver = solver;
        this.block = block;
    }

    /** The seconds of a pass; the first ones do not count. Its own tolerance may end the fit sooner. */
    double seconds(int iterations) throws InterruptedException {
        MultilayerPerceptronClassifier classifier = new MultilayerPerceptronClassifier()
                .setLabelCol("class")
                .setLayers(layers)
                .setSolver(solver)
                .setBlockSize(block)
                .setSeed(42)
                .setMaxIter(WARM_UP + iterations);
        Clock clock = new Clock();
        SparkContext context = table.sparkSession().sparkContext();
        context.addSparkListener(clock);
        try {
            classifier.fit(table);
            for (int wait = 0; clock.starts.size() < WARM_UP + iterations && wait < MOST_WAITS; wait++) {
                Thread.sleep(10); // news come late
            }
        } finally {
            context.removeSparkListener(clock);
        }
        List<Long> starts = List.copyOf(clock.starts);
        return new Samples(IntStream.range(WARM_UP, starts.size())
                        .mapToObj(i -> (starts.get(i) - starts.get(i - 1)) / 1e3)
                        .toList())
                .median();
    }

    /** When each evaluation began, in milliseconds. */
    private static final class Clock extends SparkListener {
        private final List<Long> starts = new CopyOnWriteArrayList<>();

        @Override
        public void onJobStart(SparkListenerJobStart job) {
            if (job.stageInfos().head().name().startsWith("treeAggregate")) {
                starts.add(job.time());
            }
        }
    }
}
