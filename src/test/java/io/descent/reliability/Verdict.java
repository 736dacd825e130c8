package io.descent.reliability;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What came of a scenario.
 *
 * @param runs that were to be brought to their end
 * @param kills of processes; a process frozen, or a service taken away, counts as well
 * @param different runs whose hash is not that of the undisturbed one
 * @param lost runs that did not come to their end
 * @param repeated the most iterations that were done a second time after a kill
 * @param problems whatever should not be, in words; empty when all is well
 * @param note what else is worth a word
 */
record Verdict(int runs, int kills, int different, int lost, int repeated, List<String> problems, String note) {
    static final Verdict NOTHING = new Verdict(0, 0, 0, 0, 0, List.of(), "");

    /** For a scenario that this machine does not allow. */
    static Verdict skipped(String reason) {
        return new Verdict(0, 0, 0, 0, 0, List.of(), "SKIPPED: " + reason);
    }

    /** For a scenario that came to no result. */
    static Verdict failed(String name, Exception cause) {
        return new Verdict(1, 0, 0, 1, 0, List.of(name + ": " + cause), "");
    }

    boolean isSkipped() {
        return note.startsWith("SKIPPED");
    }

    Verdict plus(Verdict other) {
        return new Verdict(
                runs + other.runs,
                kills + other.kills,
                different + other.different,
                lost + other.lost,
                Math.max(repeated, other.repeated),
                Stream.concat(problems.stream(), other.problems.stream()).toList(),
                note.isEmpty() ? other.note : note);
    }

    Verdict withNote(String text) {
        return new Verdict(runs, kills, different, lost, repeated, problems, text);
    }

    /** With a problem, unless {@code holds}. */
    Verdict require(boolean holds, String problem) {
        if (holds) {
            return this;
        }
        List<String> all = new ArrayList<>(problems);
        all.add(problem);
        return new Verdict(runs, kills, different, lost, repeated, all, note);
    }
}
