package io.descent;

import io.descent.spark.DescentKryoRegistrator;
import org.apache.spark.sql.SparkSession;

/** The Spark session that the tests of one JVM share: two threads, Kryo with the types of Descent, no UI. */
public final class TestSession {
    private TestSession() {}

    /** The session; started by the first caller, and never stopped by a test. */
    public static SparkSession get() {
        return SparkSession.builder()
                .master("local[2]")
                .appName("descent-tests")
                .config("spark.ui.enabled", false)
                .config("spark.sql.shuffle.partitions", 2)
                .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
                .config("spark.kryo.registrator", DescentKryoRegistrator.class.getName())
                .getOrCreate();
    }
}
