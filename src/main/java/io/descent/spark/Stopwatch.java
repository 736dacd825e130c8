package io.descent.spark;

import io.descent.training.TrainingSummary;
import java.util.EnumMap;
import java.util.Map;

/** Measures the phases of a fit, one after the other. */
final class Stopwatch {

    /** What a lap was spent on. */
    enum Phase {
        STATISTICS,
        LOAD,
        DESCENT
    }

    private final long began = System.nanoTime();
    private final Map<Phase, Double> laps = new EnumMap<>(Phase.class);
    private double earlier;
    private long last = began;

    /** Ends a phase. */
    void lap(Phase phase) {
        long now = System.nanoTime();
        laps.merge(phase, (now - last) / 1e9, Double::sum);
        last = now;
    }

    /** Counts seconds of a phase that passed in another process. */
    void add(Phase phase, double seconds) {
        laps.merge(phase, seconds, Double::sum);
        earlier += seconds;
    }

    /** The phases so far, and all the time since the start. */
    TrainingSummary.Seconds seconds() {
        return new TrainingSummary.Seconds(
                laps.getOrDefault(Phase.LOAD, 0.0),
                laps.getOrDefault(Phase.STATISTICS, 0.0),
                laps.getOrDefault(Phase.DESCENT, 0.0),
                earlier + (System.nanoTime() - began) / 1e9);
    }
}
