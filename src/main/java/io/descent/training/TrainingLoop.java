package io.descent.training;

import io.descent.gradient.GradientSum;
import io.descent.gradient.NetworkLoss;
import io.descent.gradient.Penalty;
import io.descent.model.FeatureScaling;
import io.descent.model.Network;
import io.descent.model.Parameters;
import io.descent.optimizer.Optimizer;
import io.descent.optimizer.OptimizerSettings;
import io.descent.optimizer.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Gradient descent: evaluate, record, stop or step, and again. Each step is one or more passes of
 * the {@link GradientSource}: parameters go out, partial gradients come back as one sum, and W and b
 * are updated here.
 */
public final class TrainingLoop {

    private final GradientSource source;
    private final Objective objective;
    private final OptimizerSettings settings;
    private final StopRule rule;
    private final boolean biasAlone; // no feature varies
    private final List<TrainingListener> listeners;
    private final CheckpointStore checkpoints;

    /**
     * The loop for one neuron, without checkpoints.
     *
     * @param standardisation from the units of the source to those of the descent
     */
    public static TrainingLoop ofNeuron(
            GradientSource source,
            Network network,
            FeatureScaling standardisation,
            Penalty penalty,
            OptimizerSettings settings,
            StopRule rule,
            List<TrainingListener> listeners) {
        return ofNeuron(source, network, standardisation, penalty, settings, rule, listeners, CheckpointStore.NONE);
    }

    /**
     * The loop for one neuron.
     *
     * @param standardisation from the units of the source to those of the descent
     * @param checkpoints is offered the state after each iteration, the start included
     */
    public static TrainingLoop ofNeuron(
            GradientSource source,
            Network network,
            FeatureScaling standardisation,
            Penalty penalty,
            OptimizerSettings settings,
            StopRule rule,
            List<TrainingListener> listeners,
            CheckpointStore checkpoints) {
        Objective objective = new NeuronObjective(source, network, standardisation, penalty);
        boolean biasAlone = standardisation.variables() == 0;
        return new TrainingLoop(source, objective, settings, rule, biasAlone, listeners, checkpoints);
    }

    /**
     * The loop for a network.
     *
     * @param source in the units of the descent
     * @param lossUnit what one unit of J is in squared units of the labels
     * @param checkpoints is offered the state after each iteration, the start included
     */
    public static TrainingLoop ofNetwork(
            BatchSource source,
            NetworkLoss loss,
            double lossUnit,
            OptimizerSettings settings,
            StopRule rule,
            List<TrainingListener> listeners,
            CheckpointStore checkpoints) {
        Objective objective = new NetworkObjective(source, loss, lossUnit);
        return new TrainingLoop(source, objective, settings, rule, false, listeners, checkpoints);
    }

    private TrainingLoop(
            GradientSource source,
            Objective objective,
            OptimizerSettings settings,
            StopRule rule,
            boolean biasAlone,
            List<TrainingListener> listeners,
            CheckpointStore checkpoints) {
        this.source = source;
        this.objective = objective;
        this.settings = settings;
        this.rule = rule;
        this.biasAlone = biasAlone;
        this.listeners = List.copyOf(listeners);
        this.checkpoints = checkpoints;
    }

    /**
     * Descends until the stop rule says so.
     *
     * @param start the first parameters, in the units of the descent
     * @throws DivergedException if the loss grows instead of falling
     */
    public Result run(double[] start) {
        return run(start, start);
    }

    /**
     * As {@link #run(double[])}, from parameters that may be close to the minimum.
     *
     * @param reference where a descent without them would start: the stop rule compares with the gradient there
     */
    public Result run(double[] reference, double[] start) {
        Descent descent = new Descent(reference, start);
        descent.endIteration(0);
        return run(descent);
    }

    /**
     * Goes on from where a descent over the same data and of the same settings was, to the very bits at which it would
     * have ended.
     *
     * @throws IllegalArgumentException if the state is not of this network and method
     * @throws DivergedException if the loss grows instead of falling
     */
    public Result resume(TrainingState state) {
        Descent descent = new Descent(state);
        listeners.forEach(listener -> listener.resumed(state));
        return run(descent);
    }

    private static Result run(Descent descent) {
        try {
            return descent.run();
        } catch (DivergedException e) {
            throw descent.explained(e);
        }
    }

    /** What changes from iteration to iteration. */
    private final class Descent {

        private final IterationClock clock;
        private final Optimizer optimizer = settings.create();
        private final History history;
        private final Point first;
        private final DivergenceRule divergence;
        private final BestParameters best;
        private final Trace trace;
        private final long passesBefore; // in another process, beyond those that both made to get ready
        private Point point;

        Descent(double[] reference, double[] start) {
            clock = new IterationClock(source, 0);
            history = new History();
            first = objective.evaluate(reference);
            point = start == reference ? first : objective.evaluate(start);
            divergence = new DivergenceRule(first, point.value(), optimizer, objective.lossUnit(), 0);
            best = new BestParameters(rule.patience());
            trace = new Trace(objective.dimension());
            passesBefore = 0;
        }

