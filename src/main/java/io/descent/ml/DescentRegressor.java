package io.descent.ml;

import io.descent.gradient.FeatureEncoding;
import io.descent.gradient.Penalty;
import io.descent.linalg.Precision;
import io.descent.model.Activation;
import io.descent.optimizer.Adam;
import io.descent.optimizer.OptimizerSettings;
import io.descent.optimizer.StepSize;
import io.descent.spark.ExampleColumns;
import io.descent.spark.InvalidRows;
import io.descent.spark.NetworkRequest;
import io.descent.spark.SparkTrainer;
import io.descent.spark.StartModel;
import io.descent.spark.TrainingRequest;
import io.descent.training.CheckpointStore;
import io.descent.training.FittedExamples;
import io.descent.training.StopRule;
import io.descent.training.TrainingListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;

/**
 * Fits weights and a bias by distributed gradient descent, minimising MSE +
 * 2·regParam·(elasticNetParam·‖W‖₁ + (1 − elasticNetParam)/2·‖W‖₂²) over the rows of a table.
 *
 * <p>With the defaults there is nothing to tune: the method is chosen by the objective, and the fit
 * converges or says what is at fault.
 */
public final class DescentRegressor extends Estimator<DescentRegressionModel> implements DefaultParamsWritable {

    private static final long serialVersionUID = 1L;

    /** Lets Descent choose. */
    static final String AUTO = "auto";

    private static final int MOST_SHARDS = 1 << 16;

    private final String uid;
    private final ColumnParams columns;
    private final Param<String> validationIndicatorCol;
    private final IntParam maxIter;
    private final DoubleParam tol;
    private final DoubleParam regParam;
    private final DoubleParam elasticNetParam;
    private final BooleanParam fitIntercept;
    private final BooleanParam standardization;
    private final Param<String> optimizer;
    private final DoubleParam stepSize;
    private final DoubleParam stepDecay;
    private final LongParam seed;
    private final Param<String> precision;
    private final Param<String> gradientSource;
    private final IntArrayParam hiddenLayers;
    private final Param<String> activation;
    private final DoubleParam batchFraction;
    private final Param<String> schedule;
    private final DoubleParam warmUp;
    private final Param<String> weightDecay;
    private final IntParam localSteps;
    private final IntParam numShards;
    private final IntParam patience;

    private transient List<TrainingListener> listeners = new ArrayList<>();
    private transient CheckpointStore checkpoints = CheckpointStore.NONE;
    private transient Optional<Supplier<StartModel>> start = Optional.empty();
    private transient Optional<FittedExamples.Viewer> viewer = Optional.empty();

    public DescentRegressor() {
        this(Identifiable$.MODULE$.randomUID("descent"));
    }

