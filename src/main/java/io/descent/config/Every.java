package io.descent.config;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How often a checkpoint is written: after a number of iterations, or after a time. Exactly one of the two is present.
 *
 * @param iterations &ge; 1
 * @param time &gt; 0
 */
public record Every(OptionalInt iterations, Optional<Duration> time) {
    public Every {
        Objects.requireNonNull(iterations, "iterations");
        Objects.requireNonNull(time, "time");
        if (iterations.isPresent() == time.isPresent()) {
            throw new IllegalArgumentException(
                    "exactly one of iterations and time must be present, but they are " + iterations + " and " + time);
        }
        Problems problems = new Problems();
        if (iterations.isPresent() && iterations.getAsInt() < 1) {
            problems.must(Keys.CHECKPOINT_EVERY, "be >= 1 iteration", iterations.getAsInt());
        }
        if (time.isPresent() && (time.get().isNegative() || time.get().isZero())) {
            problems.must(Keys.CHECKPOINT_EVERY, "be longer than no time", written(time.get()));
        }
        problems.throwIfAny();
    }

    public static Every iterations(int count) {
        return new Every(OptionalInt.of(count), Optional.empty());
    }

    public static Every time(Duration time) {
        return new Every(OptionalInt.empty(), Optional.of(time));
    }

    /** As it is written in settings: {@code 10 iterations}, {@code 30 seconds}. */
    @Override
    public String toString() {
        return time.map(Every::written).orElseGet(() -> iterations.getAsInt() + " iterations");
    }

    private static String written(Duration time) {
        return time.getNano() == 0 ? time.getSeconds() + " seconds" : time.toNanos() + " nanoseconds";
    }
}
