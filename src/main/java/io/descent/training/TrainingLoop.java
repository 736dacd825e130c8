package io.descent.training;

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

    /**
     * @param standardisation from the units of the source to those of the descent
     */
    public TrainingLoop(
            GradientSource source,
            Network network,
            FeatureScaling standardisation,
            Penalty penalty,
            OptimizerSettings settings,
            StopRule rule,
            List<TrainingListener> listeners) {
        this.source = source;
        this.objective = new Objective(source, network, standardisation, penalty);
        this.settings = settings;
        this.rule = rule;
        this.biasAlone = standardisation.variables() == 0;
        this.listeners = List.copyOf(listeners);
    }

    /**
     * Descends until the stop rule says so.
     *
     * @param start the first parameters, in standardised units
     * @throws DivergedException if the loss grows instead of falling
     */
    public Result run(double[] start) {
        Optimizer optimizer = settings.create();
        History history = new History();
        Clock clock = new Clock();

        Point first = objective.evaluate(start);
        Point point = first;
        DivergenceRule divergence = new DivergenceRule(first, optimizer);
        record(history, 0, point, optimizer, clock);
        if (biasAlone && rule.biasIsRight(first)) {
            return new Result(objective.toStored(start), first, StopReason.TOLERANCE, history);
        }
        for (int iteration = 0; ; ) {
            Optional<StopReason> stop = rule.check(point, first, optimizer, iteration);
            if (stop.isPresent() && point.origin() == Point.Origin.EVALUATED) {
                divergence.checkEnd(point, iteration, objective);
                return new Result(objective.toStored(point.parameters()), point, stop.get(), history);
            }
            Point next = stop.isPresent()
                    ? objective.evaluate(point.parameters()) // a recurrence says so; the data must agree
                    : optimizer.step(point, objective);
            if (stop.isEmpty()) {
                iteration++;
                divergence.check(point, next, iteration, objective);
                record(history, iteration, next, optimizer, clock);
            }
            point = next;
        }
    }

    private void record(History history, int iteration, Point point, Optimizer optimizer, Clock clock) {
        clock.lap();
        var validation = source.validationAt(objective.toStored(point.parameters()));
        IterationRecord record = new IterationRecord(
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
        history.add(record);
        for (TrainingListener listener : listeners) {
            listener.iterationEnded(record);
        }
    }

    /** Splits the time of each iteration. The validation pass counts as part of the iteration after it. */
    private final class Clock {

        private final long began = System.nanoTime();
        private long lap = began;
        private double seconds;
        private PassTimes before = source.times();
        private PassTimes passes = PassTimes.NONE;

        void lap() {
            long now = System.nanoTime();
            seconds = (now - lap) / 1e9;
            lap = now;
            PassTimes all = source.times();
            passes = all.since(before);
            before = all;
        }

        double seconds() {
            return (System.nanoTime() - began) / 1e9;
        }

        PassTimes passes() {
            return passes;
        }

        double update() {
            return Math.max(0, seconds - passes.seconds());
        }
    }

    /**
     * Where a descent ended.
     *
     * @param parameters in the units of the source
     * @param point the same in standardised units, with J and its gradient there, from the data
     * @param reason why it ended
     * @param history the iterations
     */
    public record Result(Parameters parameters, Point point, StopReason reason, History history) {

        /** True if the stop rule's tolerance was met. */
        public boolean converged() {
            return reason == StopReason.TOLERANCE;
        }
    }
}
