package io.descent.training;

import java.util.OptionalInt;

/**
 * The parameters with the smallest validation loss, and how long ago they were met: a network that goes on learns its
 * training examples by heart.
 */
final class BestParameters {

    private final OptionalInt patience;
    private double[] parameters = new double[0]; // or (dimension)
    private double loss = Double.POSITIVE_INFINITY;
    private int iteration;

    /**
     * @param patience the iterations to go on without a smaller loss; empty if validation examples do not count
     */
    BestParameters(OptionalInt patience) {
        this.patience = patience;
    }

    /** Of a descent that goes on. */
    BestParameters(OptionalInt patience, double[] parameters, History history) {
        this(patience);
        history.records().forEach(record -> add(record, parameters));
    }

    void add(IterationRecord record, double[] at) {
        if (patience.isPresent() && record.validationLoss().orElse(Double.NaN) < loss) {
            loss = record.validationLoss().getAsDouble();
            iteration = record.iteration();
            parameters = at;
        }
    }

    /** True if it is time to stop. */
    boolean isOld(int now) {
        return parameters.length > 0 && now - iteration >= patience.getAsInt();
    }

    /** True if the descent has led somewhere better than its start, whatever came after that. */
    boolean isLaterThanTheStart() {
        return iteration > 0;
    }

    /** (dimension), or empty. */
    double[] parameters() {
        return parameters;
    }

    /** These parameters and their iteration, or else another. */
    Trace.Moment orElse(Trace.Moment other) {
        return parameters.length > 0 ? new Trace.Moment(iteration, parameters) : other;
    }
}
