package io.descent.reliability;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Runs the scenarios one after the other, and prints the table. Started by {@code deploy/kill-matrix}. */
public final class KillMatrix {
    /** Of each run: a descent of some ten seconds. */
    private static final int ITERATIONS = 300;

    private static final int DIFFERENT = 1;
    private static final int BAD_COMMAND_LINE = 64;

    private final Options options;
    private final PrintStream out;
    private final PrintStream progress;

    private KillMatrix(Options options, PrintStream out, PrintStream progress) {
        this.options = options;
        this.out = out;
        this.progress = progress;
    }

    public static void main(String[] words) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream progress = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        Options options;
        try {
            options = Options.parse(List.of(words), names());
        } catch (IllegalArgumentException e) {
            progress.println("descent: " + e.getMessage());
            System.exit(BAD_COMMAND_LINE);
            return;
        }
        Thread main = Thread.currentThread();
        Thread interrupted = new Thread(() -> endOf(main));
        Runtime.getRuntime().addShutdownHook(interrupted);
        boolean good;
        try {
            good = new KillMatrix(options, out, progress).run();
        } catch (IllegalStateException e) {
            if (Await.isStopped()) {
                return; // the process is ending, and the exception has done its work
            }
            throw e;
        }
        Runtime.getRuntime().removeShutdownHook(interrupted);
        System.exit(good ? 0 : DIFFERENT);
    }

    /** When this process is told to end, the processes that it has started end first. */
    private static void endOf(Thread main) {
        Await.stop();
        try {
            main.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> names() {
        return scenarios(0, System.err, new HdfsScenarios()).stream()
                .map(Scenario::name)
                .toList();
    }

    private static List<Scenario> scenarios(int kills, PrintStream progress, HdfsScenarios hdfs) {
        return List.of(
                new Scenario("driver", DriverScenarios::killedTwice),
                new Scenario("network", lab -> DriverScenarios.killedTwice(lab.network())),
                new Scenario("frozen-driver", DriverScenarios::frozenAndSuccessorAtWork),
                new Scenario("frozen-driver-late", DriverScenarios::frozenAndSuccessorDone),
                new Scenario("torn-checkpoint", DriverScenarios::tornCheckpoint),
                new Scenario("executor", ClusterScenarios::executorKilled),
                new Scenario("worker", ClusterScenarios::workerKilled),
                new Scenario("worker-frozen", ClusterScenarios::workerFrozen),
                new Scenario("machine-frozen", ClusterScenarios::machineFrozen),
                new Scenario("decommission", ClusterScenarios::decommissioned),
                new Scenario("master", ClusterScenarios::masterKilled),
                new Scenario("supervise", ClusterScenarios::supervised),
                new Scenario("hdfs-datanode", hdfs::dataNodeStopped),
                new Scenario("hdfs-namenode", hdfs::nameNodeRestarted),
                new Scenario("hdfs-safe-mode", hdfs::safeMode),
                new Scenario("hdfs-corrupt-replica", hdfs::replicaCorrupt),
                new Scenario("hdfs-corrupt-file", hdfs::checkpointCorrupt),
                new Scenario("disk-full", DiskScenarios::full),
                new Scenario("random-driver", lab -> DriverScenarios.randomKills(lab, kills, progress)));
    }

    private boolean run() throws IOException {
        Path work = options.output().resolve("work");
        remove(work);
        progress.println("seed " + options.seed() + ", everything in " + options.output());
        Lab lab = Lab.open(work, ITERATIONS, options.seed());
        progress.printf(
                Locale.ROOT,
                "undisturbed: %d iterations in %.1f s, %s%n",
                lab.undisturbed().iterations(),
                lab.seconds(),
                lab.undisturbed().hash());
        MatrixTable table = new MatrixTable();
        try (HdfsScenarios hdfs = new HdfsScenarios()) {
            for (Scenario scenario : scenarios(options.kills(), progress, hdfs)) {
                if (options.wants(scenario)) {
                    long begin = System.nanoTime();
                    Verdict verdict = verdict(scenario, lab);
                    progress.print(table.add(scenario.name(), verdict, (System.nanoTime() - begin) / 1e9));
                }
            }
        }
        String text = table.text();
        Files.writeString(options.output().resolve("kill-matrix.md"), text + "\nseed " + options.seed() + "\n");
        out.print(text);
        if (table.isGood()) {
            remove(work); // of use only where something is to be looked into
        }
        return table.isGood();
    }

    private static Verdict verdict(Scenario scenario, Lab lab) {
        try {
            return scenario.trial().in(lab);
        } catch (Exception e) { // the other scenarios' results are not to be lost
            if (Await.isStopped()) {
                throw new IllegalStateException("stopped", e);
            }
            return Verdict.failed(scenario.name(), e);
        }
    }

    private static void remove(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
