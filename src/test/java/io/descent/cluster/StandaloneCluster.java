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
final class StandaloneCluster implements AutoCloseable {
    private final Path directory;
    private final int workers;
    private final String masterUrl;

    private StandaloneCluster(Path directory, int workers, String masterUrl) {
        this.directory = directory;
        this.workers = workers;
        this.masterUrl = masterUrl;
    }

    /** Starts a master and {@code workers} workers of one core each, and returns when all of them have registered. */
    static StandaloneCluster start(Path directory, int workers) {
        Script.Result result = Script.at("deploy/standalone/start")
                .with("--workers", Integer.toString(workers), "--cores", "1", "--memory", "1g")
                .with("--port", "0", "--dir", directory.toString())
                .run();
        if (result.exitCode() != 0) {
            throw new IllegalStateException("the cluster did not start: " + result.describe());
        }
        return new StandaloneCluster(directory, workers, result.out().strip());
    }

    String masterUrl() {
        return masterUrl;
    }

    /** For each worker, the number of executors that it has started so far. */
    List<Long> executorsByWorker() {
        return IntStream.rangeClosed(1, workers)
                .mapToObj(worker -> executorsIn(directory.resolve("work/worker-" + worker)))
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
