package io.descent.spark;

import io.descent.gradient.DataBounds;
import io.descent.gradient.ExampleBlock;
import io.descent.gradient.ExampleStatistics;
import io.descent.gradient.FeatureEncoding;
import io.descent.gradient.FeatureEncoding.Centring;
import io.descent.model.Network;
import io.descent.model.Parameters;
import io.descent.optimizer.ConjugateGradient;
import io.descent.optimizer.OptimizerSettings;
import io.descent.spark.Stopwatch.Phase;
import io.descent.training.DataFingerprint;
import io.descent.training.GradientSource;
import io.descent.training.Metrics;
import io.descent.training.MomentsGradientSource;
import io.descent.training.Once;
import io.descent.training.StopReason;
import io.descent.training.TrainingListener;
import io.descent.training.TrainingLoop;
import io.descent.training.TrainingState;
import io.descent.training.TrainingSummary;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;

/** Fits one neuron to a table: read, check, cache, descend, judge. Networks are for {@link NetworkTrainer}. */
public final class SparkTrainer {

    /** Up to here collecting moments costs no more than a few passes. */
    private static final int AUTO_MOMENTS = 64;

    private final TrainingRequest request;
    private final ExampleTable table;
    private final IntFunction<String> names;

    private SparkTrainer(Dataset<?> data, TrainingRequest request) {
        this.request = request;
        this.table = ExampleTable.of(data, request.columns());
        this.names = FeatureNames.of(request, table.features());
    }

    /**
     * What was fitted.
     *
     * @param parameters W and b in the units of the data
     */
    public record Fit(Parameters parameters, TrainingSummary summary) {}

    /**
     * Fits.
     *
     * @throws DataException if the data cannot be fitted as it is
     * @throws io.descent.training.DivergedException if the loss grows instead of falling
     */
    public static Fit fit(Dataset<?> data, TrainingRequest request) {
        try (JobDescriptions jobs = new JobDescriptions(data.sparkSession().sparkContext())) {
            return new SparkTrainer(data, request.with(jobs)).fit();
        }
    }

    private Fit fit() {
        Stopwatch time = new Stopwatch();
        TableProfile profile = table.profile(request.sampling());
        ProfileCheck.check(profile, request.columns(), request.invalidRows(), names);
        time.lap(Phase.STATISTICS);
        if (request.network().isPresent()) {
            return NetworkTrainer.fit(table, request, profile, names, time);
        }

        ExampleStatistics statistics = profile.training();
        BlockLayout layout = BlockLayout.forDensity(statistics.density());
        Centring centring = centring(layout);
        FeatureEncoding encoding =
                FeatureEncoding.of(statistics, profile.validation(), request.standardise(), centring);
        DataBounds bounds = DataBounds.of(statistics, profile.validation(), centring);
        try (SparkGradientSource data =
                SparkGradientSource.cache(blocks(encoding, layout), bounds, request.precision())) {
            Supplier<DataFingerprint> fingerprint = new Once<>(() -> fingerprint(data, profile));
            Optional<TrainingState> state = request.checkpoints().latest(fingerprint);
            time.lap(Phase.LOAD);

            state.ifPresent(from -> time.add(Phase.DESCENT, from.last().seconds()));
            Optional<FeatureSketch> sketch = FeatureSketch.of(data, encoding, statistics.rows());
            GradientSource source = usesMoments() ? moments(data, bounds, statistics) : data;
            Viewing viewing = new Viewing(
                    request.viewer(),
                    stored -> inUnitsOfTheData(stored, encoding),
                    descended -> new NeuronView(
                            table, allNames(), request, profile, encoding, data, sketch, fingerprint, descended));
            TrainingLoop.Result result =
                    viewing.during(() -> descend(source, encoding, statistics, method(sketch), state));
            time.lap(Phase.DESCENT);

            List<String> warnings = ProfileCheck.warnings(profile, request, names);
            StopReason reason = judge(sketch, encoding, statistics, result, warnings);
            Metrics training = Metrics.of(data.gradientAt(result.parameters()), labelSquares(statistics));
            TrainingSummary summary = new TrainingSummary(
                    allNames(),
                    training,
                    validation(data, profile.validation(), result),
                    reason.converged(),
                    reason,
                    request.optimizer().name(),
                    result.history(),
                    result.passes(),
                    data.bytesPerPass(),
                    time.seconds(),
                    profile.invalidRows(),
                    Optional.empty(),
                    warnings);
            viewing.ended(result);
            return new Fit(inUnitsOfTheData(result.parameters(), encoding), summary);
        }
    }

