package io.descent.reliability;

import io.descent.cluster.StandaloneCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;

/** What all scenarios share: a directory, the workload, what an undisturbed run of it gives, and chance. */
final class Lab {
    private final Path directory;
    private final Workload workload;
    private final long seed;
    private final FinishedRun undisturbed;
    private final double seconds;
    private final Configuration configuration = new Configuration();

    private Lab(Path directory, Workload workload, long seed) throws IOException {
        this.directory = directory;
        this.workload = workload;
        this.seed = seed;
        Place place = Place.local(hadoop(runs("undisturbed")));
        try (Driver driver = Driver.start(
                place.script("train", workload.settings().toString(), "--output", place.output()),
                logs().resolve("undisturbed"))) {
            driver.awaitJvm();
            long begin = System.nanoTime();
            if (driver.exitCode() != 0) {
                throw new IllegalStateException("the undisturbed run failed: " + driver.lastWords());
            }
            this.seconds = (System.nanoTime() - begin) / 1e9;
        }
        this.undisturbed = FinishedRun.in(place.visible(), configuration);
    }

    /**
     * Trains once, undisturbed.
     *
     * @param directory that is empty or is made
     * @param iterations of each run
     * @param seed of all that is random
     */
    static Lab open(Path directory, int iterations, long seed) throws IOException {
        return open(directory, iterations, seed, Workload.Model.NEURON);
    }

    private static Lab open(Path directory, int iterations, long seed, Workload.Model model) throws IOException {
        Files.createDirectories(directory);
        return new Lab(directory, Workload.write(directory, iterations, model), seed);
    }

    /** A new one in which a network is fitted, whose iterations take some times as long. */
    Lab network() throws IOException {
        return open(directory.resolve("network"), workload.iterations() / 4, seed, Workload.Model.NETWORK);
    }

    Workload workload() {
        return workload;
    }

    /** Chance for what is called so, whatever else is run and how long it takes. */
    Random random(String name) {
        return new Random(31 * seed + name.hashCode());
    }

    FinishedRun undisturbed() {
        return undisturbed;
    }

    /** What the undisturbed run took, from the start of its JVM to its end. */
    double seconds() {
        return seconds;
    }

    Configuration configuration() {
        return configuration;
    }

    /** Where the drivers' output goes. */
    Path logs() {
        return directory.resolve("logs");
    }

    /** A directory for something that is called so. */
    Path place(String name) throws IOException {
        return Files.createDirectories(directory.resolve(name));
    }

    /** A run by a driver that is its own executor. */
    DisturbedRun localRun(String name) {
        return new DisturbedRun(this, name, Place.local(hadoop(runs(name))));
    }

    /** Where a driver in client mode runs on a cluster. */
    Place on(StandaloneCluster cluster, String name) {
        return Place.cluster(cluster.masterUrl(), hadoop(runs(name)));
    }

    /** A master and two workers; a worker counts as lost after so many seconds of silence. */
    StandaloneCluster cluster(String name, int workerTimeoutSeconds, String workerOptions) {
        return StandaloneCluster.start(
                directory.resolve("cluster-" + name),
                2,
                List.of("--worker-timeout", Integer.toString(workerTimeoutSeconds)),
                workerOptions);
    }

    private Path runs(String name) {
        return directory.resolve("runs").resolve(name);
    }

    private static org.apache.hadoop.fs.Path hadoop(Path path) {
        return new org.apache.hadoop.fs.Path(path.toString());
    }
}
