package io.descent.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Whole fits of one table to the same objective, {@value #ERROR} above the smallest known one. Each contestant gets the
 * loosest of its tolerances that leads there; then they are timed in turns.
 */
final class Contest {
    private static final double ERROR = 1e-9;

    private final String section;
    private final String label;
    private final LeastSquares objective;
    private final double smallest;
    private final List<Contestant> contestants;

    /**
     * @param reference a fit to every digit
     */
    Contest(String section, String label, LeastSquares objective, Fitted reference, List<Contestant> contestants) {
        this.section = section;
        this.label = label;
        this.objective = objective;
        this.smallest = objective.at(reference);
        this.contestants = contestants;
    }

    /**
     * @param error (J − the smallest J) / the smallest J
     */
    private record Settled(double tolerance, double error, int iterations) {
        boolean reached() {
            return error <= ERROR;
        }

        String note() {
            String gap = error < 1e-15 ? "no error" : String.format(Locale.ROOT, "error %.0e", error);
            String found = String.format(Locale.ROOT, "tol %.0e, %d iterations, %s", tolerance, iterations, gap);
            return reached() ? found : found + ": does not reach 1e-9";
        }
    }

    void run(Bench bench, Optional<Goal> goal) throws Exception {
        Map<String, Settled> settled = new LinkedHashMap<>();
        Rivals rivals = new Rivals();
        for (Contestant contestant : contestants) {
            Settled found = settle(contestant);
            settled.put(contestant.name(), found);
            bench.report().say("  " + label + ", " + contestant.name() + ": " + found.note());
            rivals.add(contestant.name(), () -> {
                System.gc(); // what the one before left is not this one's to clear
                return Seconds.of(() -> contestant.fitting().fit(found.tolerance()));
            });
        }
        Map<String, Samples> seconds = rivals.alternate(0, bench.sizes().fits()); // settling has warmed them up
        seconds.forEach((name, samples) -> bench.report()
                .add(
                        section,
                        label + ", " + name,
                        "s",
                        samples,
                        settled.get(name).note()));
        compare(bench.report(), settled, seconds, goal);
    }

    private Settled settle(Contestant contestant) {
        Settled settled = null;
        for (double tolerance : contestant.tolerances()) {
            Fitted fitted = contestant.fitting().fit(tolerance);
            settled = new Settled(tolerance, objective.at(fitted) / smallest - 1, fitted.iterations());
            if (settled.reached()) {
                break;
            }
        }
        return settled;
    }

    /** Against the fastest of the others that got there. */
    private void compare(
            Report report, Map<String, Settled> settled, Map<String, Samples> seconds, Optional<Goal> goal) {
        List<String> others = new ArrayList<>(seconds.keySet());
        others.remove(Contestant.OURS);
        others.removeIf(name -> !settled.get(name).reached());
        Optional<String> best = others.stream()
                .min((a, b) ->
                        Double.compare(seconds.get(a).median(), seconds.get(b).median()));
        if (best.isEmpty() || !settled.get(Contestant.OURS).reached()) {
            report.skip(section, label + ": nothing to compare, since not both sides reach the objective");
            return;
        }
        Samples ratio = Samples.ratio(seconds.get(best.get()), seconds.get(Contestant.OURS));
        String figure = label + ", faster than Spark ML";
        String note = "its fastest here is " + best.get();
        goal.ifPresentOrElse(
                wanted -> report.add(section, figure, "×", ratio, wanted, note),
                () -> report.add(section, figure, "×", ratio, note));
    }
}
