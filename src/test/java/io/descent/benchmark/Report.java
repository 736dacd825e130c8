package io.descent.benchmark;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Collects the figures, in order, and tells of each as it comes. */
final class Report {

    /** A part that was not measured. */
    record Skipped(String section, String reason) {}

    private final PrintStream progress;
    private final List<Figure> figures = new ArrayList<>();
    private final List<Skipped> skipped = new ArrayList<>();

    Report(PrintStream progress) {
        this.progress = progress;
    }

    /** A figure without goal. */
    void add(String section, String name, String unit, Samples samples, String note) {
        add(new Figure(section, name, unit, samples, Optional.empty(), note));
    }

    /** A figure with a goal. */
    void add(String section, String name, String unit, Samples samples, Goal goal, String note) {
        add(new Figure(section, name, unit, samples, Optional.of(goal), note));
    }

    private void add(Figure figure) {
        figures.add(figure);
        say("  " + figure.name() + ": " + Numbers.text(figure.samples().median()) + " " + figure.unit());
    }

    void skip(String section, String reason) {
        skipped.add(new Skipped(section, reason));
        say("  skipped: " + reason);
    }

    /** One line for who waits. */
    void say(String line) {
        progress.println(line);
    }

    List<Figure> figures() {
        return Collections.unmodifiableList(figures);
    }

    List<Skipped> skipped() {
        return Collections.unmodifiableList(skipped);
    }
}
