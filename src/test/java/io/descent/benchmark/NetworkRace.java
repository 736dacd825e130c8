package io.descent.benchmark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Training to the same validation error as scikit-learn's {@code MLPRegressor}, hidden layers of 64 and 64, on real
 * tables. All read the same file: label, whether the row is for validation (each fifth), and features with categories
 * coded as 0 and 1. Each run has a seed of its own. The clock of the other stands still while it computes the error; ours
 * does not.
 */
final class NetworkRace {
    private static final String OURS = "Descent, ";

    /** As many rows as scikit-learn takes. */
    private static final int BATCH = 200;

    private final Bench bench;
    private final String section;

    NetworkRace(Bench bench, String section) {
        this.bench = bench;
        this.section = section;
    }

    void run() throws Exception {
        race("california_housing", "california_housing/housing.csv", "median_house_value", 53_500);
        race("diamonds", "diamonds/diamonds.csv", "price", 600);
    }

    /** One training by the number of its run. */
    private interface Runner {
        Arrival run(int seed) throws Exception;
    }

    private void race(String label, String file, String target, double rmse) throws Exception {
        Optional<String> obstacle = RaceTable.obstacle(file).or(ScikitLearn::obstacle);
        if (obstacle.isPresent()) {
            bench.report().skip(section, label + ": " + obstacle.get());
            return;
        }
        RaceTable table = RaceTable.write(bench, file, target);
        Map<String, Runner> runners = new LinkedHashMap<>();
        for (RaceTable.Plan plan : plans()) {
            runners.put(OURS + plan.name(), seed -> table.fit(plan, seed, rmse));
        }
        for (int threads = 1; threads <= bench.threads(); threads++) {
            ScikitLearn other = new ScikitLearn(table.file(), threads);
            runners.put(other.name(), seed -> other.train(rmse, bench.sizes().epochs(), seed));
        }
        report(label + ", RMSE " + Numbers.count(Math.round(rmse)), inTurns(runners));
    }

    /**
     * The defaults; all of its iterations, whatever the validation error does; and as many steps in an iteration as
     * scikit-learn takes, with schedules that end sooner.
     */
    private List<RaceTable.Plan> plans() {
        int most = bench.sizes().epochs();
        List<RaceTable.Plan> plans = new ArrayList<>();
        plans.add(new RaceTable.Plan("defaults", most, OptionalInt.empty(), OptionalInt.empty()));
        for (int part : List.of(1, 4)) {
            int iterations = Math.max(1, most / part);
            String name = "max-iterations " + iterations + ", to their end";
            plans.add(new RaceTable.Plan(name, iterations, OptionalInt.of(most), OptionalInt.empty()));
        }
        for (int part : List.of(4, 8)) {
            int iterations = Math.max(1, most / part);
            String name = "max-iterations " + iterations + ", batches of " + BATCH;
            plans.add(new RaceTable.Plan(name, iterations, OptionalInt.of(most), OptionalInt.of(BATCH)));
        }
        return plans;
    }

    private Map<String, List<Arrival>> inTurns(Map<String, Runner> runners) throws Exception {
        Map<String, List<Arrival>> arrivals = new LinkedHashMap<>();
        for (int run = -bench.sizes().warmUps(); run < bench.sizes().fits(); run++) {
            for (Map.Entry<String, Runner> each : runners.entrySet()) {
                if (run >= 0) {
                    arrivals.computeIfAbsent(each.getKey(), name -> new ArrayList<>())
                            .add(each.getValue().run(run));
                } else if (each.getKey().startsWith(OURS)) {
                    each.getValue().run(run); // what is compiled stays so; of a process, nothing does
                }
            }
        }
        return arrivals;
    }

    private void report(String label, Map<String, List<Arrival>> arrivals) {
        Map<String, Samples> times = new LinkedHashMap<>();
        Map<String, Samples> whole = new LinkedHashMap<>();
        arrivals.forEach((name, runs) -> {
            String figure = label + ", " + name;
            String note =
                    "epochs " + text(runs, Arrival::epochs) + "; best " + text(runs, run -> Math.round(run.best()));
            if (runs.stream().allMatch(Arrival::reached)) {
                times.put(name, samples(runs, Arrival::seconds));
                whole.put(name, samples(runs, run -> run.reading() + run.seconds()));
                bench.report().add(section, figure, "s", times.get(name), note);
                bench.report().add(section, figure + ", with reading", "s", whole.get(name), "");
            } else {
                bench.report().skip(section, figure + ": not always reached, " + note);
            }
        });
        compare(label, times, "");
        compare(label, whole, ", with reading");
    }

    private void compare(String label, Map<String, Samples> seconds, String what) {
        Optional<String> best = seconds.keySet().stream()
                .filter(name -> !name.startsWith(OURS))
                .min(Comparator.comparingDouble(name -> seconds.get(name).median()));
        best.ifPresent(other -> seconds.keySet().stream()
                .filter(name -> name.startsWith(OURS))
                .forEach(name -> bench.report()
                        .add(
                                section,
                                label + ", " + name + ", faster than scikit-learn" + what,
                                "×",
                                Samples.ratio(seconds.get(other), seconds.get(name)),
                                "its fastest here is " + other)));
    }

    private static Samples samples(List<Arrival> runs, Function<Arrival, Double> value) {
        return new Samples(runs.stream().map(value).toList());
    }

    private static String text(List<Arrival> runs, Function<Arrival, Number> value) {
        return String.join(
                ", ", runs.stream().map(run -> value.apply(run).toString()).toList());
    }
}
