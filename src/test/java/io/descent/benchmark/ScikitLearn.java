package io.descent.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Debian's scikit-learn in a process of its own.
 *
 * @param table see {@link RaceTable}
 * @param threads of its linear algebra
 */
record ScikitLearn(Path table, int threads) {
    private static final String PYTHON = "/usr/bin/python3";

    String name() {
        return "scikit-learn, " + threads + (threads == 1 ? " thread" : " threads");
    }

    /** Why it cannot be had, if so. */
    static Optional<String> obstacle() {
        try {
            Process process = new ProcessBuilder(PYTHON, "-c", "import sklearn.neural_network")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return ended(process) == 0 ? Optional.empty() : Optional.of(PYTHON + " has no sklearn (python3-sklearn)");
        } catch (IOException e) {
            return Optional.of("there is no " + PYTHON);
        }
    }

    Arrival train(double rmse, int epochs, int seed) throws IOException {
        Path script = table.resolveSibling("sklearn_race.py");
        try (InputStream source = ScikitLearn.class.getResourceAsStream("sklearn_race.py")) {
            Files.write(script, source.readAllBytes());
        }
        ProcessBuilder builder = new ProcessBuilder(
                        PYTHON,
                        script.toString(),
                        table.toString(),
                        Double.toString(rmse),
                        Integer.toString(epochs),
                        Integer.toString(seed))
                .redirectErrorStream(true);
        builder.environment().put("OMP_NUM_THREADS", Integer.toString(threads));
        builder.environment().put("OPENBLAS_NUM_THREADS", Integer.toString(threads));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (ended(process) != 0) {
            throw new IOException("scikit-learn failed: " + output);
        }
        JsonNode said = new ObjectMapper().readTree(output);
        return new Arrival(
                said.get("reached").asBoolean(),
                said.get("best").asDouble(),
                said.get("epochs").asInt(),
                said.get("reading").asDouble(),
                said.get("seconds").asDouble());
    }

    private static int ended(Process process) {
        return process.onExit().join().exitValue();
    }
}
