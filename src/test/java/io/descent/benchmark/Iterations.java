package io.descent.benchmark;

import io.descent.ml.DescentRegressor;
import io.descent.training.IterationRecord;
import io.descent.training.TrainingListener;
import io.descent.training.TrainingSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.RDDInfo;

/**
 * Iterations of plain gradient descent as a user gets them: a fit with a step so small that it never converges, each
 * iteration one pass over the cached blocks.
 *
 * @param seconds the median of one iteration
 * @param passBytes what one pass reads, as the fit says
 * @param cachedBytes what Spark's storage says of the blocks during the fit
 */
record Iterations(double seconds, long passBytes, long cachedBytes) {
    private static final int WARM_UP = 2;

    /**
     * Fits to the column {@code label}.
     *
     * @param features numeric columns, or one vector column
     */
    static Iterations of(Dataset<Row> table, int iterations, String... features) {
        Storage storage = new Storage(table.sparkSession().sparkContext());
        TrainingSummary summary = new DescentRegressor()
                .setFeaturesCols(features)
                .setOptimizer("gradient-descent")
                .setStepSize(1e-4)
                .setTol(0)
                .setMaxIter(WARM_UP + iterations)
                .addListener(storage)
                .fit(table)
                .summary()
                .orElseThrow();
        List<IterationRecord> records = summary.history().records();
        if (records.size() <= WARM_UP + 1) {
            throw new IllegalStateException("the fit must not end by itself, but it did: " + summary.stopReason());
        }
        List<Double> seconds = new ArrayList<>();
        for (int i = WARM_UP + 1; i < records.size(); i++) {
            seconds.add(records.get(i).seconds() - records.get(i - 1).seconds());
        }
        return new Iterations(new Samples(seconds).median(), summary.bytesPerPass(), storage.bytes);
    }

    /** Asks Spark for the size of the blocks while they are there. */
    private static final class Storage implements TrainingListener {
        private final SparkContext context;
        private long bytes;

        Storage(SparkContext context) {
            this.context = context;
        }

        @Override
        public void iterationEnded(IterationRecord record) {
            if (record.iteration() == 0) {
                bytes = Stream.of(context.getRDDStorageInfo())
                        .filter(info -> "examples".equals(info.name())) // see SparkGradientSource
                        .mapToLong(Storage::size)
                        .sum();
            }
        }

        private static long size(RDDInfo info) {
            return info.memSize() + info.diskSize();
        }
    }
}
