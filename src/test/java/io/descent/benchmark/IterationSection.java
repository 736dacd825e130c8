package io.descent.benchmark;

import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One iteration on Spark: beside reading the memory, beside mllib's gradient descent, and beside an empty job. */
final class IterationSection implements Section {
    private static final String READ = "read";
    private static final String OURS = "ours";
    private static final String MLLIB = "mllib";
    private static final String EMPTY = "empty";
    private static final int TINY_FACTOR = 4;

    @Override
    public String name() {
        return "iteration";
    }

    @Override
    public void run(Bench bench) throws Exception {
        Sizes sizes = bench.sizes();
        beside(bench, sizes.ten(), Optional.empty(), Optional.empty());
        int partitions = beside(bench, sizes.hundred(), Optional.of(Goal.atLeast(0.45)), Optional.of(Goal.atLeast(10)));
        beside(bench, sizes.thousand(), Optional.empty(), Optional.empty());
        beside(bench, sizes.sparse(), Optional.empty(), Optional.of(Goal.atLeast(3)));
        for (int features : sizes.features()) {
            fixedCost(bench, Shape.dense(sizes.tinyRows(), features), partitions);
        }
    }

    /** Returns the number of partitions that Spark reads the table into. */
    private int beside(Bench bench, Shape shape, Optional<Goal> readGoal, Optional<Goal> mllibGoal) throws Exception {
        Sizes sizes = bench.sizes();
        Dataset<Row> stored = bench.tables().stored(shape);
        String[] features = shape.isSparse() ? new String[] {"features"} : Tables.columns(shape);
        try (MllibDescent mllib = new MllibDescent(bench.tables().vectors(shape), shape.features())) {
            long[] bytes = new long[1];
            Map<String, Samples> samples = new Rivals()
                    .add(READ, bench.read()::gigabytesPerSecond)
                    .add(OURS, () -> {
                        Iterations ours = Iterations.of(stored, sizes.iterations(), features);
                        bytes[0] = ours.passBytes();
                        return ours.seconds();
                    })
                    .add(MLLIB, mllib::secondsPerIteration)
                    .alternate(sizes.warmUps(), sizes.fits());
            Samples seconds = samples.get(OURS);
            Samples rate = seconds.map(s -> bytes[0] / s / 1e9);
            Report report = bench.report();
            String label = shape.toString();
            report.add(name(), label, "ms", milliseconds(seconds), mllib.partitions() + " partitions");
            report.add(name(), label + ", rate", "GB/s", rate, "");
            add(report, label + ", share of reading", Samples.ratio(rate, samples.get(READ)), readGoal);
            report.add(
                    name(), label + ", mllib", "ms", milliseconds(samples.get(MLLIB)), "GradientDescent, cached RDD");
            add(report, label + ", faster than mllib", Samples.ratio(samples.get(MLLIB), seconds), mllibGoal);
            return mllib.partitions();
        }
    }

    private void fixedCost(Bench bench, Shape shape, int partitions) throws Exception {
        Sizes sizes = bench.sizes();
        int passes = TINY_FACTOR * sizes.iterations();
        Dataset<Row> table = bench.tables().made(shape, partitions).cache();
        try (EmptyPass empty = new EmptyPass(bench.session(), shape.features(), partitions)) {
            Map<String, Samples> samples = new Rivals()
                    .add(OURS, () -> Iterations.of(table, passes, Tables.columns(shape))
                            .seconds())
                    .add(EMPTY, () -> empty.seconds(passes))
                    .alternate(sizes.warmUps(), sizes.runs());
            String label = "fixed cost, " + shape;
            Report report = bench.report();
            report.add(name(), label, "ms", milliseconds(samples.get(OURS)), partitions + " partitions");
            report.add(name(), label + ", empty job", "ms", milliseconds(samples.get(EMPTY)), "");
            Samples share = Samples.ratio(samples.get(OURS), samples.get(EMPTY));
            report.add(name(), label + ", against empty job", "×", share, Goal.atMost(1.3), "");
        } finally {
            table.unpersist(true);
        }
    }

    private void add(Report report, String figure, Samples samples, Optional<Goal> goal) {
        goal.ifPresentOrElse(
                wanted -> report.add(name(), figure, "×", samples, wanted, ""),
                () -> report.add(name(), figure, "×", samples, ""));
    }

    private static Samples milliseconds(Samples seconds) {
        return seconds.map(s -> 1000 * s);
    }
}
