package io.descent.cli;

import io.descent.model.Network;
import io.descent.training.Metrics;
import io.descent.training.PassTimes;
import io.descent.training.TrainingSummary;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What came of a training, for people: at most 80 columns wide, but for the hash and the path at its end. */
final class SummaryTable {
    private static final int WIDTH = 80;
    private static final int DIGITS = 10;
    private static final int MOST_WEIGHTS = 20;
    private static final int WIDEST_NAME = 44;
    private static final int VALUE = 18;
    private static final int COLUMN = 16;

    private final Fitted fitted;
    private final TrainingSummary summary;
    private final String directory;

    SummaryTable(Fitted fitted, String directory) {
        this.fitted = fitted;
        this.summary = fitted.summary();
        this.directory = directory;
    }

    void print(PrintStream out) {
        String labels = Texts.cut(name(String.join(", ", fitted.labels())), WIDEST_NAME);
        if (fitted.network().isNeuron()) {
            out.println(labels + " = W·x + b");
            out.println();
            weights(out);
        } else {
            network(out, labels);
        }
        out.println();
        metrics(out);
        out.println();
        end(out);
        out.flush();
    }

    private void network(PrintStream out, String labels) {
        Network network = fitted.network();
        String function = " = network of " + sizes(network) + " neurons, "
                + (network.hidden().isEmpty() ? "linear" : network.activation());
        out.println(labels + Texts.cut(function, WIDTH - Texts.width(labels)));
        out.println();
        out.println("  " + network.parameterCount() + " weights and biases in model.json");
    }

    /** 23-64-64-1 */
    private static String sizes(Network network) {
        return network.layers().stream()
                .map(layer -> "-" + layer.outputs())
                .collect(Collectors.joining("", Integer.toString(network.features()), ""));
    }

    private void weights(PrintStream out) {
        double[] weights = fitted.weights();
        List<Integer> shown = shown(weights);
        int names = shown.stream()
                .mapToInt(j -> Texts.width(name(fitted.featureNames().get(j))))
                .max()
                .orElse(0);
        int width = Math.min(WIDEST_NAME, Math.max(12, names));
        for (int j : shown) {
            String name = Texts.cut(name(fitted.featureNames().get(j)), width);
            out.println("  W  " + Texts.padded(name, width) + value(weights[j]));
        }
        if (shown.size() < weights.length) {
            out.println("     … and " + (weights.length - shown.size()) + " smaller ones in model.json");
        }
        out.println("  b  " + Texts.padded("", width) + value(fitted.intercept()));
    }

    /** All features in their order; of many, those with the largest weights. */
    private static List<Integer> shown(double[] weights) {
        if (weights.length <= MOST_WEIGHTS) {
            return IntStream.range(0, weights.length).boxed().toList();
        }
        return IntStream.range(0, weights.length)
                .boxed()
                .sorted(Comparator.comparingDouble(j -> -Math.abs(weights[j])))
                .limit(MOST_WEIGHTS)
                .toList();
    }

    private void metrics(PrintStream out) {
        Metrics training = summary.metrics();
        Optional<Metrics> validation = summary.validation();
        if (validation.isPresent()) {
            row(out, "", "training", Optional.of("validation"));
        }
        row(out, "rows", rows(training), validation.map(SummaryTable::rows));
        row(out, "MSE", number(training.mse()), validation.map(m -> number(m.mse())));
        row(out, "RMSE", number(training.rmse()), validation.map(m -> number(m.rmse())));
        row(out, "R²", r2(training), validation.map(SummaryTable::r2));
    }

    private static void row(PrintStream out, String name, String training, Optional<String> validation) {
        out.println("  " + Texts.padded(name, 6) + right(training, COLUMN)
                + validation.map(value -> right(value, COLUMN)).orElse(""));
    }

    private void end(PrintStream out) {
        out.println("  " + Ending.sentence(fitted));
        if (!summary.converged()) {
            out.println("  " + Ending.of(fitted).advice());
        }
        if (summary.droppedRows() > 0) {
            out.println("  " + summary.droppedRows() + " rows with missing or infinite values were left out");
        }
        Durations seconds = Durations.of(fitted);
        fact(
                out,
                "time",
                Numbers.duration(seconds.total())
                        + ": load " + Numbers.duration(seconds.load())
                        + ", statistics " + Numbers.duration(seconds.statistics())
                        + ", descent " + Numbers.duration(seconds.descent()));
        PassTimes passes = summary.history().passes();
        if (passes.seconds() > 0) {
            fact(
                    out,
                    "passes",
                    "tasks " + Numbers.duration(passes.tasks())
                            + ", broadcast " + Numbers.duration(passes.broadcast())
                            + ", reduce " + Numbers.duration(passes.reduce())
                            + ", update " + Numbers.duration(summary.history().update()));
        }
        fact(out, "read", summary.passes() + " passes at " + speed());
        fact(out, "parameters", fitted.parameterHash());
        fact(out, "run", Texts.escaped(directory));
    }

    /** A network computes more than it reads. */
    private String speed() {
        double rows = summary.metrics().rows()
                * (double) summary.passes()
                / summary.seconds().descent();
        return summary.batching().isPresent()
                ? Numbers.compact(rows) + " rows/s"
                : Numbers.significant(summary.gigabytesPerSecond(), 3) + " GB/s";
    }

    private static void fact(PrintStream out, String name, String value) {
        out.println("  " + Texts.padded(name, 11) + value);
    }

    private static String name(String name) {
        return Texts.escaped(name);
    }

    private static String value(double value) {
        return right(number(value), VALUE);
    }

    private static String rows(Metrics metrics) {
        return Long.toString(metrics.rows());
    }

    private static String r2(Metrics metrics) {
        return metrics.r2().isPresent() ? number(metrics.r2().getAsDouble()) : "–";
    }

    private static String number(double value) {
        return Numbers.significant(value, DIGITS);
    }

    private static String right(String text, int columns) {
        return " ".repeat(Math.max(1, columns - Texts.width(text))) + text;
    }
}
