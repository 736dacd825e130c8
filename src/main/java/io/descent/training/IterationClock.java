package io.descent.training;

/** Splits the time of each iteration. The validation pass counts as part of the iteration after it. */
final class IterationClock {

    private final GradientSource source;
    private final double earlier; // seconds, before the descent was resumed
    private final long began = System.nanoTime();
    private long lap = began;
    private double seconds;
    private PassTimes before;
    private PassTimes passes = PassTimes.NONE;

    /**
     * @param earlier the seconds that a descent had taken before it was resumed
     */
    IterationClock(GradientSource source, double earlier) {
        this.source = source;
        this.earlier = earlier;
        this.before = source.times();
    }

    /** Ends an iteration. */
    void lap() {
        long now = System.nanoTime();
        seconds = (now - lap) / 1e9;
        lap = now;
        PassTimes all = source.times();
        passes = all.since(before);
        before = all;
    }

    /** Since the descent began. */
    double seconds() {
        return earlier + (System.nanoTime() - began) / 1e9;
    }

    /** Where the time of the iteration's passes went. */
    PassTimes passes() {
        return passes;
    }

    /** Seconds of the iteration outside its passes. */
    double update() {
        return Math.max(0, seconds - passes.seconds());
    }
}
