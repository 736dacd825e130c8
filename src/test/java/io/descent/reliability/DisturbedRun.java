package io.descent.reliability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A run that is brought to its end by one driver after the other, each of which may be killed. Keeps the account: how far
 * the run was seen to be, and from where each driver went on.
 */
final class DisturbedRun {
    /**
     * The iterations that a kill may cost beyond those since the last checkpoint was due: those that ended while that one
     * was being written, which happens beside the descent.
     */
    private static final int IN_FLIGHT = Workload.EVERY + 2;

    /** Drivers that may fail by themselves before the run counts as lost. */
    private static final int PATIENCE = 5;

    private final Lab lab;
    private final String name;
    private final Place place;
    private final Random random;
    private final List<String> problems = new ArrayList<>();

    private final Set<Driver> accounted = new HashSet<>();

    private int drivers;
    private int kills;
    private int furthest;
    private int saved; // the iteration of the newest checkpoint that was whole when a driver was killed
    private int repeated;
    private int allowed = Workload.EVERY + IN_FLIGHT;

    DisturbedRun(Lab lab, String name, Place place) {
        this.lab = lab;
        this.name = name;
        this.place = place;
        this.random = lab.random(name);
    }

    /** The first driver; or a later one that is started in the same way. */
    Driver train() {
        String settings = lab.workload().settings().toString();
        return start("train", settings, "--output", place.output());
    }

    /** A driver that is told where the run lies, and nothing else. */
    Driver resume() {
        return start("resume", place.output());
    }

    /** A further driver, by either command; {@code resume} needs a checkpoint to have been written. */
    Driver goOn() {
        return random.nextBoolean() && !checkpoints().isEmpty() ? resume() : train();
    }

    /** An iteration at which to strike: after some checkpoints, and with enough to come. */
    int someIteration() {
        int from = lab.workload().iterations() / 5;
        return from + random.nextInt(2 * from);
    }

    /** When to kill the next driver. */
    Moment someMoment() {
        return Moment.draw(random, lab);
    }

    private Driver start(String... words) {
        drivers++;
        Driver driver = Driver.start(place.script(words), lab.logs().resolve(name + "-" + drivers));
        driver.awaitJvm();
        return driver;
    }

    /** Kills the driver, and takes down how far it was. */
    void kill(Driver driver) {
        driver.kill();
        killed();
        account(driver);
        saved = checkpoints().stream()
                .mapToInt(file -> Integer.parseInt(
                        file.getName().substring(0, file.getName().indexOf('-'))))
                .max()
                .orElse(0);
    }

    /** Something else was killed, or frozen, or taken away. */
    void killed() {
        kills++;
    }

    /** Takes down what a driver did that has ended or is frozen; once for each, since a frozen one adds nothing. */
    void account(Driver driver) {
        if (accounted.add(driver)) {
            account(driver.progress());
        }
    }

    /** Takes down what the latest driver of a log did. */
    void account(Progress progress) {
        int from = progress.continuedFrom().orElse(0);
        if (progress.iteration().isPresent() || progress.continuedFrom().isPresent()) {
            repeated = Math.max(repeated, furthest - from);
            if (from < saved) {
                problems.add(name + ": there was a checkpoint of iteration " + saved
                        + ", but the next driver went on from " + from);
            }
            saved = 0;
        }
        furthest = Math.max(furthest, Math.max(from, progress.iteration().orElse(0)));
    }

    /** So many iterations more may be repeated than after a plain kill. */
    void allowRepeated(int more) {
        allowed += more;
        saved = 0; // it may be that one which is taken away
    }

    /** Waits for a driver, which must succeed by itself. */
    void mustSucceed(Driver driver) {
        mustEnd(driver, 0);
    }

    void mustEnd(Driver driver, int exitCode) {
        int found = driver.exitCode();
        account(driver);
        if (found != exitCode) {
            problems.add(name + ": a driver must end with exit code " + exitCode + ", but ended with " + found + ": "
                    + driver.lastWords());
        }
    }

    /** Starts drivers until the run is complete; undisturbed, the first one must do it. */
    void finish() {
        for (int attempt = 0; !isComplete() && attempt < PATIENCE; attempt++) {
            try (Driver driver = goOn()) {
                mustSucceed(driver);
            }
        }
    }

    boolean isComplete() {
        return exists("manifest.json");
    }

    boolean exists(String file) {
        try {
            Path path = new Path(place.visible(), file);
            return fileSystem().exists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its checkpoints, the newest last. */
    List<Path> checkpoints() {
        Path directory = new Path(place.visible(), "_checkpoints");
        try {
            FileSystem files = fileSystem();
            if (!files.exists(directory)) {
                return List.of();
            }
            List<FileStatus> found = new ArrayList<>(List.of(files.listStatus(directory)));
            found.removeIf(file -> !file.getPath().getName().endsWith(".checkpoint"));
            found.sort((a, b) -> {
                int byTime = Long.compare(a.getModificationTime(), b.getModificationTime());
                return byTime != 0 ? byTime : a.getPath().compareTo(b.getPath());
            });
            return found.stream().map(FileStatus::getPath).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The newest checkpoint. */
    Path newestCheckpoint() {
        List<Path> all = checkpoints();
        if (all.isEmpty()) {
            throw new IllegalStateException(name + ": there must be a checkpoint in " + place.visible());
        }
        return all.get(all.size() - 1);
    }

    FileSystem fileSystem() throws IOException {
        return place.visible().getFileSystem(lab.configuration());
    }

    int kills() {
        return kills;
    }

    /** Compares what there is now with the undisturbed run. */
    Verdict verdict() {
        List<String> all = new ArrayList<>(problems);
        int different = 0;
        int lost = 0;
        try {
            FinishedRun run = FinishedRun.in(place.visible(), lab.configuration());
            different = run.hash().equals(lab.undisturbed().hash()) ? 0 : 1;
            lab.undisturbed().differences(run).forEach(difference -> all.add(name + ": " + difference));
        } catch (IOException | RuntimeException e) {
            lost = 1;
            all.add(name + ": " + e);
        }
        return new Verdict(1, kills, different, lost, repeated, all, "")
                .require(
                        repeated <= allowed,
                        name + ": at most " + allowed + " iterations must be repeated, but " + repeated + " were");
    }
}
