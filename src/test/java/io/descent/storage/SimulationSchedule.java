package io.descent.storage;

/** Who runs when, and what goes wrong. Asked before each operation; its answers depend on nothing but the questions. */
interface SimulationSchedule {

    /**
     * The writer, 0 or 1, whose operation is the next.
     *
     * @param process whose operation would be the next; how many it has begun, this one included, is in it
     */
    int writer(SimulatedProcess process);

    /** What happens to the operation that {@code process} now does. */
    SimulatedFault fault(SimulatedProcess process, SimulatedStore.Kind kind);

    /** How a process of a writer ends whose descent is done. */
    default boolean diverges(SimulatedProcess process) {
        return false;
    }
}
