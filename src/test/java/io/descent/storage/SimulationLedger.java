package io.descent.storage;

import io.descent.storage.SimulationViolation.Oracle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.fs.Path;

/**
 * What was acknowledged to whom, and what therefore must be on the disk. The order of processes is that in which they
 * took the right to write.
 */
final class SimulationLedger {
    private record Acknowledged(SimulatedProcess process, int iteration) {}

    private final SimulatedDisk disk;
    private final Store looker;
    private final Map<String, SimulatedProcess> processes = new HashMap<>();
    private final List<Acknowledged> checkpoints = new ArrayList<>();
    private final List<SimulatedProcess> published = new ArrayList<>();
    private Optional<SimulatedProcess> seenOrNull; // unless something was changed since
    private int claimed;
    /** The highest claim of a process whose run was seen, or which gave its checkpoints up. */
    private int decided;
    /** The highest claim of a process whose run was acknowledged. */
    private int acknowledged;

    SimulationLedger(SimulatedDisk disk) {
        this.disk = disk;
        this.looker = SimulatedStore.looker(disk);
    }

    void started(SimulatedProcess process) {
        processes.put(process.name(), process);
        process.decidedAtStart = decided;
        process.expectedIteration = checkpoints.stream()
                .filter(checkpoint -> checkpoint.process.claim > decided)
                .mapToInt(Acknowledged::iteration)
                .max()
                .orElse(0);
    }

    /** It had published its run before anything else began. */
    void leftBehind(SimulatedProcess process) {
        processes.put(process.name(), process);
        process.claim = ++claimed;
        acknowledged = process.claim;
        published.add(process);
        look();
    }

    /** A file was given its name. */
    void named(SimulatedProcess process, Path path) {
        OptionalLong epoch = RunLayout.epochOf(path.getName());
        if (epoch.isPresent() && disk.find(path).isPresent()) {
            process.claim = ++claimed;
            process.epoch = epoch.getAsLong();
        }
    }

    /** Something was changed on the disk. */
    void changed(Path path) {
        if (concernsReaders(path)) {
            seenOrNull = null;
            look();
        }
    }

    private static boolean concernsReaders(Path path) {
        String text = path.toUri().getPath();
        String directory = Simulation.DIRECTORY.toUri().getPath();
        if (!text.startsWith(directory) || text.length() == directory.length()) {
            return directory.startsWith(text);
        }
        char first = text.charAt(directory.length() + 1);
        return first != '_' && first != '.';
    }

    void prepared(SimulatedProcess process) {
        if (isLatest(process)) {
            process.superseded = false; // whoever came after it has given the right back
        }
        for (SimulatedProcess other : processes.values()) {
            if (other != process && other.claim > 0 && other.claim < process.claim) {
                other.superseded = true;
                other.publishing = false;
            }
        }
        look();
    }

    private boolean isLatest(SimulatedProcess process) {
        try {
            return disk.list(Simulation.DIRECTORY).stream()
                    .flatMapToLong(name -> RunLayout.epochOf(name).stream())
                    .max()
                    .equals(OptionalLong.of(process.epoch));
        } catch (IOException gone) {
            return false;
        }
    }

    void resumed(SimulatedProcess process, int iteration, boolean faulty) {
        if (!faulty
                && !process.superseded
                && decided == process.decidedAtStart
                && iteration < process.expectedIteration) {
            throw new SimulationViolation(
                    Oracle.CHECKPOINT_KEPT,
                    process.name() + " goes on from iteration " + iteration + ", but " + process.expectedIteration
                            + " was acknowledged",
                    null);
        }
    }

    boolean isSuperseded(SimulatedProcess process) {
        return process.superseded;
    }

    void checkpointed(SimulatedProcess process, int iteration, boolean late) {
        if (late) {
            throw new SimulationViolation(
                    Oracle.SUPERSEDED_STOPS,
                    process.name() + " wrote checkpoint " + iteration + " after its time",
                    null);
        }
        checkpoints.add(new Acknowledged(process, iteration));
    }

    void discarding(SimulatedProcess process) {
        decided = Math.max(decided, process.claim);
    }

    /** True if this comes too late. */
    boolean publishing(SimulatedProcess process) {
        process.publishing = !process.superseded;
        return process.superseded;
    }

