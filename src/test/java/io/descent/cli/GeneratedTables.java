package io.descent.cli;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The tables of {@code generate}, with its defaults, for those outside this package. */
public final class GeneratedTables {
    private static final double NOISE = 0.1;
    private static final long SEED = 42;

    private GeneratedTables() {}

    /** The columns {@code label, x0, x1, …}. */
    public static Dataset<Row> dense(SparkSession session, long rows, int features, int partitions) {
        return GeneratedTable.dense(rows, features, NOISE, SEED).on(session, partitions);
    }

    /** The columns {@code label} and {@code features}, a sparse vector. */
    public static Dataset<Row> sparse(SparkSession session, long rows, int features, double density, int partitions) {
        return GeneratedTable.sparse(rows, features, NOISE, SEED, density).on(session, partitions);
    }
}
