package io.descent.training;

/** Why a descent ended. */
public enum StopReason {
    /** The gradient is small enough. */
    TOLERANCE("tolerance"),
    /** The validation loss has not fallen for a while. */
    EARLY_STOPPING("early-stopping"),
    /** The arithmetic gives no further progress. */
    PRECISION_LIMIT("precision-limit"),
    /** The number of iterations that was allowed is used up. */
    MAX_ITERATIONS("max-iterations"),
    /** The data do not determine the parameters to a useful number of digits. */
    ILL_CONDITIONED("ill-conditioned");

    private final String label;

    StopReason(String label) {
        this.label = label;
    }

    /** True if the descent arrived where it was to go. */
    public boolean converged() {
        return this == TOLERANCE || this == EARLY_STOPPING;
    }

    /** The word for it in files and messages. */
    public String label() {
        return label;
    }
}