    public DescentRegressor(String uid) {
        this.uid = uid;
        columns = new ColumnParams(this);
        validationIndicatorCol =
                new Param<>(this, "validationIndicatorCol", "a boolean column, true for the rows to hold out");
        maxIter = new IntParam(this, "maxIter", "the iterations allowed (>= 1)", ParamValidators.gtEq(1));
        tol = new DoubleParam(
                this,
                "tol",
                "converged when the gradient is this small against the first (>= 0)",
                ParamValidators.gtEq(0));
        regParam = new DoubleParam(this, "regParam", "strength of the penalty (>= 0)", ParamValidators.gtEq(0));
        elasticNetParam = new DoubleParam(
                this,
                "elasticNetParam",
                "share of the L1 norm in the penalty, in [0, 1]",
                ParamValidators.inRange(0, 1));
        fitIntercept = new BooleanParam(this, "fitIntercept", "whether to fit a bias");
        standardization =
                new BooleanParam(this, "standardization", "whether to descend on features of mean 0 and deviation 1");
        optimizer = new Param<>(
                this,
                "optimizer",
                "the method: " + String.join(", ", Optimizers.names()),
                ColumnParams.oneOf(Optimizers.names().toArray(new String[0])));
        stepSize = new DoubleParam(
                this, "stepSize", "factor of a step (> 0), or 0 to let the method choose", ParamValidators.gtEq(0));
        stepDecay = new DoubleParam(
                this,
                "stepDecay",
                "the step at iteration t is stepSize / (1 + stepDecay * t) (>= 0)",
                ParamValidators.gtEq(0));
        seed = new LongParam(this, "seed", "seed of everything random");
        precision = new Param<>(
                this,
                "precision",
                "how feature values are stored: single or double",
                ColumnParams.oneOf("single", "double"));
        gradientSource = new Param<>(
                this,
                "gradientSource",
                "where gradients come from: data, moments or auto",
                ColumnParams.oneOf("data", "moments", AUTO));
        hiddenLayers = new IntArrayParam(this, "hiddenLayers", "sizes of the hidden layers; none for one neuron");
        activation = new Param<>(
                this,
                "activation",
                "of the hidden layers: " + String.join(", ", Networks.activations()),
                ColumnParams.oneOf(Networks.activations().toArray(new String[0])));
        batchFraction = new DoubleParam(
                this,
                "batchFraction",
                "share of the rows that a step sees, in (0, 1], or 0 for all with one neuron and mini-batches with networks",
                ParamValidators.inRange(0, 1));
        schedule = new Param<>(
                this,
                "schedule",
                "how the step of networks and mini-batches falls: " + String.join(", ", Networks.schedules()),
                ColumnParams.oneOf(Networks.schedules().toArray(new String[0])));
        weightDecay = new Param<>(
                this,
                "weightDecay",
                "for networks with adam: what each step takes from the weights, over its size: auto or a number >= 0",
                Networks::isWeightDecay);
        warmUp = new DoubleParam(
                this,
                "warmUp",
                "iterations in which the step of networks and mini-batches rises to its start (>= 0)",
                ParamValidators.gtEq(0));
        localSteps = new IntParam(
                this,
                "localSteps",
                "steps that each shard takes between two averages of the parameters (>= 1)",
                ParamValidators.gtEq(1));
        numShards = new IntParam(
                this,
                "numShards",
                "shards that the rows are dealt to, at most 65536, or 0 to let Descent choose",
                ParamValidators.inRange(0, MOST_SHARDS));
        patience = new IntParam(
                this,
                "patience",
                "iterations of a network without a smaller validation loss until it stops (>= 1)",
                ParamValidators.gtEq(1));
        setDefault(columns.featuresCol, "features");
        setDefault(columns.labelCol, "label");
        setDefault(columns.predictionCol, "prediction");
        setDefault(columns.handleInvalid, "error");
        setDefault(maxIter, 200);
        setDefault(tol, 1e-8);
        setDefault(regParam, 0.0);
        setDefault(elasticNetParam, 0.0);
        setDefault(fitIntercept, true);
        setDefault(standardization, true);
        setDefault(optimizer, AUTO);
        setDefault(stepSize, 0.0);
        setDefault(stepDecay, 0.0);
        setDefault(seed, 42L);
        setDefault(precision, "single");
        setDefault(gradientSource, "data");
        setDefault(hiddenLayers, new int[0]);
        setDefault(activation, Activation.RELU.toString());
        setDefault(batchFraction, 0.0);
        setDefault(schedule, AUTO);
        setDefault(warmUp, 0.0);
        setDefault(weightDecay, AUTO);
        setDefault(localSteps, 1);
        setDefault(numShards, 0);
        setDefault(patience, 10);
    }

    /** The reader that {@code load} and pipelines use. */
    public static MLReader<DescentRegressor> read() {
        return new DefaultParamsReader<>();
    }

    /** Loads an estimator that was saved. */
    public static DescentRegressor load(String path) {
        return read().load(path);
    }

    @Override
    public String uid() {
        return uid;
    }

    /**
     * Fits a model.
     *
     * @throws io.descent.spark.DataException if the data cannot be fitted as it is
     * @throws io.descent.training.DivergedException if the loss grows instead of falling
     */
    @Override
    public DescentRegressionModel fit(Dataset<?> dataset) {
        transformSchema(dataset.schema(), true);
        SparkTrainer.Fit fit = SparkTrainer.fit(dataset, request(dataset.schema()));
        DescentRegressionModel model = new DescentRegressionModel(uid, fit.parameters(), fit.summary());
        return copyValues(model.setParent(this), ParamMap.empty());
    }

    TrainingRequest request(StructType schema) {
        Optional<NetworkRequest> network = Networks.request(this, labelColumns().size(), penalty());
        ExampleColumns examples = new ExampleColumns(
                labelColumns(),
                optional(columns.weightCol),
                optional(validationIndicatorCol),
                featureColumns(),
                Schemas.form(schema, featureColumns()));
        boolean exact = $(precision).equals("double");
        return new TrainingRequest(
                examples,
                optional(columns.featureNames).map(List::of).orElse(List.of()),
                optional(columns.labelNames).map(List::of).orElse(List.of()),
                $(columns.handleInvalid).equals("skip") ? InvalidRows.SKIP : InvalidRows.ERROR,
                flag(fitIntercept) ? TrainingRequest.Bias.FITTED : TrainingRequest.Bias.ZERO,
                flag(standardization) ? FeatureEncoding.Standardise.YES : FeatureEncoding.Standardise.NO,
                exact ? Precision.DOUBLE : Precision.SINGLE,
                TrainingRequest.Gradients.valueOf($(gradientSource).toUpperCase(Locale.ROOT)),
                penalty(),
                network.isPresent() ? new Adam(StepSize.AUTO) : neuronOptimizer(),
                network,
                start,
                new StopRule(
                        number(tol),
                        (Integer) $(maxIter),
                        exact ? StopRule.Effort.EVERY_DIGIT : StopRule.Effort.TOLERANCE,
                        network.isPresent() ? OptionalInt.of((Integer) $(patience)) : OptionalInt.empty()),
                listeners,
                viewer,
                checkpoints);
    }

