package io.descent.storage;

import java.io.IOException;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The same on a real NameNode and DataNode, in this process. */
class HdfsStoreIT extends StoreContract {

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

    @Override
    Store store(Path folder) throws IOException {
        return Store.of(folder, cluster.getConfiguration(0));
    }
}
