package io.descent.ml;

import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;
import scala.Function1;

/** The params that the estimator and its model share: which columns are what. */
final class ColumnParams {

    final Param<String> featuresCol;
    final StringArrayParam featuresCols;
    final StringArrayParam featureNames;
    final Param<String> labelCol;
    final StringArrayParam labelCols;
    final StringArrayParam labelNames;
    final Param<String> weightCol;
    final Param<String> predictionCol;
    final Param<String> handleInvalid;

    ColumnParams(Params owner) {
        featuresCol = new Param<>(owner, "featuresCol", "the vector column of the features, dense or sparse");
        featuresCols = new StringArrayParam(
                owner, "featuresCols", "numeric columns of the features, instead of a vector column");
        featureNames = new StringArrayParam(owner, "featureNames", "names for the features in messages and summaries");
        labelCol = new Param<>(owner, "labelCol", "the numeric column of the label");
        labelCols = new StringArrayParam(owner, "labelCols", "numeric columns of several labels, instead of labelCol");
        labelNames = new StringArrayParam(owner, "labelNames", "names for the labels in messages and for later fits");
        weightCol = new Param<>(owner, "weightCol", "the numeric column of the weights; all 1 where not set");
        predictionCol = new Param<>(owner, "predictionCol", "the column that predictions go into");
        handleInvalid = new Param<>(
                owner,
                "handleInvalid",
                "rows with a missing or infinite value: 'error' refuses them; 'skip' leaves them out"
                        + " of the fit and predicts null",
                oneOf("error", "skip"));
    }

    static Function1<String, Object> oneOf(String... allowed) {
        return ParamValidators.inArray(allowed);
    }
}
