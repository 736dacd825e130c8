package io.descent.spark;

import io.descent.gradient.ExampleStatistics;
import io.descent.gradient.FeatureEncoding.Standardise;
import io.descent.model.FeatureScaling;
import io.descent.model.NetworkScaling;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * The units in which a network descends: features and labels of mean 0 and deviation 1, or of mean square 1 where there
 * are no biases to make up for a mean. For hidden layers there are two
 * exceptions. A feature that is mostly 0 keeps its zeros and is divided by its largest value: its deviation is small
 * because it is rare, and a network would take the few rows that have it for extremes. And many features are made smaller
 * together, so that a step changes the neurons' sums by about as much as with few.
 */
final class NetworkUnits {

    /** What float32 can square and add up. */
    static final double FARTHEST = 1e15;

    /** The share of values other than 0 below which a feature is mostly 0. */
    private static final double RARE = 0.25;

    /** The number of features up to which each has deviation 1. */
    private static final double FEW_FEATURES = 64;

    private final TrainingRequest request;
    private final TableProfile profile;
    private final boolean layers;
    private final boolean sparse;

    private NetworkUnits(TrainingRequest request, TableProfile profile, boolean sparse) {
        this.request = request;
        this.profile = profile;
        this.layers = !request.network().orElseThrow().hidden().isEmpty();
        this.sparse = sparse;
    }

    /**
     * @param sparse whether only what is not 0 is kept, so that zeros must stay zeros where there are many
     */
    static NetworkScaling of(TrainingRequest request, TableProfile profile, boolean sparse) {
        NetworkUnits units = new NetworkUnits(request, profile, sparse);
        return units.scaling(units.features());
    }

    /**
     * @throws DataException if a value is too far out for float32, or the labels' squares are too small for doubles
     */
    static void check(
            NetworkScaling scaling, TrainingRequest request, TableProfile profile, IntFunction<String> names) {
        if (!(scaling.lossUnit() >= Double.MIN_NORMAL)) {
            String label = request.columns().labels().get(0);
            throw new DataException(
                    "the deviation of '" + label + "' must be at least 1e-154; use another unit", label);
        }
        ExampleStatistics training = profile.training();
        FeatureScaling features = scaling.features();
        for (int j = 0; j < training.features(); j++) {
            double farthest = Math.max(
                    Math.abs(features.apply(j, training.min(j))), Math.abs(features.apply(j, training.max(j))));
            if (farthest > FARTHEST) {
                throw tooFar(names.apply(j), farthest, request.standardise());
            }
        }
    }

    private static DataException tooFar(String feature, double value, Standardise standardise) {
        boolean standardised = standardise == Standardise.YES;
        return new DataException(
                String.format(
                        Locale.ROOT,
                        "a network takes values of at most %.0e, but feature '%s'%s goes to %.4g; %s",
                        FARTHEST,
                        feature,
                        standardised ? " divided by its deviation" : "",
                        value,
                        standardised
                                ? "subtract its mean, or fit biases"
                                : "standardise the features, or give it in another unit"),
                feature);
    }

    private boolean centred() {
        return request.bias() == TrainingRequest.Bias.FITTED;
    }

    private FeatureScaling features() {
        ExampleStatistics training = profile.training();
        boolean standardised = request.standardise() == Standardise.YES;
        double[] shift = new double[training.features()];
        double[] scale = new double[training.features()];
        for (int j = 0; j < scale.length; j++) {
            boolean rare = training.density(j) < RARE;
            shift[j] = standardised && centred() && !(rare && (layers || sparse)) ? training.mean(j) : 0;
            scale[j] = standardised ? together() * size(j, rare && layers) : Math.signum(size(j, false));
        }
        return new FeatureScaling(shift, scale);
    }

    /** What a feature is divided by; 0 if it can have no effect. */
    private double size(int j, boolean byLargest) {
        ExampleStatistics training = profile.training();
        double largest = Math.max(Math.abs(training.min(j)), Math.abs(training.max(j)));
        if (training.isConstant(j)) {
            return centred() ? 0 : largest; // without biases a constant still counts
        }
        return byLargest ? largest : spread(training, j);
    }

    private double spread(ExampleStatistics statistics, int j) {
        return centred()
                ? statistics.standardDeviation(j)
                : Math.sqrt(statistics.sumOfSquares(j) / statistics.weight());
    }

    private double together() {
        return layers ? Math.sqrt(Math.max(1, profile.training().features() / FEW_FEATURES)) : 1;
    }

    private NetworkScaling scaling(FeatureScaling features) {
        double[] shift = new double[request.columns().labels().size()];
        double[] scale = new double[shift.length];
        for (int o = 0; o < shift.length; o++) {
            ExampleStatistics label = profile.training(o);
            double deviation = spread(label, label.label());
            shift[o] = centred() ? label.mean(label.label()) : 0;
            scale[o] = deviation > 0 ? deviation : 1;
        }
        return new NetworkScaling(features, shift, scale);
    }
}
