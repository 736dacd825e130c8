package io.descent.spark;

import io.descent.gradient.BatchPlan;
import io.descent.gradient.ExampleStatistics;
import io.descent.gradient.GradientSum;
import io.descent.gradient.NetworkGradient;
import io.descent.gradient.NetworkLoss;
import io.descent.gradient.Penalty;
import io.descent.model.Initialisation;
import io.descent.model.Network;
import io.descent.model.NetworkScaling;
import io.descent.optimizer.Adam;
import io.descent.optimizer.BatchDescent;
import io.descent.optimizer.LimitedMemoryBfgs;
import io.descent.optimizer.OptimizerSettings;
import io.descent.optimizer.Walk;
import io.descent.spark.SparkTrainer.Fit;
import io.descent.spark.Stopwatch.Phase;
import io.descent.training.DataFingerprint;
import io.descent.training.DivergedException;
import io.descent.training.Metrics;
import io.descent.training.Once;
import io.descent.training.StopRule;
import io.descent.training.TrainingListener.TrainingStart;
import io.descent.training.TrainingLoop;
import io.descent.training.TrainingState;
import io.descent.training.TrainingSummary;
import io.descent.training.TrainingSummary.Batching;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Fits layers of neurons to a table, or one in mini-batches: read, check, deal to shards, descend, judge. */
final class NetworkTrainer {

    /** Below, zeros are left out: a value that is kept costs about as much as so many that lie in order. */
    private static final double DENSE_FROM = 0.05;

    /** The relative error of a gradient of some thousand rows in float32. */
    private static final double LEAST_TOLERANCE = 1e-6;

    /** The automatic weight decay of a network with as many parameters as there are rows. */
    private static final double WEIGHT_DECAY = 1.0 / 64;

    private static final double MOST_WEIGHT_DECAY = 4;

    /** Of the 2³¹ values that an array of a shard can hold, what leaves room for shards that are larger than others. */
    private static final double MOST_VALUES = 1.8e9;

    /** R² below which a network has learnt nothing. */
    private static final double NOTHING = 0.01;

    /** How much larger than at the start the loss of a fit may be that has learnt nothing. */
    private static final double WORSE = 1.1;

    private final TrainingRequest request;
    private final NetworkRequest settings;
    private final ExampleTable table;
    private final IntFunction<String> names;
    private final TableProfile profile;
    private final Network network;
    private final NetworkScaling scaling;
    private final boolean sparse;

    private NetworkTrainer(
            ExampleTable table, TrainingRequest request, TableProfile profile, IntFunction<String> names) {
        this.request = request;
        this.settings = request.network().orElseThrow();
        this.table = table;
        this.names = names;
        this.profile = profile;
        this.network = network();
        this.sparse = profile.training().density() < DENSE_FROM;
        this.scaling = NetworkUnits.of(request, profile, sparse);
    }

    private Network network() {
        try {
            Network of = Network.of(
                    table.features(), settings.hidden(), labels().size(), settings.activation(), hasIntercept());
            NetworkGradient.checkSize(of);
            Walk.checkSize(of.parameterCount());
            return of;
        } catch (IllegalArgumentException e) { // more parameters than an array can hold
            throw new DataException(e.getMessage());
        }
    }

    /**
     * Fits.
     *
     * @param time that the profile took
     * @param profile of a table that can be fitted
     */
    static Fit fit(
            ExampleTable table,
            TrainingRequest request,
            TableProfile profile,
            IntFunction<String> names,
            Stopwatch time) {
        return new NetworkTrainer(table, request, profile, names).fit(time);
    }

