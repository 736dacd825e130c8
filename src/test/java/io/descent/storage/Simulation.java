package io.descent.storage;

import io.descent.storage.SimulationViolation.Oracle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;

/**
 * Writers at work in one run's directory, as a schedule says, and after them one without faults. Each writer has a
 * thread, of which one runs at a time: the baton is handed on where the schedule changes the writer, and nowhere else.
 */
final class Simulation {
    static final Path DIRECTORY = new Path("/runs/out");
    private static final Path NOTES = new Path(DIRECTORY, "notes.txt");
    private static final Path NEIGHBOUR = new Path(DIRECTORY.getParent(), "neighbour.txt");
    private static final byte[] MINE = "mine".getBytes(StandardCharsets.UTF_8);
    private static final Pattern IDENTIFIER =
            Pattern.compile("([0-9a-f]{8})(-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(?=\\.checkpoint))");
    private static final int EARLIER = 100;
    private static final int MOST_OPERATIONS = 20_000;
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "simulated writer");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * What the writers are to do.
     *
     * @param writers what each does with a run that is there already; one or two
     * @param painters the writers that train nothing, but add pictures to the run that is there
     * @param earlier whether a complete run is there at the start, and files of others beside it
     * @param iterations each followed by a checkpoint
     * @param keep how many checkpoints are kept
     * @param processes of a writer, each started when the one before died or failed
     * @param mutation what is wrong with the protocol: the store that it gets instead of the right one
     */
    record Setting(
            List<IfExists> writers,
            Set<Integer> painters,
            boolean earlier,
            int iterations,
            int keep,
            int processes,
            SimulatedStore.Moves moves,
            Mutation mutation) {

        Setting(
                List<IfExists> writers,
                boolean earlier,
                int iterations,
                int keep,
                int processes,
                SimulatedStore.Moves moves,
                Mutation mutation) {
            this(writers, Set.of(), earlier, iterations, keep, processes, moves, mutation);
        }

        Setting with(Mutation another) {
            return new Setting(writers, painters, earlier, iterations, keep, processes, moves, another);
        }

        Setting with(SimulatedStore.Moves others) {
            return new Setting(writers, painters, earlier, iterations, keep, processes, others, mutation);
        }

        Setting withPainters(Integer... some) {
            return new Setting(
                    writers, new TreeSet<>(List.of(some)), earlier, iterations, keep, processes, moves, mutation);
        }

        @Override
        public String toString() {
            return writers
                    + (painters.isEmpty() ? "" : ", of whom " + painters + " paint,")
                    + (earlier ? " over a run, " : ", ")
                    + moves;
        }
    }

    /** Makes another store of that of a process. */
    interface Mutation {
        Mutation NONE = (store, process, disk) -> store;

        Store of(Store store, SimulatedProcess process, SimulatedDisk disk);
    }

    private final Setting setting;
    private final SimulationSchedule schedule;
    private final SimulatedDisk disk = new SimulatedDisk();
    private final SimulationLedger ledger = new SimulationLedger(disk);
    private final List<String> traceOrNull;
    private final Map<String, String> identifiers = new HashMap<>();

    private final Semaphore[] batons = {new Semaphore(0), new Semaphore(0)};
    private final boolean[] atWork = new boolean[2];
    private final Semaphore finished = new Semaphore(0);
    private boolean faultless = true;
    private volatile Throwable broken; // or null
    private int operations;

    private Simulation(Setting setting, SimulationSchedule schedule, List<String> traceOrNull) {
        this.setting = setting;
        this.schedule = schedule;
        this.traceOrNull = traceOrNull;
    }

    /**
     * Runs it to its end.
     *
     * @return the number of operations
     * @throws SimulationViolation if something was not as it must be
     */
    static int run(Setting setting, SimulationSchedule schedule) {
        return new Simulation(setting, schedule, null).run();
    }

    /** The operations in their order, one a line, and how it ended. */
    static List<String> trace(Setting setting, SimulationSchedule schedule) {
        List<String> trace = new ArrayList<>();
        try {
            new Simulation(setting, schedule, trace).run();
            trace.add("all is well");
        } catch (SimulationViolation violation) {
            trace.add(violation.getMessage());
        }
        return trace;
    }

    Setting setting() {
        return setting;
    }

    boolean diverges(SimulatedProcess process) {
        return !faultless && schedule.diverges(process);
    }

    SimulatedDisk disk() {
        return disk;
    }

    SimulationLedger ledger() {
        return ledger;
    }

    private int run() {
        try {
            prepareDisk();
            faultless = false;
            runWriters();
            faultless = true;
            recover();
        } catch (IOException e) {
            throw new SimulationViolation(Oracle.RECOVERY, "the simulation itself failed", e);
        }
        return operations;
    }

    private void prepareDisk() throws IOException {
        disk.makeDirectory(DIRECTORY.getParent(), this);
        disk.create(NEIGHBOUR, MINE, this);
        if (setting.earlier) {
            SimulatedProcess.trainer(this, 0, EARLIER, IfExists.REPLACE).leaveRun(disk, DIRECTORY);
            disk.create(NOTES, MINE, this);
        }
    }

    private void runWriters() {
        for (int writer = 0; writer < setting.writers.size(); writer++) {
            atWork[writer] = true;
        }
        if (setting.writers.size() == 1) {
            restart(0);
        } else {
            THREADS.execute(() -> work(1));
            batons[0].release();
            work(0);
            finished.acquireUninterruptibly();
        }
        if (broken instanceof SimulationViolation violation) {
            throw violation;
        }
        if (broken != null) {
            throw new SimulationViolation(Oracle.RECOVERY, "a process ended with " + broken, broken);
        }
    }

    private void work(int writer) {
        batons[writer].acquireUninterruptibly();
        restart(writer);
        atWork[writer] = false;
        if (atWork[1 - writer]) {
            batons[1 - writer].release();
        } else {
            finished.release();
        }
    }

    private void restart(int writer) {
        try {
            SimulatedProcess.End end = SimulatedProcess.End.CRASHED;
            for (int number = 0;
                    number < setting.processes
                            && broken == null
                            && (end == SimulatedProcess.End.CRASHED || end == SimulatedProcess.End.FAILED);
                    number++) {
                end = start(
                        setting.painters.contains(writer)
                                ? SimulatedProcess.painter(this, writer, number)
                                : SimulatedProcess.trainer(this, writer, number, setting.writers.get(writer)));
            }
        } catch (RuntimeException | Error e) {
            broken = e;
        }
    }

    private SimulatedProcess.End start(SimulatedProcess process) {
        Store store = new SimulatedStore(this, process, setting.moves);
        SimulatedProcess.End end = process.run(faultless ? store : setting.mutation.of(store, process, disk));
        note(process.name() + " " + end);
        return end;
    }

    /** Whatever has happened: one process more, and all is in order. */
    private void recover() throws IOException {
        if (!setting.painters.isEmpty()) {
            paint();
        }
        IfExists ifExists = setting.writers.get(0);
        SimulatedProcess next = SimulatedProcess.trainer(this, 0, setting.processes, ifExists);
        SimulatedProcess.End end = start(next);
        boolean readable = ledger.look().isPresent();
        boolean refused = end == SimulatedProcess.End.REFUSED && ifExists == IfExists.REFUSE;
        if (!readable || !(refused || end == SimulatedProcess.End.PUBLISHED)) {
            throw new SimulationViolation(Oracle.RECOVERY, next.name() + " ended as " + end, null);
        }
        if (refused) {
            SimulatedProcess last = SimulatedProcess.trainer(this, 0, setting.processes + 1, IfExists.REPLACE);
            SimulatedProcess.End lastEnd = start(last);
            if (lastEnd != SimulatedProcess.End.PUBLISHED) {
                throw new SimulationViolation(Oracle.RECOVERY, last.name() + " ended as " + lastEnd, null);
            }
        }
        List<String> left = new ArrayList<>(disk.list(DIRECTORY));
        boolean notes = left.remove(NOTES.getName());
        if (!left.equals(List.of(RunLayout.MANIFEST, RunLayout.MODEL, RunLayout.PIPELINE, RunLayout.TRAINING))) {
            throw new SimulationViolation(Oracle.RECOVERY, "there is left " + left, null);
        }
        if (notes != setting.earlier || !disk.find(NEIGHBOUR).isPresent()) {
            throw new SimulationViolation(Oracle.STRANGERS_KEPT, "a file of others is gone", null);
        }
    }

    /** Whatever has happened: pictures can be added, but where somebody was interrupted who wrote a run. */
    private void paint() throws IOException {
        SimulatedProcess next = SimulatedProcess.painter(this, 0, setting.processes + 2);
        SimulatedProcess.End end = start(next);
        boolean alone = setting.earlier && setting.painters.size() == setting.writers.size();
        if (end != SimulatedProcess.End.PAINTED && (alone || end != SimulatedProcess.End.REFUSED)) {
            throw new SimulationViolation(Oracle.RECOVERY, next.name() + " ended as " + end, null);
        }
        List<String> whole = List.of(
                RunLayout.MANIFEST,
                RunLayout.MODEL,
                NOTES.getName(),
                RunLayout.PIPELINE,
                RunLayout.REPORT,
                RunLayout.TRAINING);
        // a temporary file may be that of somebody who is about to come; it is for the next who trains
        if (alone
                && !disk.list(DIRECTORY).stream()
                        .filter(name -> !RunLayout.isTemporary(name))
                        .toList()
                        .equals(whole)) {
            throw new SimulationViolation(Oracle.RECOVERY, "there is left " + disk.list(DIRECTORY), null);
        }
    }

    /** Lets others run as the schedule says, then says what happens to the operation that {@code process} wants to do. */
    SimulatedFault next(SimulatedProcess process, SimulatedStore.Kind kind, String verb, Path path, Path otherOrNull) {
        if (process.isDead()) {
            throw new SimulatedCrash();
        }
        process.nextOperation();
        if (!faultless) {
            int writer = process.writer();
            int chosen = schedule.writer(process);
            if (chosen != writer && atWork[chosen]) {
                batons[chosen].release();
                batons[writer].acquireUninterruptibly();
            }
        }
        if (broken != null) {
            process.die();
            throw new SimulatedCrash();
        }
        if (++operations > MOST_OPERATIONS) {
            throw new SimulationViolation(Oracle.RECOVERY, "there is no end", null);
        }
        SimulatedFault fault = faultless ? SimulatedFault.NONE : schedule.fault(process, kind);
        if (fault != SimulatedFault.NONE) {
            process.countFault();
        }
        if (traceOrNull != null) {
            note(process.name() + " " + process.operations() + " " + verb + " " + path
                    + (otherOrNull == null ? "" : " -> " + otherOrNull)
                    + (fault == SimulatedFault.NONE ? "" : " [" + fault + "]"));
        }
        return fault;
    }

    void changed(SimulatedProcess process, Path path, Path otherOrNull) {
        try {
            ledger.changed(path);
            if (otherOrNull != null) {
                ledger.named(process, otherOrNull);
                ledger.changed(otherOrNull);
            }
        } catch (SimulationViolation violation) {
            process.die(); // it must not clear up behind what was seen
            throw violation;
        }
    }

    void crashed(SimulatedProcess process) {
        process.die();
        if (disk.die(process)) {
            ledger.lost();
        }
    }

    /** Adds a line to the trace, if there is one; identifiers by the order in which they come up. */
    void note(String line) {
        if (traceOrNull == null) {
            return;
        }
        Matcher matcher = IDENTIFIER.matcher(line);
        UnaryOperator<String> number = id -> identifiers.computeIfAbsent(id, any -> "id" + identifiers.size());
        traceOrNull.add(matcher.replaceAll(found -> number.apply(found.group(1)))
                .replace(DIRECTORY + "/", "")
                .replace(DIRECTORY.toString(), "."));
    }
}
