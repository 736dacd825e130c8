package io.descent.reliability;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.SafeModeAction;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.hdfs.MiniDFSCluster.DataNodeProperties;
import org.apache.hadoop.hdfs.protocol.LocatedBlock;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.config.Configurator;

/** A real HDFS within this process: a NameNode, and two DataNodes that hold a replica of each block. */
final class Hdfs implements AutoCloseable {
    private static final int DATA_NODES = 2;

    private static final String HADOOP = "org.apache.hadoop";

    private final MiniDFSCluster cluster;
    private final Level logged;

    private Hdfs(MiniDFSCluster cluster, Level logged) {
        this.cluster = cluster;
        this.logged = logged;
    }

    static Hdfs start(Path directory) throws IOException {
        Configuration configuration = new Configuration();
        configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, directory.toString());
        configuration.setInt("dfs.replication", DATA_NODES);
        // a restarted NameNode would wait for half a minute, though it has all blocks
        configuration.setInt("dfs.namenode.safemode.extension", 0);
        // what it has to say about what is done to it is no news here
        Level logged = LogManager.getLogger(HADOOP).getLevel();
        Configurator.setLevel(HADOOP, Level.OFF);
        MiniDFSCluster cluster = new MiniDFSCluster.Builder(configuration)
                .numDataNodes(DATA_NODES)
                .build();
        cluster.waitActive();
        return new Hdfs(cluster, logged);
    }

    /** A run on it, by a driver that is its own executor. */
    Place place(String name) {
        org.apache.hadoop.fs.Path output = new org.apache.hadoop.fs.Path(cluster.getURI() + "/runs/" + name);
        return Place.local(output).with("spark.hadoop.dfs.replication=" + DATA_NODES);
    }

    /** Ends a DataNode, and brings it back afterwards. */
    void withoutDataNode(Runnable meanwhile) throws IOException {
        DataNodeProperties stopped = cluster.stopDataNode(0);
        try {
            meanwhile.run();
        } finally {
            cluster.restartDataNode(stopped, true);
            cluster.waitActive();
        }
    }

    /** Ends the NameNode and starts it again on the same port; returns when it answers. */
    void restartNameNode() throws IOException {
        cluster.restartNameNode(true);
    }

    /** Lets nobody write. */
    void withSafeMode(Runnable meanwhile) throws IOException {
        DistributedFileSystem files = cluster.getFileSystem();
        files.setSafeMode(SafeModeAction.ENTER);
        try {
            meanwhile.run();
        } finally {
            files.setSafeMode(SafeModeAction.LEAVE);
        }
    }

    /** Spoils the replicas of a file's blocks on the first {@code dataNodes} that hold them. */
    void corrupt(org.apache.hadoop.fs.Path file, int dataNodes) throws IOException {
        String path = file.toUri().getPath();
        DistributedFileSystem files = cluster.getFileSystem();
        long length = files.getFileStatus(new org.apache.hadoop.fs.Path(path)).getLen();
        for (LocatedBlock block :
                files.getClient().getLocatedBlocks(path, 0, length).getLocatedBlocks()) {
            for (int node = 0; node < dataNodes; node++) {
                cluster.corruptReplica(node, block.getBlock());
            }
        }
    }

    static int dataNodes() {
        return DATA_NODES;
    }

    @Override
    public void close() {
        cluster.shutdown(true);
        Configurator.setLevel(HADOOP, logged);
    }
}
