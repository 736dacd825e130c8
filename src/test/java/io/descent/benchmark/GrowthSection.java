package io.descent.benchmark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** How the time of an iteration grows with rows, with features and with partitions. */
final class GrowthSection implements Section {
    private static final int PARTITIONS_OF_CORE = 2;
    private static final int RUNS = 2;

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public void run(Bench bench) throws Exception {
        Sizes sizes = bench.sizes();
        int partitions = PARTITIONS_OF_CORE * bench.threads();
        Shape whole = sizes.hundred();
        Map<String, Case> rows = new LinkedHashMap<>();
        for (int part : List.of(4, 2, 1)) {
            Shape shape = Shape.dense(whole.rows() / part, whole.features());
            rows.put("rows: " + shape, new Case(shape, partitions));
        }
        measure(bench, rows);
        Map<String, Case> features = new LinkedHashMap<>();
        for (int d : sizes.features()) {
            Shape shape = Shape.ofBytes(sizes.growthBytes(), d);
            features.put("features: " + shape, new Case(shape, partitions));
        }
        measure(bench, features);
        Map<String, Case> slices = new LinkedHashMap<>();
        Shape fixed = Shape.ofBytes(sizes.growthBytes(), 100);
        for (int p : List.of(1, 2, 4, 16, 64)) {
            slices.put("partitions: " + p + ", " + fixed, new Case(fixed, p));
        }
        measure(bench, slices);
    }

    private record Case(Shape shape, int partitions) {
        String note() {
            return partitions == 1 ? "1 partition" : partitions + " partitions";
        }
    }

    private void measure(Bench bench, Map<String, Case> cases) throws Exception {
        Rivals rivals = new Rivals();
        cases.forEach((label, one) -> {
            Dataset<Row> table = bench.tables().made(one.shape(), one.partitions());
            rivals.add(label, () -> Iterations.of(table, bench.sizes().iterations(), Tables.columns(one.shape()))
                    .seconds());
        });
        rivals.alternate(0, Math.min(RUNS, bench.sizes().fits())).forEach((label, seconds) -> bench.report()
                .add(
                        name(),
                        label,
                        "ms",
                        seconds.map(s -> 1000 * s),
                        cases.get(label).note()));
    }
}
