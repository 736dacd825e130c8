package io.descent.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.descent.QuietSpark;
import io.descent.TestSession;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark comes to its end and writes what it promises. What it measured here says nothing, and is not looked at. */
class BenchmarkIT {
    /** The others take longer: {@code deploy/benchmark --quick} runs them all. */
    private static final List<String> SECTIONS = List.of("read", "kernels", "iteration");

    @TempDir
    private Path directory;

    @Test
    void quickRun_writesTableAndJsonWithItsSections() throws Exception {
        List<String> arguments =
                List.of("--quick", "--only", String.join(",", SECTIONS), "--output", directory.toString());
        Options options = Options.parse(arguments, Benchmark.names());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream progress = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        try (QuietSpark quiet = new QuietSpark()) { // what rivals have to say about their settings
            Benchmark.run(TestSession.get(), options, new PrintStream(out, true, StandardCharsets.UTF_8), progress);
        }

        String table = out.toString(StandardCharsets.UTF_8);
        assertThat(directory.resolve("benchmark.md")).hasContent(table);
        assertThat(table).contains("## Goals");
        JsonNode json = new ObjectMapper().readTree(Files.readString(directory.resolve("benchmark.json")));
        assertThat(json.at("/machine/cores").asInt()).isPositive();
        Set<String> sections = new TreeSet<>();
        for (JsonNode figure : json.get("figures")) {
            sections.add(figure.get("section").asText());
            assertThat(figure.get("median").asDouble()).as(figure.toString()).isFinite();
            assertThat(figure.get("runs").asInt()).isPositive();
            assertThat(figure.has("goal")).isEqualTo(figure.has("reached"));
            assertThat(table).contains("| " + figure.get("name").asText() + " ");
        }
        json.get("skipped").forEach(part -> sections.add(part.get("section").asText()));
        assertThat(sections).containsExactlyInAnyOrderElementsOf(SECTIONS);
    }
}