    /**
     * @throws DataException if a shard's rows are more than an array can hold
     */
    private static void checkShards(double values, int shards) {
        if (values / shards > MOST_VALUES) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "training.shards must be at least %.0f for so many rows, but is %d",
                    Math.ceil(values / MOST_VALUES),
                    shards));
        }
    }

    private Fit fit(Stopwatch time) {
        NetworkUnits.check(scaling, request, profile, names);
        long rows = profile.training().rows();
        OptimizerSettings method = method();
        boolean oneBatch = !(method instanceof BatchDescent) || settings.batch().orElse(0) == 1;
        double values = (sparse ? profile.training().density() : 1) * rows * table.features();
        int shards = settings.shards().orElseGet(() -> ShardSizes.shards(rows, (long) values, oneBatch));
        checkShards(values, shards);
        BatchPlan plan = new BatchPlan(batches(method, rows, shards), settings.seed());
        try (SparkBatchSource data = SparkBatchSource.cache(
                table.shards(scaling, sparse, largestWeight(), shards), plan, settings.localSteps())) {
            Supplier<DataFingerprint> fingerprint =
                    new Once<>(() -> Fingerprint.of(data.content(), profile, request, featureNames()));
            Optional<TrainingState> state = request.checkpoints().latest(fingerprint);
            time.lap(Phase.LOAD);

            state.ifPresent(from -> time.add(Phase.DESCENT, from.last().seconds()));
            Viewing viewing = new Viewing(
                    request.viewer(),
                    scaling::toOriginal,
                    descended -> new NetworkView(network, featureNames(), request, profile, fingerprint, descended));
            TrainingLoop.Result result = viewing.during(() -> descend(data, method, state));
            time.lap(Phase.DESCENT);

            List<String> warnings = ProfileCheck.warnings(profile, request, names);
            GradientSum end = viewing.during(() -> judged(result, data.gradientAt(result.parameters())));
            Metrics training = metrics(end, profile::training);
            warnIfNothingLearnt(method, training, warnings);
            TrainingSummary summary = new TrainingSummary(
                    featureNames(),
                    training,
                    profile.validation().weight() == 0
                            ? Optional.empty()
                            : Optional.of(metrics(data.validationAt(result.parameters()), profile::validation)),
                    result.converged(),
                    result.reason(),
                    method.name(),
                    result.history(),
                    result.passes(),
                    data.bytesPerPass(),
                    time.seconds(),
                    profile.invalidRows(),
                    Optional.of(new Batching(shards, plan.batches(), settings.localSteps())),
                    warnings);
            viewing.ended(result);
            return new Fit(scaling.toOriginal(result.parameters()), summary);
        }
    }

    private TrainingLoop.Result descend(
            SparkBatchSource data, OptimizerSettings method, Optional<TrainingState> state) {
        TrainingStart start = new TrainingStart(
                profile.training().rows(),
                table.features(),
                stopRule().maxIterations(),
                stopRule().tolerance(),
                data.bytesPerPass(),
                (data.batches() + data.localSteps() - 1) / data.localSteps());
        request.listeners().forEach(listener -> listener.started(start));
        TrainingLoop loop = TrainingLoop.ofNetwork(
                data,
                new NetworkLoss(network, penalty()),
                scaling.lossUnit(),
                method,
                stopRule(),
                request.listeners(),
                request.checkpoints());
        return state.map(loop::resume).orElseGet(() -> {
            double[] drawn = Initialisation.draw(network, settings.seed());
            double[] first = StartParameters.of(request, network, featureNames())
                    .map(from -> scaling.toScaled(from).toArray())
                    .orElse(drawn);
            return loop.run(drawn, first);
        });
    }

    /** With hidden layers or several labels it is for labels of deviation 1. */
    private Penalty penalty() {
        return network.isNeuron() ? request.penalty().forLabelsOf(scaling.labelScale(0)) : request.penalty();
    }

    /** A tolerance below what float32 can tell would never be met. */
    private StopRule stopRule() {
        StopRule rule = request.stopRule();
        return new StopRule(
                Math.max(rule.tolerance(), LEAST_TOLERANCE), rule.maxIterations(), rule.effort(), rule.patience());
    }

    private OptimizerSettings method() {
        String name = settings.optimizer();
        if (name.equals("auto")) {
            boolean quadratic = settings.hidden().isEmpty() && request.penalty().l1() == 0;
            name = quadratic && settings.leavesStepsOpen() ? LimitedMemoryBfgs.NAME : Adam.NAME; // it needs no luck
        }
        return name.equals(LimitedMemoryBfgs.NAME)
                ? new LimitedMemoryBfgs()
                : new BatchDescent(name, settings.schedule(), weightDecay(name));
    }

    /** A network with more parameters than rows could learn them by heart. */
    private double weightDecay(String method) {
        if (!method.equals(Adam.NAME)) {
            return 0;
        }
        double each =
                WEIGHT_DECAY * network.parameterCount() / profile.training().rows();
        double automatic = settings.hidden().isEmpty() ? 0 : Math.min(MOST_WEIGHT_DECAY, each);
        return settings.weightDecay().orElse(automatic);
    }

    private int batches(OptimizerSettings method, long rows, int shards) {
        if (!(method instanceof BatchDescent)) {
            return 1;
        }
        return settings.batch().isPresent()
                ? ShardSizes.batches(settings.batch().getAsDouble(), rows, shards)
                : ShardSizes.batches(rows, shards);
    }

    /** Of training rows; 0 where all weigh 1. Rows that are held out may weigh more. */
    private double largestWeight() {
        return request.columns().weight().isPresent() ? profile.training().largestWeight() : 0;
    }

    private boolean hasIntercept() {
        return request.bias() == TrainingRequest.Bias.FITTED;
    }

    private List<String> labels() {
        return request.columns().labels();
    }

    private List<String> featureNames() {
        return IntStream.range(0, table.features()).mapToObj(names).toList();
    }

    private Metrics metrics(GradientSum sum, IntFunction<ExampleStatistics> statistics) {
        double[] errors = new double[labels().size()];
        double[] variances = new double[labels().size()];
        for (int o = 0; o < errors.length; o++) {
            ExampleStatistics label = statistics.apply(o);
            double squares =
                    hasIntercept() ? label.sumOfSquaredDeviations(label.label()) : label.sumOfSquares(label.label());
            variances[o] = squares / label.weight();
            errors[o] = sum.squaredError(o) / sum.weight() * scaling.labelScale(o) * scaling.labelScale(o);
        }
        return Metrics.of(sum.rows(), errors, variances);
    }

    /**
     * What mini-batches tell of the loss is of before their steps; this is of what came out.
     *
     * @throws DivergedException if that is worse than the start
     */
    private GradientSum judged(TrainingLoop.Result result, GradientSum end) {
        double before = result.history().first().loss();
        double after = scaling.lossUnit() * end.meanSquaredError();
        if (!(after <= WORSE * before)) {
            throw new DivergedException(
                            before,
                            after,
                            " after the last step; choose a smaller training.step-size, or leave it on auto")
                    .after(result.history(), result.path());
        }
        return end;
    }

    private void warnIfNothingLearnt(OptimizerSettings method, Metrics training, List<String> warnings) {
        if (training.r2().orElse(1) < NOTHING) {
            warnings.add("next to nothing of '" + String.join("', '", labels()) + "'"
                    + " was explained: the features say nothing about it"
                    + (method instanceof BatchDescent ? ", or training.step-size is too large" : ""));
        }
    }
}
