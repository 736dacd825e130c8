package io.descent.ml;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.udf;

import io.descent.model.Parameters;
import io.descent.spark.Columns;
import io.descent.spark.ExampleColumns.FeatureForm;
import io.descent.training.TrainingSummary;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A fitted neuron, ŷ = W·x + b, with W and b in the units of the data. */
public final class DescentRegressionModel extends Model<DescentRegressionModel> implements MLWritable {

    private static final long serialVersionUID = 1L;

    private final String uid;
    private final ColumnParams columns;
    private Parameters parameters;
    private transient TrainingSummary summary;

    /** An empty model, to be loaded into. */
    public DescentRegressionModel() {
        this(Identifiable$.MODULE$.randomUID("descent"));
    }

    /** An empty model, to be loaded into. */
    public DescentRegressionModel(String uid) {
        this.uid = uid;
        columns = new ColumnParams(this);
        setDefault(columns.featuresCol, "features");
        setDefault(columns.labelCol, "label");
        setDefault(columns.predictionCol, "prediction");
        setDefault(columns.handleInvalid, "error");
    }

    DescentRegressionModel(String uid, Parameters parameters, TrainingSummary summary) {
        this(uid);
        this.parameters = parameters;
        this.summary = summary;
    }

    /** The reader that {@code load} and pipelines use. */
    public static MLReader<DescentRegressionModel> read() {
        return new ModelPersistence.Reader();
    }

    /** Loads a model that was saved. */
    public static DescentRegressionModel load(String path) {
        return read().load(path);
    }

    @Override
    public MLWriter write() {
        return new ModelPersistence.Writer(this);
    }

    @Override
    public String uid() {
        return uid;
    }

    /** W, (features), in units of the label for each unit of the feature. */
    public Vector coefficients() {
        return Vectors.dense(parameters().weights());
    }

    /** b, in units of the label. */
    public double intercept() {
        return parameters().bias();
    }

    /** The number of features. */
    public int numFeatures() {
        return parameters().network().features();
    }

    /** What came of the training; empty for a model that was loaded. */
    public Optional<TrainingSummary> summary() {
        return Optional.ofNullable(summary);
    }

    /** The prediction for one example, in the units of the data. */
    public double predict(Vector features) {
        return new Prediction(parameters(), Prediction.Invalid.ERROR, List.of()).call(features);
    }

    Parameters parameters() {
        if (parameters == null) {
            throw new IllegalStateException("the model must be fitted or loaded before it is used");
        }
        return parameters;
    }

    void setParameters(Parameters loaded) {
        this.parameters = loaded;
    }

    @Override
    public Dataset<Row> transform(Dataset<?> dataset) {
        transformSchema(dataset.schema(), true);
        Prediction prediction = new Prediction(
                parameters(),
                $(columns.handleInvalid).equals("skip") ? Prediction.Invalid.NULL : Prediction.Invalid.ERROR,
                names());
        Column predicted;
        if (Schemas.form(dataset.schema(), featureColumns()) == FeatureForm.VECTOR_COLUMN) {
            predicted = udf(prediction, DataTypes.DoubleType)
                    .apply(Columns.named(featureColumns().get(0)));
        } else {
            Column[] numbers = featureColumns().stream()
                    .map(name -> Columns.named(name).cast("double"))
                    .toArray(Column[]::new);
            predicted = udf(prediction.ofNumbers(), DataTypes.DoubleType).apply(array(numbers));
        }
        return dataset.toDF().withColumn($(columns.predictionCol), predicted);
    }

    private List<String> featureColumns() {
        return isDefined(columns.featuresCols) ? List.of($(columns.featuresCols)) : List.of($(columns.featuresCol));
    }

    private List<String> names() {
        if (isDefined(columns.featureNames)) {
            return List.of($(columns.featureNames));
        }
        return isDefined(columns.featuresCols) ? List.of($(columns.featuresCols)) : List.of();
    }

    @Override
    public StructType transformSchema(StructType schema) {
        Schemas.form(schema, featureColumns());
        return Schemas.withPrediction(schema, $(columns.predictionCol));
    }

    @Override
    public DescentRegressionModel copy(ParamMap extra) {
        DescentRegressionModel copy = new DescentRegressionModel(uid, parameters, summary);
        return copyValues(copy, extra).setParent(parent());
    }

    @Override
    public String toString() {
        return "DescentRegressionModel: uid=" + uid + (parameters == null ? "" : ", numFeatures=" + numFeatures());
    }

    public Param<String> featuresCol() {
        return columns.featuresCol;
    }

    public DescentRegressionModel setFeaturesCol(String value) {
        set(columns.featuresCol, value);
        return this;
    }

    public StringArrayParam featuresCols() {
        return columns.featuresCols;
    }

    public StringArrayParam featureNames() {
        return columns.featureNames;
    }

    public Param<String> labelCol() {
        return columns.labelCol;
    }

    public Param<String> weightCol() {
        return columns.weightCol;
    }

    public Param<String> predictionCol() {
        return columns.predictionCol;
    }

    public DescentRegressionModel setPredictionCol(String value) {
        set(columns.predictionCol, value);
        return this;
    }

    public Param<String> handleInvalid() {
        return columns.handleInvalid;
    }

    public DescentRegressionModel setHandleInvalid(String value) {
        set(columns.handleInvalid, value);
        return this;
    }
}
