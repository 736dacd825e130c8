package io.descent.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A Spark master and its workers as real processes on free ports of this machine, started and stopped by the scripts of
 * {@code deploy/standalone}.
 */
public final class StandaloneCluster implements AutoCloseable {
    /** For a JVM that lives for seconds: to compile Spark well costs more time than all it does. */
    public static final String QUICK_COMPILER = "-XX:TieredStopAtLevel=1";

    private final Path directory;
    private final int workers;
    private final String masterUrl;

    private StandaloneCluster(Path directory, int workers, String masterUrl) {
        this.directory = directory;
        this.workers = workers;
        this.masterUrl = masterUrl;
    }

    /** Starts a master and {@code workers} workers of one core each, and returns when all of them have registered. */
    public static StandaloneCluster start(Path directory, int workers) {
        return start(directory, workers, List.of(), "");
    }

    /**
     * As {@link #start(Path, int)}, with more options of the script, and JVM options for the workers.
     *
     * @param workerOptions as {@code -Dspark.decommission.enabled=true}
     */
    public static StandaloneCluster start(Path directory, int workers, List<String> options, String workerOptions) {
        Script.Result result = Script.at("deploy/standalone/start")
                .with("--workers", Integer.toString(workers), "--cores", "1", "--memory", "1g")
                .with("--port", "0", "--dir", directory.toString())
                .with(options.toArray(String[]::new))
                .withVariable("SPARK_WORKER_OPTS", workerOptions)
                .withVariable("SPARK_DAEMON_JAVA_OPTS", QUICK_COMPILER)
                .run();
        if (result.exitCode() != 0) {
            throw new IllegalStateException("the cluster did not start: " + result.describe());
        }
        return new StandaloneCluster(directory, workers, result.out().strip());
    }

    public String masterUrl() {
        return masterUrl;
    }

    public ProcessHandle master() {
        return process("master");
    }

    /** What the master says of workers, applications and drivers. */
    public Path masterLog() {
        return directory.resolve("master.log");
    }

    /** The worker of this number, from 1. */
    public ProcessHandle worker(int number) {
        return process("worker-" + number);
    }

    /** The executors that this worker has running. */
    public List<ProcessHandle> executors(int worker) {
        return children(worker, "CoarseGrainedExecutorBackend");
    }

    /** The drivers that this worker has running, in cluster mode. */
    public List<ProcessHandle> drivers(int worker) {
        return children(worker, "org.apache.spark.deploy.worker.DriverWrapper");
    }

    /** Holds a directory for each executor and each driver that the worker has started. */
    public Path workDirectory(int worker) {
        return directory.resolve("work/worker-" + worker);
    }

    private List<ProcessHandle> children(int worker, String word) {
        return worker(worker)
                .descendants()
                .filter(process -> Processes.commandLine(process).contains(word))
                .toList();
    }

    private ProcessHandle process(String name) {
        try {
            String pid = Files.readString(directory.resolve(name + ".pid")).strip();
            return ProcessHandle.of(Long.parseLong(pid))
                    .orElseThrow(() -> new IllegalStateException(name + " must run, but process " + pid + " is gone"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For each worker, the number of executors that it has started so far. */
    public List<Long> executorsByWorker() {
        return IntStream.rangeClosed(1, workers)
                .mapToObj(worker -> executorsIn(workDirectory(worker)))
                .toList();
    }

    /** An executor's directory is {@code app-…/ID}. */
    private static long executorsIn(Path workDirectory) {
        try (Stream<Path> paths = Files.walk(workDirectory, 2)) {
            return paths.filter(path -> workDirectory.relativize(path).getNameCount() == 2)
                    .filter(Files::isDirectory)
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Script.Result result = Script.at("deploy/standalone/stop")
                .with("--dir", directory.toString())
                .run();
        if (result.exitCode() != 0) {
            throw new IllegalStateException("the cluster did not stop: " + result.describe());
        }
    }
}
