package io.descent.storage;

/** The end of a simulated process: nothing that it calls from here on has an effect. */
final class SimulatedCrash extends Error {
    private static final long serialVersionUID = 1L;

    SimulatedCrash() {
        super("the process is dead", null, false, false);
    }
}
