package io.descent.gradient;

import io.descent.model.FeatureScaling;

/**
 * The two changes of units between the data and the descent.
 *
 * <p>{@code storage} leads from the data to what blocks hold: (x − c)/2ᵏ, with 2ᵏ near the standard
 * deviation and c near the mean but with few binary digits. Both operations are exact for most
 * data, so that blocks in float64 lose nothing, and blocks in float32 spend their digits on the
 * spread and not on the mean. Sparse blocks have c = 0, so that zeros stay zeros.
 *
 * <p>{@code standardisation} leads from there to mean 0 and standard deviation 1, or back to the
 * units of the data where features are not to be standardised. It is never applied to the data,
 * only to parameters and gradients.
 */
public record FeatureEncoding(FeatureScaling storage, FeatureScaling standardisation) {

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

    /** The encoding for features with the given statistics. */
    public static FeatureEncoding of(ExampleStatistics statistics, Standardise standardise, Centring centring) {
        int d = statistics.features();
        double[] centre = new double[d];
        double[] power = new double[d];
        double[] shift = new double[d];
        double[] scale = new double[d];
        for (int j = 0; j < d; j++) {
            double deviation = spread(statistics, j, centring);
            if (deviation == 0) {
                continue; // a scale of 0 takes the feature out
            }
            power[j] = Math.scalb(1.0, Math.max(-1000, Math.getExponent(deviation)));
            double mean = statistics.mean(j);
            if (centring == Centring.STORED) {
                double grid = Math.scalb(power[j], -CENTRE_DIGITS);
                centre[j] = Math.rint(mean / grid) * grid;
            }
            if (standardise == Standardise.YES) {
                shift[j] = centring == Centring.NONE ? 0 : (mean - centre[j]) / power[j];
                scale[j] = deviation / power[j];
            } else {
                shift[j] = -centre[j] / power[j];
                scale[j] = 1 / power[j];
            }
        }
        return new FeatureEncoding(new FeatureScaling(centre, power), new FeatureScaling(shift, scale));
    }

    /**
     * The standard deviation; without intercept a constant other than 0 still counts, by its size,
     * since it is not the intercept's double.
     */
    private static double spread(ExampleStatistics statistics, int j, Centring centring) {
        double deviation = statistics.standardDeviation(j);
        return deviation == 0 && centring == Centring.NONE ? Math.abs(statistics.max(j)) : deviation;
    }
}
