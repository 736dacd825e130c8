package io.descent.training;

import io.descent.gradient.GradientSum;
import io.descent.gradient.Penalty;
import io.descent.model.FeatureScaling;
import io.descent.model.Network;
import io.descent.model.Parameters;
import io.descent.optimizer.Optimizer;
import io.descent.optimizer.OptimizerSettings;
import io.descent.optimizer.Point;
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

    /** Without checkpoints. */
    public TrainingLoop(
            GradientSource source,
            Network network,
            FeatureScaling standardisation,
            Penalty penalty,
            OptimizerSettings settings,
            StopRule rule,
            List<TrainingListener> listeners) {
        this(source, network, standardisation, penalty, settings, rule, listeners, CheckpointStore.NONE);
    }

    /**
     * @param standardisation from the units of the source to those of the descent
     * @param checkpoints is offered the state after each iteration, the start included
     */
    public TrainingLoop(
            GradientSource source,
            Network network,
            FeatureScaling standardisation,
            Penalty penalty,
            OptimizerSettings settings,
            StopRule rule,
            List<TrainingListener> listeners,
            CheckpointStore checkpoints) {
        this.source = source;
        this.objective = new Objective(source, network, standardisation, penalty);
        this.settings = settings;
        this.rule = rule;
        this.biasAlone = standardisation.variables() == 0;
        this.listeners = List.copyOf(listeners);
        this.checkpoints = checkpoints;
    }

    /**
     * Descends until the stop rule says so.
     *
     * @param start the first parameters, in standardised units
     * @throws DivergedException if the loss grows instead of falling
     */
    public Result run(double[] start) {
        Descent descent = new Descent(start);
        descent.endIteration(0);
        return descent.run();
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
        return descent.run();
    }

    /** What changes from iteration to iteration. */
    private final class Descent {

        private final IterationClock clock;
        private final Optimizer optimizer = settings.create();
        private final History history;
        private final Point first;
        private final DivergenceRule divergence;
        private final long passesBefore; // in another process, beyond those that both made to get ready
        private Point point;

        Descent(double[] start) {
            clock = new IterationClock(source, 0);
            history = new History();
            first = objective.evaluate(start);
            divergence = new DivergenceRule(first, optimizer, 0);
            passesBefore = 0;
            point = first;
        }

        Descent(TrainingState state) {
            state.check(objective.dimension());
            clock = new IterationClock(source, state.last().seconds());
            history = new History(state.history());
            first = state.first();
            optimizer.restore(state.optimizer(), objective.dimension());
            state.optimizer().checkNames(optimizer.save());
            divergence = new DivergenceRule(first, optimizer, state.rises());
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
                    divergence.checkEnd(point, history.iterations(), objective);
                    return new Result(objective.toStored(point.parameters()), point, stop.get(), history, passes());
                }
            }
        }

        private Optional<StopReason> reasonToStop() {
            return biasAlone && history.iterations() == 0 && rule.biasIsRight(first)
                    ? Optional.of(StopReason.TOLERANCE)
                    : rule.check(point, first, optimizer, history.iterations());
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
            listeners.forEach(listener -> listener.iterationEnded(record));
            checkpoints.offer(iteration, this::state);
        }

        private IterationRecord record(int iteration) {
            clock.lap();
            GradientSum validation = source.validationAt(objective.toStored(point.parameters()));
            return new IterationRecord(
                    iteration,
                    point.value(),
                    validation.rows() == 0
                            ? OptionalDouble.empty()
                            : OptionalDouble.of(validation.squaredError() / validation.weight()),
                    point.gradientNorm(),
                    iteration == 0 ? OptionalDouble.empty() : optimizer.stepSize(),
                    clock.seconds(),
                    clock.passes(),
                    clock.update());
        }

        private TrainingState state() {
            return new TrainingState(first, point, divergence.rises(), optimizer.save(), history.records(), passes());
        }

        private long passes() {
            return passesBefore + source.passes();
        }
    }

    /**
     * Where a descent ended.
     *
     * @param parameters in the units of the source
     * @param point the same in standardised units, with J and its gradient there, from the data
     * @param reason why it ended
     * @param history the iterations
     * @param passes over the data, those before the descent was resumed included
     */
    public record Result(Parameters parameters, Point point, StopReason reason, History history, long passes) {

        /** True if the stop rule's tolerance was met. */
        public boolean converged() {
            return reason == StopReason.TOLERANCE;
        }
    }
}
