package io.descent.reliability;

import io.descent.cluster.Processes;
import io.descent.cluster.StandaloneCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Processes of a standalone cluster are killed, frozen and sent away. The driver must go on by itself. */
final class ClusterScenarios {
    /** Seconds after which a silent worker counts as lost, where that is waited for; and where it must never be. */
    private static final int SHORT = 4;

    private static final int LONG = 60;

    private static final String DECOMMISSION = "spark.decommission.enabled=true";

    private ClusterScenarios() {}

    /** Happens to a cluster while a run is under way. */
    @FunctionalInterface
    private interface Disturbance {
        void on(StandaloneCluster cluster, Driver driver);
    }

    static Verdict executorKilled(Lab lab) throws IOException {
        return disturbed(lab, "executor", LONG, (cluster, driver) -> killExecutorsOfFirstWorker(cluster));
    }

    static Verdict workerKilled(Lab lab) throws IOException {
        return disturbed(lab, "worker", LONG, (cluster, driver) -> Processes.signal(cluster.worker(1), "KILL"));
    }

    static Verdict masterKilled(Lab lab) throws IOException {
        return disturbed(lab, "master", LONG, (cluster, driver) -> Processes.signal(cluster.master(), "KILL"));
    }

    /** The worker alone is frozen until the master has given it up. */
    static Verdict workerFrozen(Lab lab) throws IOException {
        return disturbed(lab, "worker-frozen", SHORT, (cluster, driver) -> {
            freezeUntilGivenUp(cluster, driver, List.of(cluster.worker(1)));
        });
    }

    /** As if the whole machine were: the worker and its executors. */
    static Verdict machineFrozen(Lab lab) throws IOException {
        return disturbed(lab, "machine-frozen", SHORT, (cluster, driver) -> {
            List<ProcessHandle> machine = new ArrayList<>(cluster.executors(1));
            machine.add(cluster.worker(1));
            freezeUntilGivenUp(cluster, driver, machine);
        });
    }

    /** A worker is told that its machine is about to go: its executors move their blocks to the others. */
    static Verdict decommissioned(Lab lab) throws IOException {
        try (StandaloneCluster started = lab.cluster("decommission", LONG, "-D" + DECOMMISSION)) {
            Place place = lab.on(started, "decommission")
                    .with(DECOMMISSION)
                    .with("spark.storage.decommission.enabled=true")
                    .with("spark.storage.decommission.rddBlocks.enabled=true");
            return disturbed(lab, "decommission", started, place, (cluster, driver) -> {
                List<ProcessHandle> executors = cluster.executors(1);
                Processes.signal(cluster.worker(1), "PWR");
                Await.until(
                        "the end of the executors that were sent away",
                        () -> driver.ended() || executors.stream().noneMatch(ProcessHandle::isAlive));
            });
        }
    }

    private static Verdict disturbed(Lab lab, String name, int workerTimeoutSeconds, Disturbance disturbance)
            throws IOException {
        try (StandaloneCluster cluster = lab.cluster(name, workerTimeoutSeconds, "")) {
            return disturbed(lab, name, cluster, lab.on(cluster, name), disturbance);
        }
    }

    private static Verdict disturbed(
            Lab lab, String name, StandaloneCluster cluster, Place place, Disturbance disturbance) {
        DisturbedRun run = new DisturbedRun(lab, name, place);
        try (Driver driver = run.train()) {
            driver.awaitIteration(run.someIteration());
            disturbance.on(cluster, driver);
            run.killed();
            int after = driver.progress().iteration().orElse(0);
            boolean wentOn = !driver.ended() && after < lab.workload().iterations();
            run.mustSucceed(driver);
            return run.verdict().require(wentOn, name + ": it must happen during the descent, but came after it");
        }
    }

    private static void killExecutorsOfFirstWorker(StandaloneCluster cluster) {
        List<ProcessHandle> executors = cluster.executors(1);
        if (executors.isEmpty()) {
            throw new IllegalStateException("the first worker must have an executor");
        }
        executors.forEach(executor -> Processes.signal(executor, "KILL"));
    }

    private static void freezeUntilGivenUp(StandaloneCluster cluster, Driver driver, List<ProcessHandle> processes) {
        int registered = count(cluster, "Registering worker");
        processes.forEach(process -> Processes.signal(process, "STOP"));
        try {
            Await.until("the master gives up a worker", () -> count(cluster, "Removing worker") > 0);
        } finally {
            // an executor may have been told to end, and then is gone at once
            processes.stream().filter(ProcessHandle::isAlive).forEach(process -> Processes.signal(process, "CONT"));
        }
        Await.until("the worker is back", () -> driver.ended() || count(cluster, "Registering worker") > registered);
    }

    private static int count(StandaloneCluster cluster, String words) {
        try (Stream<String> lines = Files.lines(cluster.masterLog())) {
            return (int) lines.filter(line -> line.contains(words)).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The driver runs on a worker, which starts it again when it is killed. */
    static Verdict supervised(Lab lab) throws IOException {
        try (StandaloneCluster cluster = lab.cluster("supervise", LONG, "")) {
            Place place = lab.on(cluster, "supervise").withOptions("--deploy-mode", "cluster", "--supervise");
            DisturbedRun run = new DisturbedRun(lab, "supervise", place);
            try (Driver submission = run.train()) {
                run.mustSucceed(submission);
            }
            int moment = run.someIteration();
            Await.until(
                    "iteration " + moment + " of the supervised driver",
                    () -> progress(cluster).iteration().orElse(-1) >= moment);
            ProcessHandle driver = Stream.of(1, 2)
                    .flatMap(worker -> cluster.drivers(worker).stream())
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("the supervised driver must run on a worker"));
            Processes.signal(driver, "KILL");
            Await.until("the end of the supervised driver", () -> !driver.isAlive());
            run.killed();
            run.account(progress(cluster));
            Await.until("the supervised run's manifest", run::isComplete);
            run.account(progress(cluster));
            return run.verdict();
        }
    }

    /** Of all drivers that the workers have had. */
    private static Progress progress(StandaloneCluster cluster) {
        return Stream.of(1, 2)
                .flatMap(worker -> driverLog(cluster.workDirectory(worker)).stream())
                .map(Progress::in)
                .filter(progress -> progress.iteration().isPresent())
                .findFirst()
                .orElse(Progress.NONE);
    }

    private static Optional<Path> driverLog(Path workDirectory) {
        try (Stream<Path> paths = Files.list(workDirectory)) {
            return paths.filter(path -> path.getFileName().toString().startsWith("driver-"))
                    .map(path -> path.resolve("stderr"))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
