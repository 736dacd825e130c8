package io.descent.storage;

import io.descent.training.DataFingerprint;
import io.descent.training.TrainingState;
import java.util.Objects;

/**
 * What a descent needs to go on after its process has ended.
 *
 * @param settings what the run was told, as canonical JSON
 * @param data that it was computed from
 * @param epoch the checkpoint's number: later ones have greater numbers
 * @param state where the descent stands
 */
record Checkpoint(String settings, DataFingerprint data, long epoch, TrainingState state) {

    Checkpoint {
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(state, "state");
    }
}
