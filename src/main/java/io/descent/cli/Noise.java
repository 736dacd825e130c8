package io.descent.cli;

import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;

/** The parts of Spark and Hadoop that log, with a stack trace, what is thrown as well; here the exception suffices. */
final class Noise {
    private static final List<String> LOGGERS = List.of(
            "org.apache.spark.executor.Executor",
            "org.apache.spark.scheduler.TaskSetManager",
            "org.apache.spark.scheduler.TaskSchedulerImpl",
            "org.apache.spark.scheduler.DAGScheduler",
            "org.apache.spark.util.Utils",
            "org.apache.spark.util.SparkErrorUtils",
            "org.apache.spark.util.SparkStringUtils",
            "org.apache.spark.sql.execution.datasources.FileFormatWriter",
            "org.apache.spark.sql.execution.datasources.DataSource",
            "org.apache.spark.sql.execution.streaming.sinks.FileStreamSink",
            "org.apache.spark.sql.catalyst.util.FailureSafeParser",
            "org.apache.spark.mapred.SparkHadoopMapRedUtil",
            "org.apache.spark.internal.io.HadoopMapReduceCommitProtocol",
            "org.apache.spark.ml.util.Instrumentation",
            "org.apache.parquet.hadoop.ParquetFileReader");

    private Noise() {}

    static void quieten() {
        LOGGERS.forEach(name -> Configurator.setLevel(name, Level.OFF));
    }
}
