package io.descent.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.descent.training.DataFingerprint;
import io.descent.training.TrainingState;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same on a real NameNode and DataNode, in this process. */
class HdfsStoreIT extends StoreContract {

    private static final DataFingerprint DATA = new DataFingerprint(10, 2, "00ff");

    @TempDir
    static java.nio.file.Path disks;

    private static MiniDFSCluster cluster;

    @BeforeAll
    static void start() throws IOException {
        cluster = new MiniDFSCluster.Builder(new Configuration(), disks.toFile())
                .numDataNodes(1)
                .build();
        cluster.waitActive();
    }

    @AfterAll
    static void stop() {
        cluster.shutdown();
    }

    @Override
    int rounds() {
        return 5;
    }

    @Override
    Path newFolder() {
        return new Path(cluster.getURI().toString() + "/" + UUID.randomUUID());
    }

    @Test
    void checkpointsHere_ofARunElsewhere_areFoundAndRemovedAtTheEnd(@TempDir java.nio.file.Path local)
            throws IOException {
        Path place = newFolder();
        checkpoints(run(local), place).write(DATA, CheckpointDirectoryTest.state(10));

        try (RunDirectory next = run(local)) {
            Optional<TrainingState> found =
                    checkpoints(next, place).latest(() -> DATA, warning -> fail("no warning was expected: " + warning));
            assertThat(found.orElseThrow().iteration()).isEqualTo(10);
            next.write(RunLayout.MODEL, "{}");
            next.publish();
        }
        assertThat(store(place).exists(place)).isFalse();
    }

    private static RunDirectory run(java.nio.file.Path local) {
        return RunDirectory.prepare(
                new Path(local.resolve("run").toUri()),
                IfExists.REFUSE,
                new RunSettings("{}"),
                cluster.getConfiguration(0));
    }

    private static CheckpointDirectory checkpoints(RunDirectory run, Path place) {
        return run.checkpoints(Optional.of(place), 3, IfExists.REFUSE);
    }

    @Override
    Store store(Path folder) throws IOException {
        return Store.of(folder, cluster.getConfiguration(0));
    }
}
