package io.descent.ml;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.ArrayTable;
import io.descent.linalg.PlainAlgebra;
import io.descent.training.IterationRecord;
import io.descent.training.States;
import io.descent.training.TrainingListener;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.ml.evaluation.RegressionEvaluator;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** The estimator under Spark ML's search over params. */
class DescentCrossValidationTest {

    private final double[][] x = PlainAlgebra.gaussian(new Random(1), 60, 2);
    private final double[] y = new double[60];

    DescentCrossValidationTest() {
        Random random = new Random(2);
        for (int i = 0; i < y.length; i++) {
            y[i] = 1 + 2 * x[i][0] - x[i][1] + 0.1 * random.nextGaussian();
        }
    }

    @Test
    void fit_gridOfRegParam_takesTheOneThatPredictsBest() {
        Dataset<Row> table = ArrayTable.vectors(x, y).table();
        DescentRegressor regressor = new DescentRegressor().setPrecision("double");
        ParamMap[] grid = new ParamGridBuilder()
                .addGrid(regressor.regParam(), new double[] {10, 1e-4, 1})
                .build();
        CrossValidatorModel model = new CrossValidator()
                .setEstimator(regressor)
                .setEstimatorParamMaps(grid)
                .setEvaluator(new RegressionEvaluator().setMetricName("rmse"))
                .setNumFolds(2)
                .setSeed(1)
                .fit(table);
        double[] errors = model.avgMetrics();
        assertThat(errors[1]).isBetween(0.05, 0.2);
        assertThat(errors[2]).isGreaterThan(errors[1]);
        assertThat(errors[0]).isGreaterThan(errors[2]);

        DescentRegressionModel best = (DescentRegressionModel) model.bestModel();
        DescentRegressionModel expected = regressor.setRegParam(1e-4).fit(table);
        assertThat(best.coefficients()).isEqualTo(expected.coefficients());
        assertThat(((DescentRegressor) best.parent()).getOrDefault(regressor.regParam()))
                .isEqualTo(1e-4);
    }

    /** Copies, which Spark ML makes for each set of params, tell the same listeners. */
    @Test
    void fit_severalParamMaps_tellsTheListenersOfEach() {
        AtomicInteger starts = new AtomicInteger();
        AtomicInteger firsts = new AtomicInteger();
        DescentRegressor regressor = new DescentRegressor().addListener(new TrainingListener() {
            @Override
            public void started(TrainingStart start) {
                starts.incrementAndGet();
            }

            @Override
            public void iterationEnded(IterationRecord record) {
                firsts.addAndGet(record.iteration() == 0 ? 1 : 0);
            }
        });
        List<ParamMap> maps = List.of(
                ParamMap.empty().put(regressor.regParam().w(0.1)),
                ParamMap.empty().put(regressor.regParam().w(1)));
        Dataset<Row> table = ArrayTable.vectors(x, y).table();
        for (ParamMap map : maps) {
            regressor.fit(table, map);
        }
        assertThat(starts).hasValue(2);
        assertThat(firsts).hasValue(2);
    }

    /** A copy, which Spark ML makes for a set of params, keeps and goes on from the same states. */
    @Test
    void fit_checkpoints_areThoseOfCopiesToo() {
        States states = new States();
        DescentRegressor regressor = new DescentRegressor().setCheckpoints(states);
        Dataset<Row> table = ArrayTable.vectors(x, y).table();
        DescentRegressionModel model =
                regressor.fit(table, ParamMap.empty().put(regressor.maxIter().w(9)));
        assertThat(states.all()).hasSize(model.summary().orElseThrow().iterations() + 1);

        States resumed = new States().startFrom(states.all().get(1));
        DescentRegressionModel same = regressor.setCheckpoints(resumed).fit(table);
        assertThat(same.coefficients().toArray()).isEqualTo(model.coefficients().toArray());
        assertThat(resumed.data()).isEqualTo(states.data());
        assertThat(resumed.all()).hasSize(model.summary().orElseThrow().iterations() - 1);
    }
}
