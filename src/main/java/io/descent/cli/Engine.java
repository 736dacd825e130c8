package io.descent.cli;

import io.descent.spark.DescentKryoRegistrator;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/**
 * Spark, for one command: as spark-submit set it up; on all cores of this machine where nobody did. Where the process has
 * a session already, that one is used, with settings of its own, and left running.
 */
final class Engine implements AutoCloseable {
    private static final String MASTER = "spark.master";
    private static final String NAME = "spark.app.name";
    private static final String SHUFFLE_PARTITIONS = "spark.sql.shuffle.partitions";

    private final SparkSession session;
    private final Optional<SparkSession> earlier;

    private Engine(SparkSession session, Optional<SparkSession> earlier) {
        this.session = session;
        this.earlier = earlier;
    }

    /**
     * @param name of the application, where Spark lists applications
     */
    static Engine start(String name) {
        Optional<SparkSession> earlier = running();
        SparkSession session = earlier.map(Engine::sibling).orElseGet(() -> start(conf(name)));
        SparkConf conf = session.sparkContext().getConf();
        if (session.sparkContext().isLocal() && !conf.contains(SHUFFLE_PARTITIONS)) {
            // Spark's 200 are for clusters
            session.conf().set(SHUFFLE_PARTITIONS, session.sparkContext().defaultParallelism());
        }
        return new Engine(session, earlier);
    }

    /** How to reach file systems, whether or not Spark runs. */
    static Configuration hadoop() {
        return running()
                .map(session -> session.sparkContext().hadoopConfiguration())
                .orElseGet(() -> SparkHadoopUtil.get().newConfiguration(new SparkConf()));
    }

    SparkSession session() {
        return session;
    }

    @Override
    public void close() {
        if (earlier.isPresent()) {
            SparkSession.setActiveSession(earlier.get());
        } else {
            session.stop();
        }
    }

    private static SparkConf conf(String name) {
        SparkConf conf = new SparkConf();
        // conf/spark-defaults.conf says the same, but a site's own file may stand in its place
        conf.setIfMissing("spark.serializer", KryoSerializer.class.getName());
        conf.setIfMissing("spark.kryo.registrator", DescentKryoRegistrator.class.getName());
        if (!conf.contains(MASTER)) {
            conf.set(MASTER, "local[*]");
        }
        if (conf.get(NAME, Main.class.getName()).equals(Main.class.getName())) {
            conf.set(NAME, name); // spark-submit's default is the class
        }
        return conf;
    }

    private static SparkSession start(SparkConf conf) {
        return SparkSession.builder().config(conf).getOrCreate();
    }

    private static SparkSession sibling(SparkSession running) {
        SparkSession session = running.newSession();
        SparkSession.setActiveSession(session);
        return session;
    }

    private static Optional<SparkSession> running() {
        Option<SparkSession> session = SparkSession.getDefaultSession();
        return session.isDefined() && !session.get().sparkContext().isStopped()
                ? Optional.of(session.get())
                : Optional.empty();
    }
}