    private OptimizerSettings neuronOptimizer() {
        return Optimizers.settings($(optimizer), penalty(), number(stepSize), number(stepDecay));
    }

    private Penalty penalty() {
        return new Penalty(number(regParam), number(elasticNetParam));
    }

    private double number(DoubleParam param) {
        return (Double) $(param);
    }

    private boolean flag(BooleanParam param) {
        return (Boolean) $(param);
    }

    private <T> Optional<T> optional(Param<T> param) {
        return isDefined(param) ? Optional.of($(param)) : Optional.empty();
    }

    private List<String> labelColumns() {
        return isDefined(columns.labelCols) ? List.of($(columns.labelCols)) : List.of($(columns.labelCol));
    }

    private List<String> featureColumns() {
        return isDefined(columns.featuresCols) ? List.of($(columns.featuresCols)) : List.of($(columns.featuresCol));
    }

    @Override
    public StructType transformSchema(StructType schema) {
        String labels = isDefined(columns.labelCols) ? "labelCols" : "labelCol";
        labelColumns().forEach(label -> Schemas.checkNumeric(schema, label, labels));
        optional(columns.weightCol).ifPresent(name -> Schemas.checkNumeric(schema, name, "weightCol"));
        optional(validationIndicatorCol)
                .ifPresent(name -> Schemas.checkBoolean(schema, name, "validationIndicatorCol"));
        Schemas.form(schema, featureColumns());
        return Schemas.withPrediction(
                schema, $(columns.predictionCol), Prediction.type(labelColumns().size()));
    }

    @Override
    public DescentRegressor copy(ParamMap extra) {
        DescentRegressor copy = defaultCopy(extra);
        copy.listeners = new ArrayList<>(listeners);
        copy.checkpoints = checkpoints;
        copy.start = start;
        copy.viewer = viewer;
        return copy;
    }

    /** Tells somebody of the progress of the fits to come, on the driver. Not saved. */
    public DescentRegressor addListener(TrainingListener listener) {
        listeners.add(listener);
        return this;
    }

    /** Where the fits to come, one at a time, keep their state and go on from. Not saved. */
    public DescentRegressor setCheckpoints(CheckpointStore value) {
        checkpoints = value;
        return this;
    }

    /** Who looks at the fits to come before their examples are let go, on the driver. Not saved. */
    public DescentRegressor setViewer(FittedExamples.Viewer value) {
        viewer = Optional.of(value);
        return this;
    }

    /** The model that the fits to come start from, in place of zeros or of numbers drawn at random. Not saved. */
    public DescentRegressor setStart(StartModel value) {
        return setStart(() -> value);
    }

    /** As {@link #setStart(StartModel)}, for a model that is loaded only where there is no state to go on from. */
    public DescentRegressor setStart(Supplier<StartModel> value) {
        start = Optional.of(value);
        return this;
    }

    // Spark ML finds params by their accessors, and people set them by setters of their names.

    public Param<String> featuresCol() {
        return columns.featuresCol;
    }

    public DescentRegressor setFeaturesCol(String value) {
        set(columns.featuresCol, value);
        return this;
    }

    public StringArrayParam featuresCols() {
        return columns.featuresCols;
    }

    public DescentRegressor setFeaturesCols(String... value) {
        set(columns.featuresCols, value);
        return this;
    }

    public StringArrayParam featureNames() {
        return columns.featureNames;
    }

    public DescentRegressor setFeatureNames(String... value) {
        set(columns.featureNames, value);
        return this;
    }

    public StringArrayParam labelNames() {
        return columns.labelNames;
    }

    public DescentRegressor setLabelNames(String... value) {
        set(columns.labelNames, value);
        return this;
    }

    public Param<String> labelCol() {
        return columns.labelCol;
    }