    private List<String> allNames() {
        return IntStream.range(0, table.features()).mapToObj(names).toList();
    }

    private DataFingerprint fingerprint(SparkGradientSource data, TableProfile profile) {
        return Fingerprint.of(ContentPass.over(data), profile, request, allNames());
    }

    private JavaRDD<ExampleBlock> blocks(FeatureEncoding encoding, BlockLayout layout) {
        boolean weighted = request.columns().weight().isPresent();
        return table.blocks(encoding.storage(), layout, request.precision(), weighted);
    }

    private static Parameters inUnitsOfTheData(Parameters stored, FeatureEncoding encoding) {
        return new Parameters(stored.network(), encoding.storage().toOriginal(stored.toArray()));
    }

    private Optional<Metrics> validation(
            SparkGradientSource data, ExampleStatistics heldOut, TrainingLoop.Result result) {
        return heldOut.weight() == 0
                ? Optional.empty()
                : Optional.of(Metrics.of(data.validationAt(result.parameters()), labelSquares(heldOut)));
    }

    private TrainingLoop.Result descend(
            GradientSource source,
            FeatureEncoding encoding,
            ExampleStatistics statistics,
            OptimizerSettings optimizer,
            Optional<TrainingState> state) {
        Network network = request.bias() == TrainingRequest.Bias.FITTED
                ? Network.neuron(table.features())
                : Network.neuronWithoutBias(table.features());
        TrainingListener.TrainingStart start = new TrainingListener.TrainingStart(
                statistics.rows(),
                table.features(),
                request.stopRule().maxIterations(),
                request.stopRule().tolerance(),
                source.bytesPerPass());
        request.listeners().forEach(listener -> listener.started(start));

        double[] first = new double[network.parameterCount()]; // W = 0, b = mean label
        if (network.hasIntercept()) {
            first[network.biasIndex()] = statistics.mean(statistics.label());
        }
        TrainingLoop loop = TrainingLoop.ofNeuron(
                source,
                network,
                encoding.descent(),
                request.penalty(),
                optimizer,
                request.stopRule(),
                request.listeners(),
                request.checkpoints());
        return state.map(loop::resume).orElseGet(() -> {
            double[] from = StartParameters.of(request, network, allNames())
                    .map(given -> encoding.descent().toScaled(encoding.storage().toScaled(given.toArray())))
                    .orElse(first);
            return loop.run(first, from);
        });
    }

    private OptimizerSettings method(Optional<FeatureSketch> sketch) {
        return request.optimizer() instanceof ConjugateGradient && sketch.isPresent()
                ? new ConjugateGradient(sketch.get().preconditioner(request.penalty()))
                : request.optimizer();
    }

    private boolean usesMoments() {
        return switch (request.gradients()) {
            case DATA -> false;
            case MOMENTS -> true;
            case AUTO ->
                table.features() <= AUTO_MOMENTS && !request.optimizer().name().equals(ConjugateGradient.NAME);
        };
    }

    private GradientSource moments(SparkGradientSource data, DataBounds bounds, ExampleStatistics statistics) {
        if (table.features() > MomentsGradientSource.MAX_FEATURES) {
            throw new DataException("gradients from moments are for at most "
                    + MomentsGradientSource.MAX_FEATURES
                    + " features, but there are "
                    + table.features());
        }
        return new MomentsGradientSource(
                MomentsPass.over(data, table.features(), bounds, statistics.mean(statistics.label())), data);
    }

    private StopReason judge(
            Optional<FeatureSketch> sketch,
            FeatureEncoding encoding,
            ExampleStatistics statistics,
            TrainingLoop.Result result,
            List<String> warnings) {
        if (request.penalty().curvature() > 0) {
            return result.reason(); // a ridge makes any solution unique
        }
        Uniqueness uniqueness = Uniqueness.of(sketch, statistics.rows(), encoding, request.precision(), result, names);
        warnings.addAll(uniqueness.warnings());
        return uniqueness.illConditioned() ? StopReason.ILL_CONDITIONED : result.reason();
    }

    private Centring centring(BlockLayout layout) {
        if (request.bias() == TrainingRequest.Bias.ZERO) {
            return Centring.NONE;
        }
        return layout == BlockLayout.DENSE ? Centring.STORED : Centring.IMPLICIT;
    }

    /** What R² compares with: Σω(y − ȳ)², or without intercept Σωy². */
    private double labelSquares(ExampleStatistics statistics) {
        return request.bias() == TrainingRequest.Bias.FITTED
                ? statistics.sumOfSquaredDeviations(statistics.label())
                : statistics.sumOfSquares(statistics.label());
    }
}
