package io.descent.cli;

import io.descent.storage.Progress;
import io.descent.training.IterationRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a training goes, in words and with its curve, for a place of a width.
 *
 * @param columns that a line may take
 * @param script that the place can show
 */
record WatchText(int columns, Dots.Script script) {
    private static final int ROWS = 10;
    private static final int MOST_COLUMNS = 120;
    private static final int FEWEST_COLUMNS = 20;

    WatchText {
        columns = Math.max(FEWEST_COLUMNS, columns);
    }

    /**
     * The whole state.
     *
     * @param heading such as the directory
     * @param remark a sentence that must be seen, if there is one
     */
    List<String> lines(String heading, Progress progress, Optional<String> remark) {
        List<String> lines = new ArrayList<>();
        lines.add(line(heading));
        Optional<DescentProgress> descent = descent(progress);
        if (descent.isPresent()) {
            lines.addAll(curve(progress.history()));
            lines.addAll(wrapped(ProgressText.plain(descent.get())));
            if (!progress.phase().equals(ProgressReporter.DESCENT)) {
                lines.add(line(progress.phase()));
            }
        } else {
            lines.add(line(progress.phase()));
        }
        remark.ifPresent(text -> lines.add(line(text)));
        return lines;
    }

    /** The state in one line, of any length. */
    static String plain(Progress progress) {
        Optional<DescentProgress> descent = descent(progress);
        return descent.isPresent() && progress.phase().equals(ProgressReporter.DESCENT)
                ? ProgressText.plain(descent.get())
                : progress.phase();
    }

    List<String> curve(List<IterationRecord> history) {
        return LossCurve.draw(history, Math.min(MOST_COLUMNS, columns), ROWS, script).stream()
                .map(this::line)
                .toList();
    }

    /** A line that fits. */
    String line(String text) {
        return shown(Texts.cut(Texts.escaped(text), columns));
    }

    /** A list with commas, on as many lines as it takes. */
    List<String> wrapped(String text) {
        List<String> lines = new ArrayList<>();
        String current = "";
        for (String part : text.split(", ", -1)) {
            String longer = current.isEmpty() ? part : current + ", " + part;
            if (!current.isEmpty() && Texts.width(longer) > columns - 1) {
                lines.add(line(current + ","));
                longer = part;
            }
            current = longer;
        }
        lines.add(line(current));
        return lines;
    }

    private String shown(String text) {
        if (script == Dots.Script.BRAILLE) {
            return text;
        }
        StringBuilder ascii = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '–', '·' -> ascii.append('-');
                case '…' -> ascii.append('~');
                case '²' -> ascii.append('2');
                default -> ascii.append(c < 128 ? (char) c : '?');
            }
        });
        return ascii.toString();
    }

    /** Empty before the first iteration. */
    private static Optional<DescentProgress> descent(Progress progress) {
        if (progress.start().isEmpty() || progress.history().isEmpty()) {
            return Optional.empty();
        }
        DescentProgress descent = new DescentProgress(progress.start().get());
        progress.history().forEach(record -> descent.add(record, progress.passes()));
        return Optional.of(descent);
    }
}
