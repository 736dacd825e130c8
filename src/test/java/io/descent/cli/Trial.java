package io.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A training in a directory of its own: a table, settings, and what came of them. */
final class Trial {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory;
    private final Path table;
    private final List<String> settings = new ArrayList<>();

    private Trial(Path directory) {
        this.directory = directory;
        this.table = directory.resolve("table.csv");
    }

    /** One on a CSV table of the given lines, with the label y. */
    static Trial on(Path directory, String... lines) {
        Trial trial = new Trial(directory);
        write(trial.table, String.join("\n", lines) + "\n");
        return trial.with("data.path = \"" + trial.table + "\"")
                .with("data.label = y")
                .with("training.precision = double")
                .with("output.report = false") // it takes half of a small training's time
                .with("output.path = \"" + trial.output() + "\"");
    }

    /** The same with a further setting, in HOCON. */
    Trial with(String setting) {
        settings.add(setting);
        return this;
    }

    Cli.Result train(String... options) {
        List<String> all = new ArrayList<>(List.of("--status", status().toString()));
        all.addAll(List.of(options));
        return run(all);
    }

    Cli.Result trainWithStatus(Path status) {
        return run(List.of("--status", status.toString()));
    }

    private Cli.Result run(List<String> options) {
        Path config = directory.resolve("run.conf");
        write(config, String.join("\n", settings) + "\n");
        List<String> args = new ArrayList<>(List.of("train", config.toString()));
        args.addAll(options);
        return Cli.run(args.toArray(new String[0]));
    }

    /** Trains, and checks that it succeeds. */
    Cli.Result succeed() {
        Cli.Result result = train();
        assertThat(result.code()).as(result::describe).isZero();
        assertThat(json(status()).get("state").textValue()).isEqualTo("succeeded");
        return result;
    }

    /** Trains, and checks that it is refused with the code and words, leaving nothing but a status that says so. */
    Cli.Result refused(int code, String... words) {
        Cli.Result result = train();
        assertThat(result.code()).as(result::describe).isEqualTo(code);
        assertThat(result.err()).contains(words).contains("descent: ").doesNotContain("\tat ", "Exception");
        assertThat(result.out()).isEmpty();
        assertThat(output()).doesNotExist();
        JsonNode status = json(status());
        assertThat(status.get("state").textValue()).isEqualTo("failed");
        assertThat(status.get("exitCode").intValue()).isEqualTo(code);
        assertThat(status.get("message").textValue()).contains(words);
        assertThat(result.err()).contains(status.get("message").textValue());
        assertThat(status.has("parameterHash")).isFalse();
        return result;
    }

    Path table() {
        return table;
    }

    Path output() {
        return directory.resolve("run");
    }

    Path status() {
        return directory.resolve("status.json");
    }

    JsonNode training() {
        return json(output().resolve("training.json"));
    }

    JsonNode model() {
        return json(output().resolve("model.json"));
    }

    static JsonNode json(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
