package io.descent.ml;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Runs prepared examples through their stages, and through a fit. */
final class Fits {
    private Fits() {}

    static PipelineModel pipeline(PreparedExamples prepared) {
        DescentRegressor regressor = new DescentRegressor().setPrecision("double");
        prepared.configure(regressor);
        List<PipelineStage> stages = new ArrayList<>(prepared.stages());
        stages.add(regressor);
        return new Pipeline().setStages(stages.toArray(new PipelineStage[0])).fit(prepared.examples());
    }

    static DescentRegressionModel model(PipelineModel pipeline) {
        return (DescentRegressionModel) pipeline.stages()[pipeline.stages().length - 1];
    }

    /** The features of each row as the regressor sees them; NaN for null. */
    static List<double[]> features(PreparedExamples prepared) {
        DescentRegressor regressor = new DescentRegressor();
        prepared.configure(regressor);
        Dataset<Row> table = new Pipeline()
                .setStages(prepared.stages().toArray(new PipelineStage[0]))
                .fit(prepared.examples())
                .transform(prepared.examples());
        if (!regressor.isDefined(regressor.featuresCols())) {
            return table.select(regressor.getOrDefault(regressor.featuresCol())).collectAsList().stream()
                    .map(row -> ((Vector) row.get(0)).toArray())
                    .toList();
        }
        Column[] columns = Arrays.stream(regressor.getOrDefault(regressor.featuresCols()))
                .map(name -> col(name))
                .toArray(Column[]::new);
        return table.select(array(columns)).collectAsList().stream()
                .map(row -> row.<Double>getList(0).stream()
                        .mapToDouble(value -> value == null ? Double.NaN : value)
                        .toArray())
                .toList();
    }
}
