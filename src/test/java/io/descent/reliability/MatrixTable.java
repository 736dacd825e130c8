package io.descent.reliability;

import io.descent.MarkdownTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The results, as Markdown whose columns also line up as plain text. */
final class MatrixTable {
    private static final List<String> HEAD =
            List.of("scenario", "runs", "kills", "hash same", "repeated iterations", "seconds", "note");

    private final List<List<String>> rows = new ArrayList<>();
    private Verdict total = Verdict.NOTHING;

    /** Adds a line, and returns it in words. */
    String add(String scenario, Verdict verdict, double seconds) {
        String same = verdict.isSkipped() ? "–" : verdict.problems().isEmpty() ? "yes" : "NO";
        rows.add(List.of(
                scenario,
                Integer.toString(verdict.runs()),
                Integer.toString(verdict.kills()),
                same,
                Integer.toString(verdict.repeated()),
                String.format(Locale.ROOT, "%.0f", seconds),
                verdict.note()));
        total = total.plus(verdict);
        String first = String.format(
                Locale.ROOT,
                "%s: %d kills, %.0f s%s%n",
                scenario,
                verdict.kills(),
                seconds,
                verdict.note().isEmpty() ? "" : ", " + verdict.note());
        return first
                + verdict.problems().stream()
                        .map(problem -> "  PROBLEM: " + problem + "\n")
                        .collect(Collectors.joining());
    }

    /** Whether nothing differed, nothing was lost, and nothing else was wrong. */
    boolean isGood() {
        return total.problems().isEmpty();
    }

    /** The table, the totals, and the problems if there are any. */
    String text() {
        StringBuilder text = new StringBuilder(MarkdownTable.of(HEAD, rows));
        text.append('\n');
        text.append("runs ").append(total.runs());
        text.append(" · kills ").append(total.kills());
        text.append(" · different hashes ").append(total.different());
        text.append(" · runs lost ").append(total.lost());
        text.append(" · most iterations repeated ").append(total.repeated()).append('\n');
        total.problems()
                .forEach(problem -> text.append("\nPROBLEM: ").append(problem).append('\n'));
        return text.toString();
    }
}
