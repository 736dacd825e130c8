package io.descent.training;

import java.util.Optional;
import java.util.function.Supplier;

/** Keeps the state of a descent where it survives the process. */
public interface CheckpointStore {

    /** Keeps nothing. */
    CheckpointStore NONE = new CheckpointStore() {
        @Override
        public Optional<TrainingState> latest(Supplier<DataFingerprint> data) {
            return Optional.empty();
        }

        @Override
        public void offer(int iteration, Supplier<TrainingState> state) {}
    };

    /**
     * The state to go on from; empty for a start from nothing. Called once, before the first gradient.
     *
     * @param data of this fit, which may take a pass; states that are offered later belong to it
     */
    Optional<TrainingState> latest(Supplier<DataFingerprint> data);

    /**
     * Called after each iteration, the start and the last included, in the thread of the loop. A state that is due is
     * taken at once and written elsewhere, so that the loop does not wait.
     *
     * @throws RuntimeException if the descent must not go on, for instance since another took it over
     */
    void offer(int iteration, Supplier<TrainingState> state);
}
