package io.descent.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything that can go wrong at every operation of a process, and then again in the one that goes on. By default the
 * second fault strikes every {@value #STRIDE}th operation; {@code -Dsimulation.stride=1} for all.
 */
class StorageCrashPointsTest {
    private static final int STRIDE = 211;
    private static final int CHOSEN_STRIDE = Integer.getInteger("simulation.stride", STRIDE);
    private static final String FIRST = "w0p0";
    private static final String SECOND = "w0p1";
    private static final String OTHER = "w1p0";
    private static final List<SimulatedFault> CRASHES =
            List.of(SimulatedFault.CRASH_BEFORE, SimulatedFault.CRASH_WITHIN);

    static Stream<Simulation.Setting> oneWriter() {
        return Stream.of(SimulatedStore.Moves.ATOMIC, SimulatedStore.Moves.BY_LINK)
                .flatMap(moves -> Stream.of(
                        setting(List.of(IfExists.REFUSE), false, moves),
                        setting(List.of(IfExists.REPLACE), true, moves),
                        setting(List.of(IfExists.REPLACE), true, moves).withPainters(0)));
    }

    static Stream<Simulation.Setting> twoWriters() {
        return Stream.of(SimulatedStore.Moves.ATOMIC, SimulatedStore.Moves.BY_LINK)
                .flatMap(moves -> Stream.of(
                        setting(List.of(IfExists.REFUSE, IfExists.REFUSE), false, moves),
                        setting(List.of(IfExists.REPLACE, IfExists.REPLACE), false, moves),
                        setting(List.of(IfExists.REPLACE, IfExists.REPLACE), true, moves),
                        setting(List.of(IfExists.REPLACE, IfExists.REPLACE), true, moves)
                                .withPainters(0),
                        setting(List.of(IfExists.REPLACE, IfExists.REPLACE), true, moves)
                                .withPainters(1),
                        setting(List.of(IfExists.REPLACE, IfExists.REPLACE), true, moves)
                                .withPainters(0, 1)));
    }

    private static Simulation.Setting setting(List<IfExists> writers, boolean earlier, SimulatedStore.Moves moves) {
        return new Simulation.Setting(writers, earlier, 2, 1, 2, moves, Simulation.Mutation.NONE);
    }

    @ParameterizedTest
    @MethodSource("oneWriter")
    void everyFault_thenEveryCrashOfTheNext_isOvercome(Simulation.Setting setting) {
        ScriptedSchedule untroubled = new ScriptedSchedule();
        Simulation.run(setting, untroubled);
        List<SimulatedStore.Kind> first = untroubled.operations(FIRST);
        AtomicInteger points = new AtomicInteger();
        AtomicInteger runs = new AtomicInteger(1);

        IntStream.rangeClosed(1, first.size()).parallel().forEach(number -> {
            for (SimulatedFault fault : RandomSchedule.of(first.get(number - 1))) {
                Supplier<ScriptedSchedule> schedule = () -> new ScriptedSchedule().with(FIRST, number, fault);
                points.incrementAndGet();
                crashEach(setting, schedule, SECOND, number, runs);
            }
        });

        System.out.printf("%s: %d points, %d runs%n", setting, points.get(), runs.get());
        assertThat(first).hasSizeGreaterThan(50);
    }

    @ParameterizedTest
    @MethodSource("twoWriters")
    void everyFreeze_thenEveryCrashOfTheOther_isOvercome(Simulation.Setting setting) {
        ScriptedSchedule untroubled = new ScriptedSchedule();
        Simulation.run(setting, untroubled);
        int operations = untroubled.operations(FIRST).size();
        AtomicInteger runs = new AtomicInteger(1);

        IntStream.rangeClosed(1, operations)
                .parallel()
                .forEach(
                        number -> crashEach(setting, () -> new ScriptedSchedule().freeze(number), OTHER, number, runs));

        System.out.printf("%s: %d points, %d runs%n", setting, operations, runs.get());
        assertThat(operations).isGreaterThan(50);
    }

    /** Runs what a schedule says, and then the same with a crash of a process at its operations. */
    private static void crashEach(
            Simulation.Setting setting,
            Supplier<ScriptedSchedule> schedule,
            String process,
            int offset,
            AtomicInteger runs) {
        ScriptedSchedule without = schedule.get();
        run(setting, without, schedule);
        runs.incrementAndGet();
        List<SimulatedStore.Kind> operations = without.operations(process);
        for (int number = 1 + offset % CHOSEN_STRIDE; number <= operations.size(); number += CHOSEN_STRIDE) {
            for (SimulatedFault crash : CRASHES) {
                if (List.of(RandomSchedule.of(operations.get(number - 1))).contains(crash)) {
                    int at = number;
                    Supplier<ScriptedSchedule> both = () -> schedule.get().with(process, at, crash);
                    run(setting, both.get(), both);
                    runs.incrementAndGet();
                }
            }
        }
    }

    private static void run(Simulation.Setting setting, ScriptedSchedule schedule, Supplier<ScriptedSchedule> again) {
        try {
            Simulation.run(setting, schedule);
        } catch (SimulationViolation violation) {
            throw new AssertionError(
                    setting + ":\n" + String.join("\n", Simulation.trace(setting, again.get())), violation);
        }
    }
}
