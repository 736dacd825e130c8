package io.descent.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** The result for machines: {@code machine}, {@code figures} and {@code skipped}. */
final class JsonWriter {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonWriter() {}

    static String write(Report report, Map<String, String> facts) throws JsonProcessingException {
        ObjectNode root = MAPPER.createObjectNode();
        ObjectNode machine = root.putObject("machine");
        facts.forEach(machine::put);
        ArrayNode figures = root.putArray("figures");
        report.figures().forEach(figure -> write(figure, figures.addObject()));
        ArrayNode skipped = root.putArray("skipped");
        report.skipped()
                .forEach(part ->
                        skipped.addObject().put("section", part.section()).put("reason", part.reason()));
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    private static void write(Figure figure, ObjectNode node) {
        Samples samples = figure.samples();
        node.put("section", figure.section())
                .put("name", figure.name())
                .put("unit", figure.unit())
                .put("median", samples.median())
                .put("min", samples.min())
                .put("max", samples.max())
                .put("runs", samples.runs());
        ArrayNode values = node.putArray("values");
        samples.values().forEach(values::add);
        figure.goal().ifPresent(goal -> {
            node.putObject("goal").put(goal.side() == Goal.Side.AT_LEAST ? "atLeast" : "atMost", goal.bound());
            node.put("reached", goal.reachedBy(samples));
        });
        if (!figure.note().isEmpty()) {
            node.put("note", figure.note());
        }
    }
}
