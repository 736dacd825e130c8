package io.descent.ml;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.udf;

import io.descent.model.Network;
import io.descent.model.Parameters;
import io.descent.spark.Columns;
import io.descent.spark.ExampleColumns.FeatureForm;
import io.descent.spark.StartModel;
import io.descent.training.TrainingSummary;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.linalg.DenseMatrix;
import org.apache.spark.ml.linalg.Matrix;
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
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * A fitted neuron, ŷ = W·x + b, or a network of layers of neurons, with W and b in the units of the data. One label is
 * predicted as a double; several as an array of doubles, in the order of the labels.
 */
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

    /**
     * W, (features), in units of the label for each unit of the feature.
     *
     * @throws UnsupportedOperationException if the model is not one linear neuron
     */
    public Vector coefficients() {
        return Vectors.dense(neuron("coefficients", "weights(layer)").weights());
    }

    /**
     * b, in units of the label.
     *
     * @throws UnsupportedOperationException if the model is not one linear neuron
     */
    public double intercept() {
        return neuron("intercept", "biases(layer)").bias();
    }

    private Parameters neuron(String view, String instead) {
        if (!network().isNeuron()) {
            throw new UnsupportedOperationException("only one linear neuron has " + view
                    + ", but the model is a network of " + network() + " neurons; " + instead
                    + " gives those of a layer");
        }
        return parameters();
    }

    /** The shape: the sizes of the layers, and the activation of the hidden ones. */
    public Network network() {
        return parameters().network();
    }

    /**
     * W of a layer, (outputs, inputs), in the units of the data.
     *
     * @param layer from 0, the first after the features
     */
    public Matrix weights(int layer) {
        Network.Layer shape = network().layers().get(layer);
        double[] all = parameters().weights();
        return new DenseMatrix(
                shape.outputs(),
                shape.inputs(),
                Arrays.copyOfRange(all, shape.weight(0, 0), shape.weight(shape.outputs(), 0)),
                true); // by rows
    }

    /**
     * b of a layer, (outputs), in the units of the data.
     *
     * @param layer from 0, the first after the features
     */
    public Vector biases(int layer) {
        Network.Layer shape = network().layers().get(layer);
        return Vectors.dense(IntStream.range(0, shape.outputs())
                .mapToDouble(output -> parameters().bias(shape, output))
                .toArray());
    }

    /** The number of features. */
    public int numFeatures() {
        return network().features();
    }

    /** The number of labels that are predicted. */
    public int numOutputs() {
        return network().outputs();
    }

    /** What came of the training; empty for a model that was loaded. */
    public Optional<TrainingSummary> summary() {
        return Optional.ofNullable(summary);
    }

    /** The prediction for one example of the only label, or of the first, in the units of the data. */
    public double predict(Vector features) {
        return predictAll(features).apply(0);
    }

    /** The predictions for one example, (labels), in the units of the data. */
    public Vector predictAll(Vector features) {
        return Vectors.dense(new Prediction(parameters(), Prediction.Invalid.ERROR, List.of()).predict(features));
    }

    /** The model as one that another fit starts from; its features by name, or else by their places. */
    public StartModel toStart() {
        List<String> given = names();
        List<String> features = given.size() == numFeatures()
                ? given
                : IntStream.range(0, numFeatures())
                        .mapToObj(i -> featureColumns().get(0) + "[" + i + "]")
                        .toList();
        return new StartModel(parameters(), features, labels());
    }

    /** What is predicted, in the order of the outputs. */
    public List<String> labels() {
        if (isDefined(columns.labelNames)) {
            return List.of($(columns.labelNames));
        }
        return isDefined(columns.labelCols) ? List.of($(columns.labelCols)) : List.of($(columns.labelCol));
    }

    /** W and b of all layers, in the units of the data. */
    public Parameters parameters() {
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
        DataType type = Prediction.type(numOutputs());
        Column predicted;
        if (Schemas.form(dataset.schema(), featureColumns()) == FeatureForm.VECTOR_COLUMN) {
            predicted = udf(prediction.ofVectors(), type)
                    .apply(Columns.named(featureColumns().get(0)));
        } else {
            Column[] numbers = featureColumns().stream()
                    .map(name -> Columns.named(name).cast("double"))
                    .toArray(Column[]::new);
            predicted = udf(prediction.ofNumbers(), type).apply(array(numbers));
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
        int outputs = parameters == null ? 1 : numOutputs();
        return Schemas.withPrediction(schema, $(columns.predictionCol), Prediction.type(outputs));
    }

    @Override
    public DescentRegressionModel copy(ParamMap extra) {
        DescentRegressionModel copy = new DescentRegressionModel(uid, parameters, summary);
        return copyValues(copy, extra).setParent(parent());
    }

    @Override
    public String toString() {
        String shape = parameters == null ? "" : ", numFeatures=" + numFeatures();
        return "DescentRegressionModel: uid=" + uid + shape
                + (parameters == null || network().isNeuron() ? "" : ", network=" + network());
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

    public StringArrayParam labelNames() {
        return columns.labelNames;
    }

    public Param<String> labelCol() {
        return columns.labelCol;
    }

    public StringArrayParam labelCols() {
        return columns.labelCols;
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
