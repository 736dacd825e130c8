package io.descent.reliability;

/**
 * One way to disturb runs.
 *
 * @param name for the table and for {@code --only}
 */
record Scenario(String name, Trial trial) {

    /** Disturbs a run, or some, and brings them to their end. */
    @FunctionalInterface
    interface Trial {
        Verdict in(Lab lab) throws Exception;
    }
}
