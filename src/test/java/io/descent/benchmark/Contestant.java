package io.descent.benchmark;

import static org.apache.spark.sql.functions.stddev_samp;

import io.descent.ml.DescentRegressionModel;
import io.descent.ml.DescentRegressor;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A way to fit a table, all but its tolerance.
 *
 * @param tolerances its own default first, then tighter ones
 */
record Contestant(String name, List<Double> tolerances, Fitting fitting) {
    static final String OURS = "Descent";

    /** As many as it takes: the tolerance is to end a fit. */
    private static final int ITERATIONS = 1000;

    /** Fits to a tolerance. */
    interface Fitting {
        Fitted fit(double tolerance);
    }

    /** Descent with its defaults. */
    static Contestant descent(Dataset<Row> table, double lambda, String... features) {
        return new Contestant(
                OURS, List.of(1e-8, 1e-10, 1e-12), tolerance -> descend(table, lambda, "single", tolerance, features));
    }

    /** Descent in float64 to every digit: a reference. */
    static Fitted exact(Dataset<Row> table, double lambda, String... features) {
        return descend(table, lambda, "double", 1e-12, features);
    }

    private static Fitted descend(
            Dataset<Row> table, double lambda, String precision, double tolerance, String... features) {
        DescentRegressionModel model = new DescentRegressor()
                .setFeaturesCols(features)
                .setRegParam(lambda)
                .setPrecision(precision)
                .setTol(tolerance)
                .setMaxIter(ITERATIONS)
                .fit(table);
        return new Fitted(
                model.coefficients(),
                model.intercept(),
                model.summary().orElseThrow().iterations());
    }

    /**
     * Spark ML on a vector column. It divides a ridge's λ by the deviation of the labels, and therefore is given
     * as much more, so that all minimise the same J.
     */
    static Contestant sparkMl(Dataset<Row> table, double lambda, String solver) {
        double given = lambda == 0
                ? 0
                : lambda * table.agg(stddev_samp("label")).first().getDouble(0);
        return new Contestant(
                "Spark ML " + solver,
                tolerances(solver),
                tolerance -> fitted(regression(given, solver, tolerance).fit(table)));
    }

    /** Spark ML on numeric columns, through its assembler. */
    static Contestant sparkMlOnColumns(Dataset<Row> table, String solver, String... features) {
        return new Contestant("Spark ML " + solver, tolerances(solver), tolerance -> {
            VectorAssembler assembler =
                    new VectorAssembler().setInputCols(features).setOutputCol("features");
            PipelineModel model = new Pipeline()
                    .setStages(new PipelineStage[] {assembler, regression(0, solver, tolerance)})
                    .fit(table);
            return fitted((LinearRegressionModel) model.stages()[1]);
        });
    }

    private static List<Double> tolerances(String solver) {
        return solver.equals("l-bfgs") ? List.of(1e-6, 1e-8, 1e-10, 1e-12) : List.of(1e-6);
    }

    private static LinearRegression regression(double lambda, String solver, double tolerance) {
        return new LinearRegression()
                .setSolver(solver)
                .setRegParam(lambda)
                .setTol(tolerance)
                .setMaxIter(ITERATIONS);
    }

    private static Fitted fitted(LinearRegressionModel model) {
        return new Fitted(
                model.coefficients(), model.intercept(), model.summary().totalIterations());
    }
}
