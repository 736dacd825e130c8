package io.descent.storage;

/** Something was seen that must never be. */
final class SimulationViolation extends Error {
    private static final long serialVersionUID = 1L;

    /** What must hold. */
    enum Oracle {
        /** A manifest is there only while every file that it lists is, as it was written, and all are of one process. */
        WHOLE_RUNS,
        /** A run that was acknowledged is there, or a later one, or a later one is just being put in its place. */
        RUN_KEPT,
        /** Where a run must not be replaced, at most one is acknowledged. */
        ONE_WINNER,
        /** Whoever goes on does so from the last acknowledged checkpoint, or from a later one. */
        CHECKPOINT_KEPT,
        /** What a process begins after another has taken over is not acknowledged. */
        SUPERSEDED_STOPS,
        /** Only a process after which another took the right is told that it was taken over. */
        LATEST_GOES_ON,
        /** Without faults a process ends with a complete run, and leaves nothing but that. */
        RECOVERY,
        /** Files of others are left alone. */
        STRANGERS_KEPT
    }

    private final Oracle oracle;

    SimulationViolation(Oracle oracle, String message, Throwable causeOrNull) {
        super(oracle + ": " + message, causeOrNull);
        this.oracle = oracle;
    }

    Oracle oracle() {
        return oracle;
    }
}
