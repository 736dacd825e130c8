package io.descent.training;

import io.descent.optimizer.OptimizerState;
import io.descent.optimizer.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Keeps every state of a descent, in memory, and can end it in the middle. */
public final class States implements CheckpointStore {

    private final List<TrainingState> all = new ArrayList<>();
    private int end = Integer.MAX_VALUE;
    private Optional<TrainingState> latest = Optional.empty();
    private DataFingerprint data;

    /** What a killed process looks like from inside. */
    public static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Throws after an iteration. */
    public States endAfter(int iteration) {
        this.end = iteration;
        return this;
    }

    /** Gives a state to go on from. */
    public States startFrom(TrainingState state) {
        this.latest = Optional.of(state);
        return this;
    }

    @Override
    public Optional<TrainingState> latest(Supplier<DataFingerprint> fingerprint) {
        data = fingerprint.get();
        return latest;
    }

    @Override
    public void offer(int iteration, Supplier<TrainingState> state) {
        all.add(state.get());
        if (iteration == end) {
            throw new Killed();
        }
    }

    public List<TrainingState> all() {
        return all;
    }

    public TrainingState last() {
        return all.get(all.size() - 1);
    }

    public DataFingerprint data() {
        return data;
    }

    /** The same in arrays of its own, as it comes back from a file. */
    public static TrainingState copy(TrainingState state) {
        OptimizerState optimizer = new OptimizerState();
        state.optimizer().arrays().forEach((name, values) -> optimizer.put(name, values.clone()));
        return new TrainingState(
                copy(state.first()),
                copy(state.point()),
                state.rises(),
                state.best().clone(),
                optimizer,
                state.history(),
                state.trace(),
                state.passes());
    }

    private static Point copy(Point point) {
        return new Point(
                point.parameters().clone(),
                point.value(),
                point.gradient().clone(),
                point.gradientNorm(),
                point.origin());
    }

    /** Records without what a clock says. */
    public static List<IterationRecord> timeless(List<IterationRecord> records) {
        return records.stream()
                .map(record -> new IterationRecord(
                        record.iteration(),
                        record.loss(),
                        record.validationLoss(),
                        record.gradientNorm(),
                        record.stepSize(),
                        0,
                        PassTimes.NONE,
                        0))
                .toList();
    }
}
