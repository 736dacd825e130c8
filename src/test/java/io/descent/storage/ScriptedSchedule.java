package io.descent.storage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A schedule in which one thing or another happens at a chosen operation of a chosen process. */
final class ScriptedSchedule implements SimulationSchedule {
    private final Map<String, SimulatedFault> faults = new HashMap<>();
    private final Map<String, List<SimulatedStore.Kind>> kinds = new HashMap<>();
    private int freezeAt = Integer.MAX_VALUE;
    private int running;

    /** Lets operation {@code number} of a process, counted from 1, go wrong. */
    ScriptedSchedule with(String process, int number, SimulatedFault fault) {
        faults.put(process + " " + number, fault);
        return this;
    }

    /** Lets the first process of writer 0 wait before operation {@code number} until writer 1 has come to its end. */
    ScriptedSchedule freeze(int number) {
        freezeAt = number;
        return this;
    }

    /** The operations that a process has come to, in their order. */
    List<SimulatedStore.Kind> operations(String process) {
        return kinds.getOrDefault(process, List.of());
    }

    @Override
    public int writer(SimulatedProcess process) {
        if (process.writer() == 0 && process.operations() == freezeAt) {
            running = 1;
        }
        return running;
    }

    @Override
    public SimulatedFault fault(SimulatedProcess process, SimulatedStore.Kind kind) {
        kinds.computeIfAbsent(process.name(), any -> new ArrayList<>()).add(kind);
        return faults.getOrDefault(process.name() + " " + process.operations(), SimulatedFault.NONE);
    }
}
