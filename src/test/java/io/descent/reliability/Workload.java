package io.descent.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/**
 * What is trained: a small table, with a method of as many iterations as one likes, each of them a pass of so many tasks
 * that it takes some hundredths of a second.
 *
 * @param settings the settings file, without an output
 * @param iterations of the whole descent
 */
record Workload(Path settings, int iterations) {
    /** A checkpoint after so many iterations. */
    static final int EVERY = 10;

    /** How many files the table has: the most partitions that it can be read in. */
    static final int FILES = 16;

    /** What is fitted. */
    enum Model {
        NEURON(
                """
                training {
                  optimizer = gradient-descent
                  step-size = 0.005
                  tolerance = 0
                }
                """),
        /** In several steps and a pass over the validation rows for each iteration. */
        NETWORK(
                """
                data.validation = 0.1
                model { hidden-layers = [8, 8], activation = tanh }
                training { batch = 0.5, shards = 4, tolerance = 0, early-stopping.patience = 1000 }
                """);

        private final String settings;

        Model(String settings) {
            this.settings = settings;
        }
    }

    private static final int ROWS_PER_FILE = 300;
    private static final int FEATURES = 10;

    static Workload write(Path directory, int iterations, Model model) throws IOException {
        Path table = Files.createDirectories(directory.resolve("table"));
        Random random = new Random(20260107);
        for (int file = 0; file < FILES; file++) {
            Files.writeString(table.resolve("part-" + file + ".csv"), rows(random));
        }
        Path settings = Files.writeString(
                directory.resolve("train.conf"),
                """
                data {
                  path = "%s"
                  label = label
                }
                training.max-iterations = %d
                checkpoint.every = %d iterations
                output.path = "%s"
                %s"""
                        .formatted(table, iterations, EVERY, directory.resolve("unused"), model.settings));
        return new Workload(settings, iterations);
    }

    private static String rows(Random random) {
        StringBuilder csv = new StringBuilder();
        for (int feature = 0; feature < FEATURES; feature++) {
            csv.append('x').append(feature).append(',');
        }
        csv.append("label\n");
        for (int row = 0; row < ROWS_PER_FILE; row++) {
            double label = 5 + random.nextGaussian();
            for (int feature = 0; feature < FEATURES; feature++) {
                double value = random.nextGaussian();
                label += (feature - 3) * value;
                csv.append(String.format(Locale.ROOT, "%.6f,", value));
            }
            csv.append(String.format(Locale.ROOT, "%.6f%n", label));
        }
        return csv.toString();
    }
}
