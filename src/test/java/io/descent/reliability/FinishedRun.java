package io.descent.reliability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.descent.storage.Run;
import io.descent.storage.RunDirectory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * What must be the same in every run of the same settings, whatever happens to it.
 *
 * @param hash of the parameters
 * @param iterations of the descent
 * @param converged whether it did
 * @param history the lines of {@code history.csv}, without the seconds
 */
record FinishedRun(String hash, int iterations, boolean converged, List<String> history) {

    /**
     * Reads a run, and checks all its files against its manifest.
     *
     * @throws RuntimeException if there is none, or a damaged one
     */
    static FinishedRun in(Path directory, Configuration configuration) throws IOException {
        Run run = RunDirectory.open(directory, configuration);
        JsonNode training = new ObjectMapper().readTree(run.text("training.json"));
        return new FinishedRun(
                training.get("parameterHash").asText(),
                training.get("iterations").asInt(),
                training.get("converged").asBoolean(),
                run.text("history.csv")
                        .lines()
                        .map(line -> line.substring(0, line.lastIndexOf(',')))
                        .toList());
    }

    /** In what the other run differs from this one, in words; empty if in nothing. */
    List<String> differences(FinishedRun other) {
        List<String> differences = new ArrayList<>();
        if (!hash.equals(other.hash)) {
            differences.add("the hash must be " + hash + ", but is " + other.hash);
        }
        if (iterations != other.iterations || converged != other.converged) {
            differences.add("there must be " + iterations + " iterations, but are " + other.iterations);
        }
        if (!history.equals(other.history)) {
            differences.add("history.csv must have the same " + history.size() + " lines, but has "
                    + other.history.size() + ", of which "
                    + other.history.stream().filter(history::contains).count() + " are in both");
        }
        return differences;
    }
}
