package io.descent.cli;

import io.descent.training.TrainingSummary;

/**
 * Where the time of a training went, in seconds.
 *
 * @param load reading the table, preparing features, caching: what is neither of the next two
 * @param statistics the pass for counts, means and deviations
 * @param descent the training loop
 * @param total from the first look at the table to the end of the fit
 */
record Durations(double load, double statistics, double descent, double total) {

    static Durations of(Fitted fitted) {
        TrainingSummary.Seconds fit = fitted.summary().seconds();
        double before = Math.max(0, fitted.seconds() - fit.total());
        return new Durations(before + fit.load(), fit.statistics(), fit.descent(), before + fit.total());
    }
}
