package io.descent.reliability;

import java.io.IOException;
import org.apache.hadoop.fs.Path;

/** The run lies on an HDFS of which a part is missing for a while, or damaged. */
final class HdfsScenarios implements AutoCloseable {
    private Hdfs hdfs;

    /** A disturbance of the HDFS, and the way back. */
    @FunctionalInterface
    private interface Disturbance {
        void around(Hdfs hdfs, Runnable meanwhile) throws IOException;
    }

    /** Replicas go to the DataNode that is left. */
    Verdict dataNodeStopped(Lab lab) throws IOException {
        return disturbed(lab, "datanode", Hdfs::withoutDataNode);
    }

    /** Nobody may write for the time of some checkpoints. */
    Verdict safeMode(Lab lab) throws IOException {
        return disturbed(lab, "safe-mode", Hdfs::withSafeMode);
    }

    Verdict nameNodeRestarted(Lab lab) throws IOException {
        return disturbed(lab, "namenode", (each, meanwhile) -> {
            each.restartNameNode();
            meanwhile.run();
        });
    }

    /**
     * Disturbs for some iterations. The driver may get over it, or end with an error; then the next one goes on.
     */
    private Verdict disturbed(Lab lab, String name, Disturbance disturbance) throws IOException {
        DisturbedRun run = new DisturbedRun(lab, name, hdfs(lab).place(name));
        String note;
        try (Driver driver = run.train()) {
            driver.awaitIteration(run.someIteration());
            run.killed();
            run.account(driver); // what it does while nothing can be written can only be done again
            disturbance.around(
                    hdfs,
                    () -> driver.awaitIteration(driver.progress().iteration().orElse(0) + 2 * Workload.EVERY));
            int exitCode = driver.exitCode();
            note = exitCode == 0
                    ? "the driver got over it"
                    : "the driver ended with " + exitCode + ", and the next one went on";
        }
        run.finish();
        return run.verdict().withNote(note);
    }

    /** One replica of the newest checkpoint is spoiled: the other one is read. */
    Verdict replicaCorrupt(Lab lab) throws IOException {
        return corrupt(lab, "replica", 1, 0);
    }

    /** All replicas of the newest checkpoint are spoiled: the checkpoint before it is taken. */
    Verdict checkpointCorrupt(Lab lab) throws IOException {
        return corrupt(lab, "all-replicas", Hdfs.dataNodes(), Workload.EVERY);
    }

    private Verdict corrupt(Lab lab, String name, int dataNodes, int repeatedMore) throws IOException {
        DisturbedRun run = new DisturbedRun(lab, name, hdfs(lab).place(name));
        try (Driver driver = run.train()) {
            driver.awaitIteration(run.someIteration());
            run.kill(driver);
        }
        Path newest = run.newestCheckpoint();
        hdfs.corrupt(newest, dataNodes);
        run.allowRepeated(repeatedMore);
        run.finish();
        return run.verdict();
    }

    /** Started for the first that needs it. */
    private Hdfs hdfs(Lab lab) throws IOException {
        if (hdfs == null) {
            hdfs = Hdfs.start(lab.place("hdfs"));
        }
        return hdfs;
    }

    @Override
    public void close() {
        if (hdfs != null) {
            hdfs.close();
        }
    }
}
