package io.descent.spark;

import io.descent.gradient.BatchPlan;
import io.descent.gradient.ExampleStatistics;
import io.descent.gradient.GradientSum;
import io.descent.gradient.NetworkLoss;
import io.descent.model.Initialisation;
import io.descent.model.Network;
import io.descent.model.NetworkScaling;
import io.descent.optimizer.Adam;
import io.descent.optimizer.BatchDescent;
import io.descent.optimizer.LimitedMemoryBfgs;
import io.descent.optimizer.OptimizerSettings;
import io.descent.spark.SparkTrainer.Fit;
import io.descent.spark.Stopwatch.Phase;
import io.descent.training.Metrics;
import io.descent.training.StopRule;
import io.descent.training.TrainingListener.TrainingStart;
import io.descent.training.TrainingLoop;
import io.descent.training.TrainingState;
import io.descent.training.TrainingSummary;
import io.descent.training.TrainingSummary.Batching;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
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

    /** R² below which a network has learnt nothing. */
    private static final double NOTHING = 0.01;

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
            return Network.of(
                    table.features(), settings.hidden(), labels().size(), settings.activation(), hasIntercept());
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

    private Fit fit(Stopwatch time) {
        long rows = profile.training().rows();
        OptimizerSettings method = method();
        boolean oneBatch = !(method instanceof BatchDescent) || settings.batch().orElse(0) == 1;
        int shards = settings.shards().orElseGet(() -> ShardSizes.shards(rows, table.features(), oneBatch));
        BatchPlan plan = new BatchPlan(batches(method, rows, shards), settings.seed());
        try (SparkBatchSource data = SparkBatchSource.cache(
                table.shards(scaling, sparse, largestWeight(), shards), plan, settings.localSteps())) {
            Optional<TrainingState> state = request.checkpoints()
                    .latest(() -> Fingerprint.of(data.content(), profile, request, featureNames()));
            time.lap(Phase.LOAD);

            state.ifPresent(from -> time.add(Phase.DESCENT, from.last().seconds()));
            TrainingLoop.Result result = descend(data, method, state);
            time.lap(Phase.DESCENT);

            List<String> warnings = ProfileCheck.warnings(profile, request, names);
            Metrics training = metrics(data.gradientAt(result.parameters()), profile::training);
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
            return new Fit(scaling.toOriginal(result.parameters()), summary);
        }
    }

    private TrainingLoop.Result descend(
            SparkBatchSource data, OptimizerSettings method, Optional<TrainingState> state) {
        TrainingStart start = new TrainingStart(
                profile.training().rows(),
                table.features(),
                request.stopRule().maxIterations(),
                request.stopRule().tolerance(),
                data.bytesPerPass(),
                (data.batches() + data.localSteps() - 1) / data.localSteps());
        request.listeners().forEach(listener -> listener.started(start));
        TrainingLoop loop = TrainingLoop.ofNetwork(
                data,
                new NetworkLoss(network, request.penalty()),
                scaling.lossUnit(),
                method,
                stopRule(),
                request.listeners(),
                request.checkpoints());
        double[] drawn = Initialisation.draw(network, settings.seed());
        double[] first = StartParameters.of(request, network, featureNames())
                .map(from -> scaling.toScaled(from).toArray())
                .orElse(drawn);
        return state.map(loop::resume).orElseGet(() -> loop.run(drawn, first));
    }

    /** A tolerance below what float32 can tell would never be met. */
    private StopRule stopRule() {
        StopRule rule = request.stopRule();
        return new StopRule(
                Math.max(rule.tolerance(), LEAST_TOLERANCE), rule.maxIterations(), rule.effort(), rule.patience());
    }

    private OptimizerSettings method() {
        boolean linear = settings.hidden().isEmpty() && settings.batch().orElse(1) == 1;
        boolean ownStep =
                settings.schedule().size().isAuto() && request.penalty().l1() == 0;
        String name = settings.optimizer();
        if (name.equals("auto")) {
            name = linear && ownStep ? LimitedMemoryBfgs.NAME : Adam.NAME; // a quadratic needs no luck
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

    private void warnIfNothingLearnt(OptimizerSettings method, Metrics training, List<String> warnings) {
        if (training.r2().orElse(1) < NOTHING) {
            warnings.add("next to nothing of " + String.join(", ", labels())
                    + " was explained: the features say nothing about it"
                    + (method instanceof BatchDescent ? ", or training.step-size is too large" : ""));
        }
    }
}
