package io.descent.model;

import io.descent.linalg.CompensatedSum;
import java.io.Serializable;
import java.util.Arrays;

/**
 * An affine change of units of the features, x' = (x − shift)/scale for each feature, and what it
 * does to parameters and gradients. Predictions do not change: Σⱼ W'ⱼx'ⱼ + b' = Σⱼ Wⱼxⱼ + b.
 *
 * <p>A scale of 0 takes a feature out: its weight and its gradient are 0.
 */
public final class FeatureScaling implements Serializable {

    private static final long serialVersionUID = 1L;

    private final double[] shift; // (features)
    private final double[] scale; // (features), ≥ 0

    /**
     * @param shift (features), in the units of x; kept, not copied
     * @param scale (features), in the units of x, ≥ 0; kept, not copied
     */
    public FeatureScaling(double[] shift, double[] scale) {
        if (shift.length != scale.length) {
            throw new IllegalArgumentException("scale must have length " + shift.length + ", but has " + scale.length);
        }
        this.shift = shift;
        this.scale = scale;
    }

    /** One that changes nothing but to take out what another takes out. */
    public static FeatureScaling identity(FeatureScaling other) {
        double[] ones = new double[other.features()];
        for (int j = 0; j < ones.length; j++) {
            ones[j] = other.varies(j) ? 1 : 0;
        }
        return new FeatureScaling(new double[ones.length], ones);
    }

    /** The number of features. */
    public int features() {
        return shift.length;
    }

    /** The number of features that are not taken out. */
    public int variables() {
        return (int) Arrays.stream(scale).filter(s -> s != 0).count();
    }

    /** False if feature j is taken out. */
    public boolean varies(int j) {
        return scale[j] != 0;
    }

    /** Where x' of feature j is 0, in units of x. */
    public double shift(int j) {
        return shift[j];
    }

    /** What one unit of x' is in units of x; 0 if feature j is taken out. */
    public double scale(int j) {
        return scale[j];
    }

    /** The value x' of feature j at x. */
    public double apply(int j, double x) {
        return scale[j] == 0 ? 0 : (x - shift[j]) / scale[j];
    }

    /**
     * The parameters for x that predict what the given ones predict for x'.
     *
     * @param scaled flat parameters, (features + 1)
     */
    public double[] toOriginal(double[] scaled) {
        checkLength(scaled);
        int d = shift.length;
        double[] original = new double[d + 1];
        CompensatedSum bias = new CompensatedSum();
        bias.reset(scaled[d]);
        for (int j = 0; j < d; j++) {
            original[j] = scale[j] == 0 ? 0 : scaled[j] / scale[j];
            bias.addProduct(-original[j], shift[j]);
        }
        original[d] = bias.value();
        return original;
    }

    /**
     * The parameters for x' that predict what the given ones predict for x; the inverse of {@link #toOriginal}.
     *
     * @param original flat parameters, (features + 1)
     */
    public double[] toScaled(double[] original) {
        checkLength(original);
        int d = shift.length;
        double[] scaled = new double[d + 1];
        CompensatedSum bias = new CompensatedSum();
        bias.reset(original[d]);
        for (int j = 0; j < d; j++) {
            scaled[j] = original[j] * scale[j];
            bias.addProduct(original[j], scale[j] == 0 ? 0 : shift[j]);
        }
        scaled[d] = bias.value();
        return scaled;
    }

    /**
     * The gradient with respect to the parameters for x', given the one with respect to those for x.
     *
     * @param original flat gradient, (features + 1)
     */
    public double[] gradientToScaled(double[] original) {
        checkLength(original);
        int d = shift.length;
        double[] scaled = new double[d + 1];
        for (int j = 0; j < d; j++) {
            scaled[j] = scale[j] == 0 ? 0 : (original[j] - shift[j] * original[d]) / scale[j];
        }
        scaled[d] = original[d];
        return scaled;
    }

    private void checkLength(double[] flat) {
        if (flat.length != shift.length + 1) {
            throw new IllegalArgumentException(
                    "parameters must have length " + (shift.length + 1) + ", but have " + flat.length);
        }
    }
}