    public DescentRegressor setLabelCol(String value) {
        set(columns.labelCol, value);
        return this;
    }

    public StringArrayParam labelCols() {
        return columns.labelCols;
    }

    public DescentRegressor setLabelCols(String... value) {
        set(columns.labelCols, value);
        return this;
    }

    public Param<String> weightCol() {
        return columns.weightCol;
    }

    public DescentRegressor setWeightCol(String value) {
        set(columns.weightCol, value);
        return this;
    }

    public Param<String> predictionCol() {
        return columns.predictionCol;
    }

    public DescentRegressor setPredictionCol(String value) {
        set(columns.predictionCol, value);
        return this;
    }

    public Param<String> handleInvalid() {
        return columns.handleInvalid;
    }

    public DescentRegressor setHandleInvalid(String value) {
        set(columns.handleInvalid, value);
        return this;
    }

    public Param<String> validationIndicatorCol() {
        return validationIndicatorCol;
    }

    public DescentRegressor setValidationIndicatorCol(String value) {
        set(validationIndicatorCol, value);
        return this;
    }

    public IntParam maxIter() {
        return maxIter;
    }

    public DescentRegressor setMaxIter(int value) {
        set(maxIter, value);
        return this;
    }

    public DoubleParam tol() {
        return tol;
    }

    public DescentRegressor setTol(double value) {
        set(tol, value);
        return this;
    }

    public DoubleParam regParam() {
        return regParam;
    }

    public DescentRegressor setRegParam(double value) {
        set(regParam, value);
        return this;
    }

    public DoubleParam elasticNetParam() {
        return elasticNetParam;
    }

    public DescentRegressor setElasticNetParam(double value) {
        set(elasticNetParam, value);
        return this;
    }

    public BooleanParam fitIntercept() {
        return fitIntercept;
    }

    public DescentRegressor setFitIntercept(boolean value) {
        set(fitIntercept, value);
        return this;
    }

    public BooleanParam standardization() {
        return standardization;
    }

    public DescentRegressor setStandardization(boolean value) {
        set(standardization, value);
        return this;
    }

    public Param<String> optimizer() {
        return optimizer;
    }

    public DescentRegressor setOptimizer(String value) {
        set(optimizer, value);
        return this;
    }

    public DoubleParam stepSize() {
        return stepSize;
    }

    public DescentRegressor setStepSize(double value) {
        set(stepSize, value);
        return this;
    }

    public DoubleParam stepDecay() {
        return stepDecay;
    }

    public DescentRegressor setStepDecay(double value) {
        set(stepDecay, value);
        return this;
    }

    public LongParam seed() {
        return seed;
    }

    public DescentRegressor setSeed(long value) {
        set(seed, value);
        return this;
    }

    public Param<String> precision() {
        return precision;
    }

    public DescentRegressor setPrecision(String value) {
        set(precision, value);
        return this;
    }

    public Param<String> gradientSource() {
        return gradientSource;
    }

    public DescentRegressor setGradientSource(String value) {
        set(gradientSource, value);
        return this;
    }

    public IntArrayParam hiddenLayers() {
        return hiddenLayers;
    }

    public DescentRegressor setHiddenLayers(int... value) {
        set(hiddenLayers, value);
        return this;
    }

    public Param<String> activation() {
        return activation;
    }

    public DescentRegressor setActivation(String value) {
        set(activation, value);
        return this;
    }

    public DoubleParam batchFraction() {
        return batchFraction;
    }

    public DescentRegressor setBatchFraction(double value) {
        set(batchFraction, value);
        return this;
    }

    public Param<String> schedule() {
        return schedule;
    }

    public DescentRegressor setSchedule(String value) {
        set(schedule, value);
        return this;
    }

    public Param<String> weightDecay() {
        return weightDecay;
    }

    public DescentRegressor setWeightDecay(String value) {
        set(weightDecay, value);
        return this;
    }

    public DescentRegressor setWeightDecay(double value) {
        return setWeightDecay(Double.toString(value));
    }

    public DoubleParam warmUp() {
        return warmUp;
    }

    public DescentRegressor setWarmUp(double value) {
        set(warmUp, value);
        return this;
    }

    public IntParam localSteps() {
        return localSteps;
    }

    public DescentRegressor setLocalSteps(int value) {
        set(localSteps, value);
        return this;
    }

    public IntParam numShards() {
        return numShards;
    }

    public DescentRegressor setNumShards(int value) {
        set(numShards, value);
        return this;
    }

    public IntParam patience() {
        return patience;
    }

    public DescentRegressor setPatience(int value) {
        set(patience, value);
        return this;
    }
}
