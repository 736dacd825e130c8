package io.descent.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Whole fits beside Spark ML's LinearRegression: from a cached table, and from Parquet. */
final class FitSection implements Section {
    private static final List<String> SOLVERS = List.of("l-bfgs", "normal", "auto");

    /** Spark ML's other solvers refuse more. */
    private static final int NORMAL_FEATURES = 4096;

    @Override
    public String name() {
        return "fit";
    }

    @Override
    public void run(Bench bench) throws Exception {
        Sizes sizes = bench.sizes();
        cached(bench, sizes.ten(), Optional.empty());
        cached(bench, sizes.hundred(), Optional.of(Goal.atLeast(5)));
        parquet(bench, sizes.hundred(), Optional.of(Goal.atLeast(2)));
        cached(bench, sizes.sparse(), Optional.empty());
    }

    private void cached(Bench bench, Shape shape, Optional<Goal> goal) throws Exception {
        cached(bench, name(), "cached " + shape, bench.tables().vectors(shape), shape.features(), 0, goal);
    }

    /** All contestants on the same cached table. */
    static void cached(
            Bench bench,
            String section,
            String label,
            Dataset<Row> source,
            int features,
            double lambda,
            Optional<Goal> goal)
            throws Exception {
        Dataset<Row> table = source.cache();
        try {
            table.count();
            List<String> solvers = features <= NORMAL_FEATURES ? SOLVERS : List.of("l-bfgs");
            List<Contestant> contestants = new ArrayList<>();
            contestants.add(Contestant.descent(table, lambda, "features"));
            solvers.forEach(solver -> contestants.add(Contestant.sparkMl(table, lambda, solver)));
            Fitted reference = solvers.contains("normal")
                    ? Contestant.sparkMl(table, lambda, "normal").fitting().fit(1e-6)
                    : Contestant.exact(table, lambda, "features");
            new Contest(section, label, new LeastSquares(table, lambda), reference, contestants).run(bench, goal);
        } finally {
            table.unpersist(true);
        }
    }

    /** All contestants on the same files. */
    private void parquet(Bench bench, Shape shape, Optional<Goal> goal) throws Exception {
        Dataset<Row> table = bench.tables().stored(shape);
        String[] features = Tables.columns(shape);
        List<Contestant> contestants = new ArrayList<>();
        contestants.add(Contestant.descent(table, 0, features));
        SOLVERS.forEach(solver -> contestants.add(Contestant.sparkMlOnColumns(table, solver, features)));
        Fitted reference =
                Contestant.sparkMlOnColumns(table, "normal", features).fitting().fit(1e-6);
        LeastSquares objective = new LeastSquares(bench.tables().vectors(shape), 0);
        new Contest(name(), "Parquet " + shape, objective, reference, contestants).run(bench, goal);
    }
}
