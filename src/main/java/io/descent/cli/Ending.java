package io.descent.cli;

import io.descent.report.ReportData.State;
import io.descent.training.TrainingSummary;

/**
 * How a fit ended, in words. A neuron has one best fit, which a descent reaches or not; of a network none is expected to.
 */
record Ending(State state, String word, String advice) {

    static Ending of(Fitted fitted) {
        TrainingSummary summary = fitted.summary();
        if (summary.converged()) {
            return new Ending(State.CONVERGED, "converged", "");
        }
        boolean neuron = fitted.network().isNeuron();
        String advice =
                switch (summary.stopReason()) {
                    case MAX_ITERATIONS ->
                        neuron
                                ? "the gradient is above the tolerance; raise training.max-iterations"
                                : "with more of training.max-iterations it may fit better";
                    case PRECISION_LIMIT -> "the arithmetic allows no further progress; see training.precision";
                    case ILL_CONDITIONED -> "the data do not determine the weights";
                    case TOLERANCE, EARLY_STOPPING -> "";
                };
        return neuron
                ? new Ending(State.NOT_CONVERGED, "NOT CONVERGED", advice)
                : new Ending(State.FITTED, "ended", advice);
    }

    /** When it ended, and what to do about it. */
    static String sentence(Fitted fitted) {
        Ending ending = of(fitted);
        int iterations = fitted.summary().iterations();
        return ending.word + " after " + iterations + (iterations == 1 ? " iteration" : " iterations") + " of "
                + fitted.summary().optimizer();
    }
}
