package io.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Trainings by the program within this process, on the Spark session that it has, for tests of other packages. */
public final class InProcess {
    private InProcess() {}

    /**
     * Trains, checks that it succeeds, and returns the run's {@code training.json}.
     *
     * @param options of {@code train}
     */
    public static JsonNode train(Path settings, Path output, List<String> options) {
        List<String> words = new ArrayList<>(List.of("train", settings.toString(), "--output", output.toString()));
        words.addAll(options);
        Cli.Result result = Cli.runWithoutSpark(words.toArray(String[]::new));
        assertThat(result.code()).as(result::describe).isZero();
        return Trial.json(output.resolve("training.json"));
    }
}
