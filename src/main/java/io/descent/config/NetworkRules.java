package io.descent.config;

import io.descent.linalg.Precision;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The rules for how to fit that depend on what is fitted: one neuron that sees all rows in each step, or a network, which
 * here is also whatever has several labels or mini-batches.
 */
final class NetworkRules {
    private static final String UNLESS = " unless there are hidden layers, several labels or mini-batches";

    private final TrainingSettings training;
    private final Problems problems;

    private NetworkRules(TrainingSettings training, Problems problems) {
        this.training = training;
        this.problems = problems;
    }

    static void check(DataSettings data, ModelSettings model, TrainingSettings training, Problems problems) {
        NetworkRules rules = new NetworkRules(training, problems);
        sign(data, model, training).ifPresentOrElse(rules::network, rules::neuron);
    }

    /** What makes it a network, if it is one. */
    private static Optional<String> sign(DataSettings data, ModelSettings model, TrainingSettings training) {
        if (!model.hiddenLayers().isEmpty()) {
            return Optional.of("hidden layers");
        }
        if (data.labels().size() > 1) {
            return Optional.of("several labels");
        }
        return training.batch().isMini() ? Optional.of("mini-batches") : Optional.empty();
    }

    private void network(String sign) {
        if (!training.optimizer().fitsNetworks()) {
            problems.must(
                    Keys.OPTIMIZER,
                    "be one of " + optimizers(OptimizerName::fitsNetworks) + " with " + sign,
                    training.optimizer());
        } else if (training.alpha() > 0 && !training.optimizer().fitsNetworksWithL1()) {
            problems.must(
                    Keys.OPTIMIZER,
                    "be one of " + optimizers(OptimizerName::fitsNetworksWithL1) + " when training.alpha > 0 with "
                            + sign + ", since no other takes an L1 penalty",
                    training.optimizer());
        }
        if (training.precision() != Precision.SINGLE) {
            String rule = "must be single with " + sign + ", whose arithmetic is in 32 bits, but is ";
            problems.add(Keys.PRECISION, rule + Choice.written(training.precision()));
        }
        if (training.gradientSource() == GradientFrom.MOMENTS) {
            problems.must(
                    Keys.GRADIENT_SOURCE,
                    "be data or auto with " + sign + ", whose gradients need the rows",
                    training.gradientSource());
        }
    }

    private void neuron() {
        if (training.alpha() > 0 && !training.optimizer().fitsNeuronWithL1()) {
            problems.must(
                    Keys.OPTIMIZER,
                    "be auto or fista when training.alpha > 0, since no other takes an L1 penalty",
                    training.optimizer());
        }
        ScheduleName schedule = training.schedule().name();
        if (schedule != ScheduleName.AUTO) {
            problems.must(Keys.SCHEDULE, "be auto" + UNLESS, schedule);
        }
        if (training.schedule().warmUp() > 0) {
            problems.must(Keys.WARM_UP, "be 0" + UNLESS, training.schedule().warmUp());
        }
        if (training.weightDecay().isPresent()) {
            problems.must(
                    Keys.WEIGHT_DECAY,
                    "be auto" + UNLESS,
                    training.weightDecay().getAsDouble());
        }
        Sharding sharding = training.sharding();
        if (sharding.localSteps() > 1) {
            problems.must(Keys.LOCAL_STEPS, "be 1" + UNLESS, sharding.localSteps());
        }
        if (sharding.shards().isPresent()) {
            problems.must(Keys.SHARDS, "be auto" + UNLESS, sharding.shards().getAsInt());
        }
    }

    private static String optimizers(Predicate<OptimizerName> allowed) {
        return Choice.listed(OptimizerName.class, allowed);
    }
}
