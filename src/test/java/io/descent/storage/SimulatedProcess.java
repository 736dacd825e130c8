package io.descent.storage;

import io.descent.optimizer.OptimizerState;
import io.descent.optimizer.Point;
import io.descent.training.DataFingerprint;
import io.descent.training.IterationRecord;
import io.descent.training.PassTimes;
import io.descent.training.TrainingState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.Path;

/** What {@code descent train} does with storage, or {@code descent report}, and what is known of how far it came. */
final class SimulatedProcess {
    static final DataFingerprint DATA = new DataFingerprint(1, 1, "sha256:0");
    private static final String PART = RunLayout.PIPELINE + "/stages/part-0";
    /** What a run consists of here. */
    static final List<String> FILES = List.of(RunLayout.MODEL, PART, RunLayout.TRAINING);

    /** How a process ended. */
    enum End {
        PUBLISHED,
        PAINTED,
        DIVERGED,
        REFUSED,
        TAKEN_OVER,
        FAILED,
        CRASHED
    }

    private final Simulation simulation;
    private final int writer;
    private final String name;
    private final IfExists ifExists;
    private final boolean paints;

    private int operations;
    private int faults;
    private boolean dead;

    // kept by the ledger
    int claim;
    long epoch;
    boolean superseded;
    boolean publishing;
    int expectedIteration;
    int decidedAtStart;

    static SimulatedProcess trainer(Simulation simulation, int writer, int number, IfExists ifExists) {
        return new SimulatedProcess(simulation, writer, number, ifExists, false);
    }

    static SimulatedProcess painter(Simulation simulation, int writer, int number) {
        return new SimulatedProcess(simulation, writer, number, IfExists.REPLACE, true);
    }

    private SimulatedProcess(Simulation simulation, int writer, int number, IfExists ifExists, boolean paints) {
        this.paints = paints;
        this.simulation = simulation;
        this.writer = writer;
        this.name = "w" + writer + "p" + number;
        this.ifExists = ifExists;
    }

    int writer() {
        return writer;
    }

    /** Like no other: it is the beginning of every file that this writes. */
    String name() {
        return name;
    }

    IfExists ifExists() {
        return ifExists;
    }

    /** True if it adds pictures to the run that is there, and trains none. */
    boolean paints() {
        return paints;
    }

    /** How many operations it has begun. */
    int operations() {
        return operations;
    }

    int nextOperation() {
        return ++operations;
    }

    /** How many of its operations went wrong. */
    int faults() {
        return faults;
    }

    void countFault() {
        faults++;
    }

    boolean isDead() {
        return dead;
    }

    void die() {
        dead = true;
    }

    End run(Store store) {
        try {
            return paints ? paint(store) : train(store);
        } catch (SimulatedCrash crash) {
            return End.CRASHED;
        } catch (TakenOverException e) {
            simulation.ledger().stopped(this);
            return End.TAKEN_OVER;
        } catch (OutputException e) {
            return End.REFUSED;
        } catch (IOException | FSError e) {
            simulation.note(name + " failed: " + e);
            return End.FAILED;
        }
    }

    private End paint(Store store) throws IOException {
        SimulationLedger ledger = simulation.ledger();
        ledger.started(this);
        try {
            Run run = Run.openToDraw(store, Simulation.DIRECTORY);
            String model = run.text(RunLayout.MODEL);
            String picture = model.substring(0, model.indexOf(' ')) + " painted by " + name;
            RunPictures.add(run, Map.of(RunLayout.REPORT, picture.getBytes(StandardCharsets.UTF_8)));
            ledger.painted(this, picture);
            return End.PAINTED;
        } catch (NoRunException | DamagedRunException none) {
            return End.REFUSED;
        } finally {
            if (!dead) {
                ledger.ended(this);
            }
        }
    }

    private End train(Store store) throws IOException {
        SimulationLedger ledger = simulation.ledger();
        ledger.started(this);
        try (RunDirectory run = RunDirectory.prepare(store, Simulation.DIRECTORY, ifExists, new RunSettings("{}"))) {
            ledger.prepared(this);
            CheckpointDirectory checkpoints =
                    run.checkpoints(Optional.empty(), simulation.setting().keep(), IfExists.REFUSE);
            int from = latest(checkpoints);
            for (int iteration = from + 1; iteration <= simulation.setting().iterations(); iteration++) {
                checkpoint(checkpoints, iteration);
            }
            if (simulation.diverges(this)) {
                ledger.discarding(this);
                run.discard();
                return End.DIVERGED;
            }
            run.write(RunLayout.MODEL, name + " model");
            part(store, run);
            run.write(RunLayout.TRAINING, name + " training");
            boolean late = ledger.publishing(this);
            run.publish();
            ledger.published(this, late);
            return End.PUBLISHED;
        } finally {
            if (!dead) {
                ledger.ended(this);
            }
        }
    }

    /** Puts a complete run there, as if this had published it. */
    void leaveRun(SimulatedDisk disk, Path directory) throws IOException {
        List<Manifest.Entry> entries = new ArrayList<>();
        List<String> files = new ArrayList<>(FILES);
        if (!simulation.setting().painters().isEmpty()) {
            files.add(RunLayout.REPORT);
        }
        for (String file : files) {
            byte[] content = (name + " " + file).getBytes(StandardCharsets.UTF_8);
            Path path = new Path(directory, file);
            disk.makeDirectories(path.getParent(), this);
            disk.create(path, content, this);
            Digest digest = Digest.of(content);
            entries.add(new Manifest.Entry(file, digest.length(), digest.sha256()));
        }
        String manifest = ManifestParser.toJson(new Manifest(entries, Optional.of(name)));
        disk.create(new Path(directory, RunLayout.MANIFEST), manifest.getBytes(StandardCharsets.UTF_8), this);
        simulation.ledger().leftBehind(this);
    }

    private int latest(CheckpointDirectory checkpoints) throws IOException {
        int faultsBefore = faults;
        int iteration = checkpoints
                .latest(() -> DATA, warning -> simulation.note(name + " warns: " + warning))
                .map(TrainingState::iteration)
                .orElse(0);
        simulation.ledger().resumed(this, iteration, faults > faultsBefore);
        return iteration;
    }

    /** One that cannot be written is no reason to stop. */
    private void checkpoint(CheckpointDirectory checkpoints, int iteration) {
        boolean late = simulation.ledger().isSuperseded(this);
        try {
            checkpoints.write(DATA, state(iteration));
        } catch (IOException | FSError e) {
            simulation.note(name + " has no checkpoint " + iteration + ": " + e);
            return;
        }
        simulation.ledger().checkpointed(this, iteration, late);
    }

    /** Spark makes the directories that are missing. */
    private void part(Store store, RunDirectory run) throws IOException {
        Path part = run.attempt(PART);
        store.makeDirectories(part.getParent());
        store.write(part, (name + " part").getBytes(StandardCharsets.UTF_8));
    }

    private static TrainingState state(int iteration) {
        Point point = new Point(new double[] {1}, 0, new double[] {0}, 0, Point.Origin.EVALUATED);
        IterationRecord record = new IterationRecord(
                iteration, 0, OptionalDouble.empty(), 0, OptionalDouble.empty(), 0, PassTimes.NONE, 0);
        return new TrainingState(point, point, 0, new double[0], new OptimizerState(), List.of(record), List.of(), 1);
    }
}
