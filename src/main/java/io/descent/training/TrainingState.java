package io.descent.training;

import io.descent.optimizer.OptimizerState;
import io.descent.optimizer.Point;
import java.util.List;

/**
 * All that a descent knows between two iterations. A descent that goes on from here ends with the same bits as one that
 * was never interrupted; a gradient has no history, so nothing of the cluster is part of it.
 *
 * @param first where the descent began: the stop rule and the rule for divergence compare with it
 * @param point where it stands, after the last iteration of the history
 * @param rises how often in a row the loss has risen
 * @param best the parameters with the smallest validation loss so far, (dimension); empty where that does not count, or
 *     before there are any
 * @param optimizer what the method remembers
 * @param history all iterations so far, the start included; never empty
 * @param trace where it was after some of them
 * @param passes over the data so far
 */
public record TrainingState(
        Point first,
        Point point,
        int rises,
        double[] best,
        OptimizerState optimizer,
        List<IterationRecord> history,
        List<Trace.Moment> trace,
        long passes) {

    public TrainingState {
        history = List.copyOf(history);
        trace = List.copyOf(trace);
        if (history.isEmpty()) {
            throw new IllegalArgumentException("a history must have its start, but is empty");
        }
    }

    /** The number of steps taken. */
    public int iteration() {
        return last().iteration();
    }

    /** The latest iteration. */
    public IterationRecord last() {
        return history.get(history.size() - 1);
    }

    /**
     * @param dimension the number of parameters
     * @throws IllegalArgumentException if a point has another
     */
    void check(int dimension) {
        check("parameters of the start", first.parameters(), dimension);
        check("gradient of the start", first.gradient(), dimension);
        check("parameters", point.parameters(), dimension);
        check("gradient", point.gradient(), dimension);
        if (best.length > 0) {
            check("best parameters", best, dimension);
        }
        trace.forEach(moment -> check("parameters in the trace", moment.parameters(), dimension));
    }

    private static void check(String name, double[] values, int dimension) {
        if (values.length != dimension) {
            throw new IllegalArgumentException(
                    "the state's " + name + " must have length " + dimension + ", but has " + values.length);
        }
    }
}
