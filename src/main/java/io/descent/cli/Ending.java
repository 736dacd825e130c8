package io.descent.cli;

import io.descent.report.ReportData.State;
import io.descent.training.TrainingSummary;

/**
 * How a fit ended, in words. A neuron has one best fit, which a descent reaches or not; of a network none is expected to.
 */
record Ending(State state, String word, String advice) {

    /** The state of a fit that came to its end. */
    static State state(boolean converged, boolean neuron) {
        if (converged) {
            return State.CONVERGED;
        }
        return neuron ? State.NOT_CONVERGED : State.FITTED;
    }

    /** A state in the words of a message. */
    static String words(State state) {
        return switch (state) {
            case CONVERGED -> "converged";
            case NOT_CONVERGED -> "not converged, but written";
            case FITTED -> "fitted";
            case RUNNING, DIVERGED -> throw new IllegalArgumentException("not an end of a run: " + state);
        };
    }

    static Ending of(Fitted fitted) {
        TrainingSummary summary = fitted.summary();
        boolean neuron = fitted.network().isNeuron();
        State state = state(summary.converged(), neuron);
        if (state == State.CONVERGED) {
            return new Ending(state, words(state), "");
        }
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
        return new Ending(state, neuron ? "NOT CONVERGED" : "ended", advice);
    }

    /** How and when it ended. */
    static String sentence(Fitted fitted) {
        return sentence(
                of(fitted).word, fitted.summary().iterations(), fitted.summary().optimizer());
    }

    static String sentence(String word, int iterations, String optimizer) {
        return word + " after " + iterations + (iterations == 1 ? " iteration" : " iterations") + " of " + optimizer;
    }
}
