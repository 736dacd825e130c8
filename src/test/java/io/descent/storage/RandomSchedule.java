package io.descent.storage;

import java.util.List;
import java.util.SplittableRandom;

/** A schedule that follows from a number. */
final class RandomSchedule implements SimulationSchedule {
    private static final SimulatedFault[] LOOK_FAULTS = {SimulatedFault.CRASH_BEFORE, SimulatedFault.FAIL};
    private static final SimulatedFault[] LIST_FAULTS = {
        SimulatedFault.CRASH_BEFORE, SimulatedFault.FAIL, SimulatedFault.STALE, SimulatedFault.STALE
    };
    private static final SimulatedFault[] WRITE_FAULTS = {
        SimulatedFault.CRASH_BEFORE,
        SimulatedFault.CRASH_WITHIN,
        SimulatedFault.CRASH_AFTER,
        SimulatedFault.FAIL,
        SimulatedFault.LOSE_ANSWER,
        SimulatedFault.DISK_FULL
    };
    private static final SimulatedFault[] OTHER_FAULTS = {
        SimulatedFault.CRASH_BEFORE,
        SimulatedFault.CRASH_WITHIN,
        SimulatedFault.CRASH_AFTER,
        SimulatedFault.FAIL,
        SimulatedFault.LOSE_ANSWER
    };
    private static final double[] FAULT_RATES = {0, 0.005, 0.02, 0.05};

    private final SplittableRandom random;
    private final double faultRate;
    private int running;
    private int burst;

    private RandomSchedule(SplittableRandom random) {
        this.random = random;
        this.faultRate = FAULT_RATES[random.nextInt(FAULT_RATES.length)];
    }

    static RandomSchedule of(long seed) {
        return new RandomSchedule(new SplittableRandom(seed));
    }

    /** What two writers do under that seed. */
    static Simulation.Setting setting(long seed) {
        SplittableRandom random = new SplittableRandom(~seed);
        boolean earlier = random.nextBoolean();
        IfExists first = earlier || random.nextInt(3) == 0 ? IfExists.REPLACE : IfExists.REFUSE;
        IfExists second = random.nextInt(8) == 0 ? IfExists.REFUSE : first;
        SimulatedStore.Moves moves = random.nextBoolean() ? SimulatedStore.Moves.ATOMIC : SimulatedStore.Moves.BY_LINK;
        return new Simulation.Setting(
                List.of(first, second),
                earlier,
                1 + random.nextInt(3),
                1 + random.nextInt(2),
                1 + random.nextInt(3),
                moves,
                Simulation.Mutation.NONE);
    }

    @Override
    public int writer(SimulatedProcess process) {
        if (--burst <= 0) {
            running = random.nextInt(2);
            // a few operations, some, or as many as there are: the other one is frozen meanwhile
            int length = random.nextInt(3);
            burst = length == 0
                    ? 1 + random.nextInt(4)
                    : length == 1 ? 5 + random.nextInt(40) : 40 + random.nextInt(400);
        }
        return running;
    }

    @Override
    public SimulatedFault fault(SimulatedProcess process, SimulatedStore.Kind kind) {
        if (random.nextDouble() >= faultRate) {
            return SimulatedFault.NONE;
        }
        SimulatedFault[] faults = of(kind);
        return faults[random.nextInt(faults.length)];
    }

    @Override
    public boolean diverges(SimulatedProcess process) {
        return random.nextInt(16) == 0;
    }

    static SimulatedFault[] of(SimulatedStore.Kind kind) {
        return switch (kind) {
            case LOOK -> LOOK_FAULTS;
            case LIST -> LIST_FAULTS;
            case WRITE -> WRITE_FAULTS;
            case MAKE_DIRECTORY, MOVE, DELETE -> OTHER_FAULTS;
        };
    }
}
