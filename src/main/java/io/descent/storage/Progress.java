package io.descent.storage;

import io.descent.training.IterationRecord;
import io.descent.training.TrainingListener.TrainingStart;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How far a training is that goes on, for those who watch.
 *
 * @param writes how many have been written, this one included: while it grows, the training is alive
 * @param began when the training began
 * @param interval seconds until the next is written
 * @param phase what goes on, for people
 * @param start what is about to be fitted; empty before the descent
 * @param parameters how many are fitted; empty before the descent
 * @param passes over the data so far; 0 if that is not known
 * @param every 1 if all iterations are in the history, else k for every k-th and the last
 * @param history in order; at most {@link #MOST} and the last
 */
public record Progress(
        long writes,
        Instant began,
        double interval,
        String phase,
        Optional<TrainingStart> start,
        OptionalInt parameters,
        long passes,
        int every,
        List<IterationRecord> history) {

    /** How many records a file holds, so that it stays small whatever the training. */
    public static final int MOST = 2_000;

    public Progress {
        Objects.requireNonNull(began, "began");
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(parameters, "parameters");
        history = List.copyOf(history);
        if (every < 1) {
            throw new IllegalArgumentException("every must be >= 1, but is " + every);
        }
        if (!(interval >= 0)) {
            throw new IllegalArgumentException("interval must be >= 0, but is " + interval);
        }
    }
}
