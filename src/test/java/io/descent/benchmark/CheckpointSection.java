package io.descent.benchmark;

import io.descent.ml.DescentRegressor;
import io.descent.storage.Checkpoints;
import io.descent.storage.IfExists;
import io.descent.storage.RunDirectory;
import io.descent.storage.RunSettings;
import io.descent.training.CheckpointStore;
import io.descent.training.IterationRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What a checkpoint after each ten iterations adds to the time of an iteration. */
final class CheckpointSection implements Section {
    private static final String WITH = "with";
    private static final String WITHOUT = "without";
    private static final int EVERY = 10;
    /** The first checkpoint also takes the fingerprint of the data, once. */
    private static final int FIRST = EVERY + 1;

    @Override
    public String name() {
        return "checkpoint";
    }

    @Override
    public void run(Bench bench) throws Exception {
        Sizes sizes = bench.sizes();
        Shape shape = sizes.hundred();
        Dataset<Row> table = bench.tables().stored(shape);
        String[] features = Tables.columns(shape);
        Path output = new Path(bench.options().output().resolve("checkpoints").toUri());
        Map<String, Samples> samples = new Rivals()
                .add(WITHOUT, () -> secondsPerIteration(table, features, CheckpointStore.NONE))
                .add(WITH, () -> withCheckpoints(table, features, output))
                .alternate(sizes.warmUps(), sizes.runs());
        Report report = bench.report();
        report.add(name(), shape + ", without", "ms", samples.get(WITHOUT).map(s -> 1000 * s), "mean of an iteration");
        report.add(
                name(), shape + ", each 10 iterations", "ms", samples.get(WITH).map(s -> 1000 * s), "");
        Samples ratio = Samples.ratio(samples.get(WITH), samples.get(WITHOUT));
        report.add(name(), shape + ", against without", "×", ratio, Goal.atMost(1.03), "");
    }

    private static double withCheckpoints(Dataset<Row> table, String[] features, Path output) {
        RunDirectory run =
                RunDirectory.prepare(output, IfExists.REPLACE, new RunSettings("{}"), new Configuration(false));
        try (Checkpoints checkpoints = new Checkpoints(
                run.checkpoints(Optional.empty(), 3, IfExists.REPLACE),
                (iterations, nanos) -> iterations >= EVERY,
                sentence -> {
                    throw new IllegalStateException(sentence);
                })) {
            return secondsPerIteration(table, features, checkpoints);
        } finally {
            run.discard();
        }
    }

    private static double secondsPerIteration(Dataset<Row> table, String[] features, CheckpointStore checkpoints) {
        int last = FIRST + 5 * EVERY;
        List<IterationRecord> records = new DescentRegressor()
                .setFeaturesCols(features)
                .setOptimizer("gradient-descent")
                .setStepSize(1e-4)
                .setTol(0)
                .setMaxIter(last)
                .setCheckpoints(checkpoints)
                .fit(table)
                .summary()
                .orElseThrow()
                .history()
                .records();
        return (records.get(last).seconds() - records.get(FIRST).seconds()) / (last - FIRST);
    }
}