        Descent(TrainingState state) {
            state.check(objective.dimension());
            clock = new IterationClock(source, state.last().seconds());
            history = new History(state.history());
            first = state.first();
            optimizer.restore(state.optimizer(), objective.dimension());
            state.optimizer().checkNames(optimizer.save());
            double from = history.first().loss() / objective.lossUnit();
            divergence = new DivergenceRule(first, from, optimizer, objective.lossUnit(), state.rises());
            best = new BestParameters(rule.patience(), state.best(), history);
            trace = new Trace(objective.dimension(), state.trace());
            passesBefore = state.passes() - source.passes();
            point = state.point();
        }

        /** The loop: stop or step, and again. */
        Result run() {
            for (; ; ) {
                Optional<StopReason> stop = reasonToStop();
                if (stop.isEmpty()) {
                    step();
                } else if (point.origin() == Point.Origin.EXTRAPOLATED) {
                    point = objective.evaluate(point.parameters()); // a recurrence says so; the data must agree
                } else {
                    if (!best.isLaterThanTheStart()) {
                        divergence.checkEnd(point, history.iterations(), objective.noise(), objective);
                    }
                    Trace.Moment last = best.orElse(new Trace.Moment(history.iterations(), point.parameters()));
                    List<Moment> path = path(trace.until(last));
                    Parameters parameters = path.get(path.size() - 1).parameters();
                    return new Result(parameters, point, stop.get(), history, path, passes());
                }
            }
        }

        private List<Moment> path(List<Trace.Moment> moments) {
            return moments.stream()
                    .map(moment -> new Moment(
                            history.records().get(moment.iteration()), objective.toSource(moment.parameters())))
                    .toList();
        }

        private Optional<StopReason> reasonToStop() {
            if (biasAlone && history.iterations() == 0 && rule.biasIsRight(first)) {
                return Optional.of(StopReason.TOLERANCE);
            }
            Optional<StopReason> reason = rule.check(point, first, optimizer, history.iterations());
            return reason.isEmpty() && best.isOld(history.iterations())
                    ? Optional.of(StopReason.EARLY_STOPPING)
                    : reason;
        }

        private void step() {
            int iteration = history.iterations() + 1;
            Point next = optimizer.step(point, objective);
            divergence.check(point, next, iteration, objective);
            point = next;
            endIteration(iteration);
        }

        private void endIteration(int iteration) {
            IterationRecord record = record(iteration);
            history.add(record);
            best.add(record, point.parameters());
            trace.offer(iteration, point.parameters());
            listeners.forEach(listener -> listener.iterationEnded(record));
            checkpoints.offer(iteration, this::state);
        }

        /** Says how it came to that. */
        private DivergedException explained(DivergedException diverged) {
            Trace.Moment reached = new Trace.Moment(history.iterations(), point.parameters());
            List<Moment> path = new ArrayList<>(path(trace.until(reached)));
            diverged.last()
                    .filter(beyond -> Double.isFinite(objective.lossUnit() * beyond.value()))
                    .filter(beyond -> Double.isFinite(objective.lossUnit() * beyond.gradientNorm()))
                    .ifPresent(beyond -> {
                        point = beyond;
                        IterationRecord record = record(history.iterations() + 1);
                        if (record.validationLoss().isEmpty()) { // there it may be no number
                            history.add(record);
                        }
                        path.add(new Moment(record, objective.toSource(point.parameters())));
                    });
            return diverged.after(history, path);
        }

        private IterationRecord record(int iteration) {
            clock.lap();
            GradientSum validation = source.validationAt(objective.toSource(point.parameters()));
            return new IterationRecord(
                    iteration,
                    objective.lossUnit() * point.value(),
                    validation.rows() == 0 || validation.weight() == 0
                            ? OptionalDouble.empty()
                            : OptionalDouble.of(objective.lossUnit() * validation.meanSquaredError()),
                    objective.lossUnit() * point.gradientNorm(),
                    iteration == 0 ? OptionalDouble.empty() : optimizer.stepSize(),
                    clock.seconds(),
                    clock.passes(),
                    clock.update());
        }

        private TrainingState state() {
            return new TrainingState(
                    first,
                    point,
                    divergence.rises(),
                    best.parameters(),
                    optimizer.save(),
                    history.records(),
                    trace.moments(),
                    passes());
        }

        private long passes() {
            return passesBefore + source.passes();
        }
    }

    /**
     * A moment of a descent.
     *
     * @param parameters in the units of the source
     */
    public record Moment(IterationRecord record, Parameters parameters) {}

    /**
     * Where a descent ended.
     *
     * @param parameters in the units of the source: where the descent ended, or those with the smallest validation loss
     * @param point where the descent ended, in its own units, with J and its gradient
     * @param reason why it ended
     * @param history the iterations
     * @param path from the start to {@code parameters}, by some of the iterations
     * @param passes over the data, those before the descent was resumed included
     */
    public record Result(
            Parameters parameters, Point point, StopReason reason, History history, List<Moment> path, long passes) {

        /** True if the descent arrived where it was to go. */
        public boolean converged() {
            return reason.converged();
        }
    }
}
