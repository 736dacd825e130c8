package io.descent.gradient;

import io.descent.model.FeatureScaling;

/**
 * The changes of units between the data and the descent.
 *
 * <p>{@code storage} leads from the data to what blocks hold: (x − c)/2ᵏ, with c near the mean but with few binary
 * digits, and 2ᵏ above every |x − c|. So no stored value exceeds {@link #LARGEST_STORED} in size, which is what exact
 * sums need to know of them. The division is exact; the subtraction is for integers, and for values that are not much
 * closer to 0 than to c. Blocks in float32 spend their digits on the spread and not on the mean. Sparse blocks have
 * c = 0, so that zeros stay zeros.
 *
 * <p>{@code standardisation} leads from there to mean 0 and standard deviation 1; {@code descent} to the units of the
 * descent, which are those, or the units of the data where features are not to be standardised. Neither is ever applied
 * to the data, only to parameters and gradients.
 *
 * @param storage data → stored
 * @param standardisation stored → mean 0, deviation 1
 * @param descent stored → the units of the descent
 * @param descentToStandard the units of the descent → mean 0, deviation 1
 */
public record FeatureEncoding(
        FeatureScaling storage,
        FeatureScaling standardisation,
        FeatureScaling descent,
        FeatureScaling descentToStandard) {

    /** No stored value is larger. */
    public static final double LARGEST_STORED = 1;

    /** Binary digits of c below the standard deviation. */
    private static final int CENTRE_DIGITS = 10;

    /** How features are scaled for the descent. */
    public enum Standardise {
        /** By mean and standard deviation. */
        YES,
        /** Not at all: the descent works in the units of the data. */
        NO
    }

    /** Whether blocks hold centred values. */
    public enum Centring {
        /** Dense blocks of a model with intercept. */
        STORED,
        /** Sparse blocks of a model with intercept: centred in the parameters only. */
        IMPLICIT,
        /** A model without intercept, whose features keep their zero. */
        NONE
    }

    /**
     * The encoding for features with the given statistics.
     *
     * @param training of the examples to descend on: means and deviations are theirs
     * @param validation of those held out, which are stored alike
     */
    public static FeatureEncoding of(
            ExampleStatistics training, ExampleStatistics validation, Standardise standardise, Centring centring) {
        int d = training.features();
        double[] centre = new double[d];
        double[] power = new double[d];
        double[] storedMean = new double[d];
        double[] storedDeviation = new double[d];
        double[] dataShift = new double[d];
        double[] dataScale = new double[d];
        double[] mean = new double[d];
        double[] deviation = new double[d];
        for (int j = 0; j < d; j++) {
            double spread = spread(training, j, centring);
            if (spread == 0) {
                continue; // a scale of 0 takes the feature out
            }
            if (centring == Centring.STORED) {
                double grid = Math.scalb(1.0, Math.max(-1000, Math.getExponent(spread) - CENTRE_DIGITS));
                centre[j] = Math.rint(training.mean(j) / grid) * grid;
            }
            power[j] = powerAbove(largestDistance(training, validation, j, centre[j]));
            mean[j] = centring == Centring.NONE ? 0 : training.mean(j);
            deviation[j] = spread;
            storedMean[j] = centring == Centring.NONE ? 0 : (training.mean(j) - centre[j]) / power[j];
            storedDeviation[j] = spread / power[j];
            dataShift[j] = -centre[j] / power[j];
            dataScale[j] = 1 / power[j];
        }
        FeatureScaling storage = new FeatureScaling(centre, power);
        FeatureScaling standard = new FeatureScaling(storedMean, storedDeviation);
        return standardise == Standardise.YES
                ? new FeatureEncoding(storage, standard, standard, FeatureScaling.identity(standard))
                : new FeatureEncoding(
                        storage,
                        standard,
                        new FeatureScaling(dataShift, dataScale),
                        new FeatureScaling(mean, deviation));
    }

    /**
     * What a feature is divided by to be standardised, where 0 takes it out: the standard deviation; without intercept a
     * constant other than 0 still counts, by its size, since it is not the intercept's double.
     */
    public static double spread(ExampleStatistics statistics, int j, Centring centring) {
        double deviation = statistics.standardDeviation(j);
        return deviation == 0 && centring == Centring.NONE ? Math.abs(statistics.max(j)) : deviation;
    }

    private static double largestDistance(
            ExampleStatistics training, ExampleStatistics validation, int j, double centre) {
        double largest = Math.max(Math.abs(training.min(j) - centre), Math.abs(training.max(j) - centre));
        return validation.rows() == 0
                ? largest
                : Math.max(
                        largest, Math.max(Math.abs(validation.min(j) - centre), Math.abs(validation.max(j) - centre)));
    }

    private static double powerAbove(double size) {
        return Math.scalb(1.0, Math.max(-1000, Math.min(1000, Math.getExponent(size) + 1)));
    }
}
