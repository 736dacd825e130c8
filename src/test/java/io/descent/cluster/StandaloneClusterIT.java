package io.descent.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shaded jar, submitted to a master and two workers, answers as it does within one JVM. */
class StandaloneClusterIT {
    private static final int FILES = 4;
    private static final int ROWS_PER_FILE = 100;

    @TempDir
    private Path directory;

    @Test
    void train_onMasterAndTwoWorkers_answersAsLocally() throws IOException {
        Path settings = writeSettings(writeTable(directory.resolve("table")));
        JsonNode cluster;
        try (StandaloneCluster processes = StandaloneCluster.start(directory.resolve("cluster"), 2)) {
            cluster = train(processes.masterUrl(), settings, "on-cluster");
            assertThat(processes.executorsByWorker()).allMatch(executors -> executors > 0);
        }
        JsonNode local = train("local[*]", settings, "local");

        assertThat(cluster.at("/rows").asLong()).isEqualTo((long) FILES * ROWS_PER_FILE);
        assertThat(cluster.at("/parameterHash").asText()).startsWith("sha256:");
        assertThat(cluster.at("/parameterHash")).isEqualTo(local.at("/parameterHash"));
        assertThat(cluster.at("/weights")).isEqualTo(local.at("/weights"));
        assertThat(cluster.at("/intercept")).isEqualTo(local.at("/intercept"));
        assertThat(cluster.at("/weights/height").asDouble()).isBetween(2.4, 2.6);
        assertThat(cluster.at("/weights/width").asDouble()).isBetween(-1.1, -0.9);
    }

    /** Trains on {@code master}, and returns the run's {@code training.json}. */
    private JsonNode train(String master, Path settings, String run) throws IOException {
        Path output = directory.resolve(run);
        Script.Result result = Script.at("deploy/descent")
                .with("--master", master, "--conf", "spark.ui.enabled=false")
                .with("--conf", "spark.executor.memory=700m", "--driver-memory", "1g")
                .with("--driver-java-options", StandaloneCluster.QUICK_COMPILER)
                .with("--conf", "spark.executor.extraJavaOptions=" + StandaloneCluster.QUICK_COMPILER)
                // Otherwise Spark reads small files into as many partitions as it happens to have cores by then.
                .with("--conf", "spark.sql.files.minPartitionNum=" + FILES)
                .with("train", settings.toString(), "--output", output.toString())
                .run();
        assertThat(result.exitCode()).as(result::describe).isZero();
        assertThat(output.resolve("manifest.json")).exists();
        return new ObjectMapper().readTree(output.resolve("training.json").toFile());
    }

    /** volume = 2.5 height - width + 7, and a little noise, in several files. */
    private static Path writeTable(Path table) throws IOException {
        Random random = new Random(20260101);
        Files.createDirectories(table);
        for (int file = 0; file < FILES; file++) {
            StringBuilder csv = new StringBuilder("height,width,volume\n");
            for (int row = 0; row < ROWS_PER_FILE; row++) {
                double height = 10 * random.nextDouble();
                double width = 5 * random.nextDouble();
                double volume = 2.5 * height - width + 7 + 0.01 * random.nextGaussian();
                csv.append(String.format(Locale.ROOT, "%.6f,%.6f,%.6f%n", height, width, volume));
            }
            Files.writeString(table.resolve("part-" + file + ".csv"), csv);
        }
        return table;
    }

    private Path writeSettings(Path table) throws IOException {
        return Files.writeString(
                directory.resolve("train.conf"),
                """
                data {
                  path = "%s"
                  format = csv
                  options { header = true, inferSchema = true }
                  label = volume
                  features.numeric = [height, width]
                }
                output.path = "%s"
                """
                        .formatted(table, directory.resolve("unused")));
    }
}