    void published(SimulatedProcess process, boolean late) {
        if (late) {
            throw new SimulationViolation(Oracle.SUPERSEDED_STOPS, process.name() + " published after its time", null);
        }
        process.publishing = false;
        published.add(process);
        acknowledged = Math.max(acknowledged, process.claim);
        if (published.size() > 1 && published.stream().allMatch(each -> each.ifExists() == IfExists.REFUSE)) {
            throw new SimulationViolation(
                    Oracle.ONE_WINNER,
                    published.stream().map(SimulatedProcess::name).toList() + " were all told that they published",
                    null);
        }
        look();
    }

    /** It was told that its picture is part of the run. */
    void painted(SimulatedProcess process, String picture) {
        if (process.claim == 0 || processes.values().stream().anyMatch(each -> each.claim > process.claim)) {
            return;
        }
        try {
            if (!Run.open(looker, Simulation.DIRECTORY).text(RunLayout.REPORT).equals(picture)) {
                throw new SimulationViolation(Oracle.RUN_KEPT, "another picture is there than " + picture, null);
            }
        } catch (IOException | DamagedRunException e) {
            throw new SimulationViolation(Oracle.RUN_KEPT, "the picture is not there: " + e.getMessage(), e);
        }
    }

    /** A process was told that it is superseded. */
    void stopped(SimulatedProcess process) {
        // who trains does so whoever paints
        if (processes.values().stream()
                .filter(each -> process.paints() || !each.paints())
                .noneMatch(each -> each.claim > process.claim)) {
            throw new SimulationViolation(
                    Oracle.LATEST_GOES_ON, process.name() + " was told to stop, but nobody has come after it", null);
        }
    }

    /** A process has come to its end, other than by a crash. */
    void ended(SimulatedProcess process) {
        // with more faults than the one that made it fail it may not have been able to clear up
        boolean succeeded = processes.values().stream().anyMatch(each -> each.claim > process.claim);
        if (process.faults() <= 1 && !succeeded) {
            process.publishing = false;
            look();
        }
    }

    /** A process died, and with it a part of what it had written. */
    void lost() {
        seenOrNull = null;
        look();
    }

    /** What everybody sees; checked against all that was acknowledged. */
    Optional<SimulatedProcess> look() {
        if (seenOrNull == null) {
            seenOrNull = readable();
        }
        Optional<SimulatedProcess> seen = seenOrNull;
        if (seen.isPresent()) {
            decided = Math.max(decided, seen.get().claim);
            if (seen.get().claim < acknowledged) {
                throw new SimulationViolation(
                        Oracle.RUN_KEPT, "the run of " + seen.get().name() + " is there, which was replaced", null);
            }
        } else if (acknowledged > 0 && processes.values().stream().noneMatch(each -> each.publishing)) {
            throw new SimulationViolation(
                    Oracle.RUN_KEPT, "a run was acknowledged, none is there, and nobody replaces it", null);
        }
        return seen;
    }

    private Optional<SimulatedProcess> readable() {
        Run run;
        try {
            run = Run.open(looker, Simulation.DIRECTORY);
        } catch (NoRunException none) {
            return Optional.empty();
        } catch (DamagedRunException | IOException e) {
            throw new SimulationViolation(Oracle.WHOLE_RUNS, e.getMessage(), e);
        }
        List<String> files =
                run.manifest().files().stream().map(Manifest.Entry::path).toList();
        if (!files.stream()
                .filter(file -> !file.equals(RunLayout.REPORT))
                .toList()
                .equals(SimulatedProcess.FILES)) {
            throw new SimulationViolation(Oracle.WHOLE_RUNS, "the run consists of " + files, null);
        }
        List<String> authors =
                files.stream().map(file -> author(run, file)).distinct().toList();
        if (authors.size() > 1) {
            throw new SimulationViolation(Oracle.WHOLE_RUNS, "the run is of " + authors, null);
        }
        return Optional.of(processes.get(authors.get(0)));
    }

    private static String author(Run run, String file) {
        try {
            String text = run.text(file);
            return text.substring(0, text.indexOf(' '));
        } catch (IOException e) {
            throw new SimulationViolation(Oracle.WHOLE_RUNS, e.getMessage(), e);
        }
    }
}
