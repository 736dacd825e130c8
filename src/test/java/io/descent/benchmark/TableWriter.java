package io.descent.benchmark;

import io.descent.MarkdownTable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The result as Markdown whose columns also line up as plain text. */
final class TableWriter {
    private static final List<String> GOALS = List.of("goal", "median", "wanted", "reached");
    private static final List<String> FIGURES = List.of("figure", "median", "min", "max", "unit", "runs", "note");

    private TableWriter() {}

    static String write(Report report, Map<String, String> facts) {
        StringBuilder text = new StringBuilder("# Benchmark\n\n");
        text.append(MarkdownTable.of(
                List.of("machine", ""),
                facts.entrySet().stream()
                        .map(fact -> List.of(fact.getKey(), fact.getValue()))
                        .toList()));
        List<List<String>> goals = report.figures().stream()
                .filter(figure -> figure.goal().isPresent())
                .map(TableWriter::goal)
                .toList();
        if (!goals.isEmpty()) {
            text.append("\n## Goals\n\n").append(MarkdownTable.of(GOALS, goals));
        }
        for (String section : sections(report)) {
            text.append("\n## ").append(section).append("\n\n");
            List<List<String>> figures = report.figures().stream()
                    .filter(figure -> figure.section().equals(section))
                    .map(TableWriter::figure)
                    .toList();
            text.append(figures.isEmpty() ? "" : MarkdownTable.of(FIGURES, figures));
            report.skipped().stream()
                    .filter(skipped -> skipped.section().equals(section))
                    .forEach(skipped -> text.append(figures.isEmpty() ? "" : "\n")
                            .append("Skipped: ")
                            .append(skipped.reason())
                            .append(".\n"));
        }
        return text.toString();
    }

    private static Set<String> sections(Report report) {
        return Stream.concat(
                        report.figures().stream().map(Figure::section),
                        report.skipped().stream().map(Report.Skipped::section))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static List<String> goal(Figure figure) {
        return List.of(
                figure.section() + ": " + figure.name(),
                Numbers.text(figure.samples().median()) + " " + figure.unit(),
                figure.goal().orElseThrow().toString(),
                figure.reached().orElseThrow() ? "yes" : "NO");
    }

    private static List<String> figure(Figure figure) {
        Samples samples = figure.samples();
        return List.of(
                figure.name(),
                Numbers.text(samples.median()),
                Numbers.text(samples.min()),
                Numbers.text(samples.max()),
                figure.unit(),
                Integer.toString(samples.runs()),
                figure.note());
    }
}
