package io.descent.spark;

import io.descent.gradient.FeatureEncoding;
import io.descent.linalg.ColumnDependence;
import io.descent.linalg.Precision;
import io.descent.linalg.Vectors;
import io.descent.training.StopReason;
import io.descent.training.TrainingLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * Tells whether the data determine the weights: whether features are linear combinations of others,
 * so that many weights predict equally well, or come so close to it that no digits of the weights
 * are to be trusted. It reads the data; it never changes the result.
 */
final class Uniqueness {

    /** A relative error of the weights that makes them useless. */
    private static final double USELESS = 1e-3;

    /** A relative error of the loss that makes a fit useless. */
    private static final double WRONG = 1e-6;

    private static final int NAMED = 5;

    private final List<String> warnings = new ArrayList<>();
    private boolean illConditioned;

    private Uniqueness() {}

    /** Sentences for people. */
    List<String> warnings() {
        return warnings;
    }

    /** True if the weights are unique in theory, but the result is not near them. */
    boolean illConditioned() {
        return illConditioned;
    }

    /**
     * @param sketch of the features, if there is one
     * @param encoding of the features
     * @param names of the features
     */
    static Uniqueness of(
            Optional<FeatureSketch> sketch,
            long rows,
            FeatureEncoding encoding,
            Precision precision,
            TrainingLoop.Result result,
            IntFunction<String> names) {
        Uniqueness found = new Uniqueness();
        long features = encoding.standardisation().variables();
        if (rows <= features) {
            found.warnings.add(String.format(
                    Locale.ROOT,
                    "the solution is not unique: %d rows cannot determine %d weights and a bias; the"
                            + " shortest solution was taken",
                    rows,
                    features));
        }
        sketch.ifPresent(present -> found.judge(present, encoding, precision, result, names));
        return found;
    }

    private void judge(
            FeatureSketch sketch,
            FeatureEncoding encoding,
            Precision precision,
            TrainingLoop.Result result,
            IntFunction<String> names) {
        ColumnDependence dependence = sketch.dependence();
        int rank = dependence.rank(FeatureSketch.DEPENDENT);
        if (rank < sketch.columns().length) {
            warnings.add("the solution is not unique: "
                    + describe("is", dependence.dependent(rank), sketch.columns(), names)
                    + "; the shortest solution was taken");
            return;
        }
        if (result.reason() == StopReason.MAX_ITERATIONS) {
            return; // the iterations are at fault, not the data
        }
        double inverse = dependence.inverseCondition(rank);
        // bounds on errors hold where features have mean 0 and deviation 1
        double[] parameters =
                encoding.descentToStandard().toScaled(result.point().parameters());
        double gradient = Vectors.norm(
                encoding.descentToStandard().gradientToScaled(result.point().gradient()));
        double curvature = sketch.smallestCurvature();
        boolean uselessWeights = gradient / curvature > USELESS * Vectors.norm(parameters);
        boolean wrongLoss =
                gradient * gradient / (2 * curvature) > WRONG * result.point().value();
        String weakest = describe("is almost", dependence.dependent(rank - 1), sketch.columns(), names);
        if (precision == Precision.DOUBLE ? uselessWeights : uselessWeights && wrongLoss) {
            illConditioned = true;
            warnings.add(String.format(
                    Locale.ROOT,
                    "the problem is too ill-conditioned (condition number %.1e): %s; leave columns out, or set"
                            + " lambda > 0%s",
                    1 / inverse,
                    weakest,
                    precision == Precision.DOUBLE ? "" : ", or precision = double"));
        } else if (inverse < 16 * precision.unitRoundoff()) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%s precision cannot tell these columns apart (condition number %.1e): %s;"
                            + " predictions hold, single weights do not; %sset lambda > 0",
                    precision == Precision.DOUBLE ? "double" : "single",
                    1 / inverse,
                    weakest,
                    precision == Precision.DOUBLE ? "" : "set precision = double, or "));
        }
    }

    private static String describe(
            String verb, List<ColumnDependence.Dependent> dependents, int[] columns, IntFunction<String> names) {
        String text = dependents.stream()
                .limit(NAMED)
                .map(dependent -> describe(verb, dependent, columns, names))
                .collect(Collectors.joining("; "));
        int more = dependents.size() - NAMED;
        return more > 0 ? text + "; and " + more + " more" : text;
    }

    private static String describe(
            String verb, ColumnDependence.Dependent dependent, int[] columns, IntFunction<String> names) {
        String on = dependent.on().stream()
                .limit(NAMED)
                .map(column -> quoted(columns[column], names))
                .collect(Collectors.joining(", "));
        if (dependent.on().isEmpty()) {
            return quoted(columns[dependent.column()], names) + " does not vary in the rows that have a weight";
        }
        int more = dependent.on().size() - NAMED;
        return quoted(columns[dependent.column()], names)
                + " "
                + verb
                + " a linear combination of "
                + on
                + (more > 0 ? " and " + more + " more" : "");
    }

    private static String quoted(int feature, IntFunction<String> names) {
        return "'" + names.apply(feature) + "'";
    }
}
