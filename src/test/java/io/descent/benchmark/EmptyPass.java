package io.descent.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;

/**
 * What an iteration costs in Spark without any work: parameters are broadcast, one job over cached and all but empty
 * partitions sends as many numbers back from each, and the driver adds them.
 */
final class EmptyPass implements AutoCloseable {
    private final JavaSparkContext context;
    private final JavaRDD<Integer> partitions;
    private final int parameters;

    EmptyPass(SparkSession session, int features, int partitions) {
        this.context = JavaSparkContext.fromSparkContext(session.sparkContext());
        this.partitions = context.parallelize(Collections.nCopies(partitions, 1), partitions)
                .cache();
        this.partitions.count();
        this.parameters = features + 1;
    }

    /** The median of so many passes. */
    double seconds(int passes) throws Exception {
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < passes; i++) {
            seconds.add(Seconds.of(this::pass));
        }
        return new Samples(seconds).median();
    }

    private double[] pass() {
        double[] sum = new double[parameters];
        Broadcast<double[]> broadcast = context.broadcast(new double[parameters]);
        try {
            List<double[]> parts = partitions
                    .mapPartitions(rows ->
                            List.of(new double[broadcast.value().length]).iterator())
                    .collect();
            for (double[] part : parts) {
                for (int j = 0; j < sum.length; j++) {
                    sum[j] += part[j];
                }
            }
            return sum;
        } finally {
            broadcast.destroy();
        }
    }

    @Override
    public void close() {
        partitions.unpersist(true);
    }
}
