package io.descent.cli;

import io.descent.training.IterationRecord;
import io.descent.training.TrainingListener.TrainingStart;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;

/**
 * How far a descent is, and when it may end. The gradient of a descent falls by about the same factor in each iteration;
 * the factor of the latest ones tells how many more it takes to the tolerance.
 */
final class DescentProgress {
    private static final int WINDOW = 10;
    private static final int FEWEST = 3;

    private final TrainingStart start;
    private final Deque<IterationRecord> latest = new ArrayDeque<>();
    private double firstNorm;
    private double done;
    private long passes;

    DescentProgress(TrainingStart start) {
        this.start = start;
    }

    /**
     * @param record of the iteration that ended
     * @param passesSoFar over the data, as far as they are known of
     */
    void add(IterationRecord record, long passesSoFar) {
        passes = passesSoFar;
        if (record.iteration() == 0) {
            firstNorm = record.gradientNorm();
        }
        latest.addLast(record);
        if (latest.size() > WINDOW) {
            latest.removeFirst();
        }
        done = Math.max(done, share());
    }

    TrainingStart start() {
        return start;
    }

    IterationRecord last() {
        return latest.getLast();
    }

    /** The part of the work that is done, in [0, 1]; never falls. */
    double done() {
        return done;
    }

    /** Rows read in a second, over the whole descent; empty while nothing was read. */
    OptionalDouble rowsPerSecond() {
        double seconds = last().seconds();
        return seconds > 0 && passes > 0
                ? OptionalDouble.of(start.rows() * (double) passes / seconds)
                : OptionalDouble.empty();
    }

    /** An estimate of the seconds to go; empty while there is nothing to tell it from. */
    OptionalDouble secondsLeft() {
        IterationRecord from = latest.getFirst();
        IterationRecord to = latest.getLast();
        int steps = to.iteration() - from.iteration();
        if (steps < FEWEST) {
            return OptionalDouble.empty();
        }
        double allowed = start.maxIterations() - to.iteration();
        double fall = Math.log(from.gradientNorm() / to.gradientNorm()) / steps;
        double wanted = fall > 0 ? Math.max(0, logToTolerance(to)) / fall : allowed;
        double seconds = (to.seconds() - from.seconds()) / steps;
        double left = Math.min(allowed, wanted) * seconds;
        return Double.isFinite(left) ? OptionalDouble.of(left) : OptionalDouble.empty();
    }

    private double share() {
        double ofIterations = last().iteration() / (double) start.maxIterations();
        double ofDigits = Math.log(firstNorm / last().gradientNorm()) / -Math.log(start.tolerance());
        return Math.min(1, Double.isFinite(ofDigits) ? Math.max(ofIterations, ofDigits) : ofIterations);
    }

    /** ln(‖∇J‖ / (tolerance·‖∇J₀‖)) */
    private double logToTolerance(IterationRecord record) {
        return Math.log(record.gradientNorm() / (start.tolerance() * firstNorm));
    }
}
