package io.descent.ml;

import io.descent.gradient.Penalty;
import io.descent.model.Activation;
import io.descent.optimizer.Adam;
import io.descent.optimizer.StepSchedule;
import io.descent.optimizer.StepSchedule.Shape;
import io.descent.optimizer.StepSize;
import io.descent.spark.NetworkRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** What an estimator says of networks: of hidden layers, several labels and mini-batches. */
final class Networks {
    private static final String DECAY = "decay";
    private static final String UNLESS = " unless there are hidden layers, several labels or mini-batches";

    private final DescentRegressor estimator;
    private final int[] hidden;
    private final double batch;
    private final String optimizer;
    private final StepSize step;
    private final String schedule;

    private Networks(DescentRegressor estimator) {
        this.estimator = estimator;
        hidden = estimator.getOrDefault(estimator.hiddenLayers());
        batch = (Double) estimator.getOrDefault(estimator.batchFraction());
        optimizer = estimator.getOrDefault(estimator.optimizer());
        step = new StepSize((Double) estimator.getOrDefault(estimator.stepSize()), (Double)
                estimator.getOrDefault(estimator.stepDecay()));
        schedule = estimator.getOrDefault(estimator.schedule());
    }

    /** The names of activations. */
    static List<String> activations() {
        return Arrays.stream(Activation.values()).map(Activation::toString).toList();
    }

    /** The names of schedules. */
    static List<String> schedules() {
        return Stream.concat(
                        Stream.of(DescentRegressor.AUTO),
                        Arrays.stream(Shape.values()).map(Networks::name))
                .toList();
    }

    /**
     * What to fit, where it is a network.
     *
     * @param labels how many
     * @throws IllegalArgumentException if the params do not go together
     */
    static Optional<NetworkRequest> request(DescentRegressor estimator, int labels, Penalty penalty) {
        Networks networks = new Networks(estimator);
        Optional<String> sign = networks.sign(labels);
        if (sign.isEmpty()) {
            networks.checkNeuron();
            return Optional.empty();
        }
        networks.checkNetwork(sign.get(), penalty);
        return Optional.of(networks.request());
    }

    /** What makes it a network, if it is one. */
    private Optional<String> sign(int labels) {
        if (hidden.length > 0) {
            return Optional.of("hidden layers");
        }
        if (labels > 1) {
            return Optional.of("several labels");
        }
        return batch > 0 && batch < 1 ? Optional.of("mini-batches") : Optional.empty();
    }

    private NetworkRequest request() {
        return new NetworkRequest(
                Arrays.stream(hidden).boxed().toList(),
                Activation.valueOf(
                        estimator.getOrDefault(estimator.activation()).toUpperCase(Locale.ROOT)),
                optimizer,
                new StepSchedule(step, shape(), warmUp(), (Integer) estimator.getOrDefault(estimator.maxIter())),
                weightDecay(),
                batch > 0 ? OptionalDouble.of(batch) : OptionalDouble.empty(),
                localSteps(),
                shards() > 0 ? OptionalInt.of(shards()) : OptionalInt.empty(),
                (Long) estimator.getOrDefault(estimator.seed()));
    }

    private Shape shape() {
        if (schedule.equals(DescentRegressor.AUTO)) {
            return step.decay() > 0 ? Shape.DECAY : Shape.COSINE;
        }
        return Shape.valueOf(schedule.toUpperCase(Locale.ROOT));
    }

    private void checkNeuron() {
        must(schedule.equals(DescentRegressor.AUTO), "schedule", "be auto" + UNLESS, schedule);
        must(warmUp() == 0, "warmUp", "be 0" + UNLESS, warmUp());
        must(
                weightDecay().isEmpty(),
                "weightDecay",
                "be auto" + UNLESS,
                weightDecay().orElse(0));
        must(localSteps() == 1, "localSteps", "be 1" + UNLESS, localSteps());
        must(shards() == 0, "numShards", "be 0" + UNLESS, shards());
    }

    private void checkNetwork(String sign, Penalty penalty) {
        must(
                Arrays.stream(hidden).allMatch(neurons -> neurons >= 1),
                "hiddenLayers",
                "hold numbers >= 1",
                Arrays.toString(hidden));
        List<String> optimizers = Optimizers.namesForNetworks(penalty);
        must(
                optimizers.contains(optimizer),
                "optimizer",
                "be one of " + String.join(", ", optimizers) + " with " + sign
                        + (penalty.l1() > 0 ? " and an L1 penalty" : ""),
                optimizer);
        String precision = estimator.getOrDefault(estimator.precision());
        must(
                precision.equals("single"),
                "precision",
                "be single with " + sign + ", whose arithmetic is in 32 bits",
                precision);
        String source = estimator.getOrDefault(estimator.gradientSource());
        must(
                !source.equals("moments"),
                "gradientSource",
                "be data or auto with " + sign + ", whose gradients need the rows",
                source);
        boolean decays = optimizer.equals(Adam.NAME) || optimizer.equals(DescentRegressor.AUTO);
        must(
                decays || weightDecay().isEmpty(),
                "weightDecay",
                "be auto with " + optimizer,
                weightDecay().orElse(0));
        if (Optimizers.findsOwnStep(optimizer)) {
            checkOwnStep();
        } else {
            checkDecay();
        }
    }

    private void checkOwnStep() {
        String finds = " with " + optimizer + ", which finds its own step";
        String sees = " with " + optimizer + ", whose steps see every row";
        must(step.isAuto(), "stepSize", "be 0" + finds, step.initial());
        must(schedule.equals(DescentRegressor.AUTO), "schedule", "be auto" + finds, schedule);
        must(warmUp() == 0, "warmUp", "be 0" + finds, warmUp());
        must(batch == 0 || batch == 1, "batchFraction", "be 0 or 1" + sees, batch);
        must(localSteps() == 1, "localSteps", "be 1" + sees, localSteps());
    }

    private void checkDecay() {
        boolean decays = step.decay() > 0;
        must(
                decays || !schedule.equals(DECAY),
                "schedule",
                "be auto, constant or cosine unless stepDecay > 0",
                schedule);
        must(
                !decays || schedule.equals(DECAY) || schedule.equals(DescentRegressor.AUTO),
                "schedule",
                "be auto or decay when stepDecay > 0",
                schedule);
    }

    /** Whether a text is a weight decay. */
    static boolean isWeightDecay(String text) {
        if (text.equals(DescentRegressor.AUTO)) {
            return true;
        }
        try {
            double number = Double.parseDouble(text);
            return number >= 0 && number < Double.POSITIVE_INFINITY;
        } catch (NumberFormatException notANumber) {
            return false;
        }
    }

    /** Empty for auto. */
    private OptionalDouble weightDecay() {
        String text = estimator.getOrDefault(estimator.weightDecay());
        return text.equals(DescentRegressor.AUTO)
                ? OptionalDouble.empty()
                : OptionalDouble.of(Double.parseDouble(text));
    }

    private double warmUp() {
        return (Double) estimator.getOrDefault(estimator.warmUp());
    }

    private int localSteps() {
        return (Integer) estimator.getOrDefault(estimator.localSteps());
    }

    private int shards() {
        return (Integer) estimator.getOrDefault(estimator.numShards());
    }

    private static void must(boolean holds, String param, String rule, Object value) {
        if (!holds) {
            throw new IllegalArgumentException(param + " must " + rule + ", but is " + value);
        }
    }

    private static String name(Shape shape) {
        return shape.name().toLowerCase(Locale.ROOT);
    }
}
