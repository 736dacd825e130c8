package io.descent.benchmark;

import org.apache.spark.sql.SparkSession;

/** What the sections share. */
final class Bench {
    private final SparkSession session;
    private final Options options;
    private final Sizes sizes;
    private final Tables tables;
    private final Report report;
    private final int threads = Runtime.getRuntime().availableProcessors();
    private ReadPass read;

    Bench(SparkSession session, Options options, Report report) {
        this.session = session;
        this.options = options;
        this.sizes = options.sizes();
        this.tables = new Tables(session, options.output().resolve("tables"));
        this.report = report;
    }

    SparkSession session() {
        return session;
    }

    Options options() {
        return options;
    }

    Sizes sizes() {
        return sizes;
    }

    Tables tables() {
        return tables;
    }

    Report report() {
        return report;
    }

    int threads() {
        return threads;
    }

    /** The rate at which this machine reads memory, measured beside whatever is compared with it. */
    ReadPass read() {
        if (read == null) {
            read = new ReadPass(sizes.passBytes(), threads);
        }
        return read;
    }
}
