package io.descent.model;

import java.io.Serializable;

/**
 * The shape of a model. One linear neuron, ŷ = Σⱼ Wⱼxⱼ + b, is linear regression.
 *
 * <p>The parameters of a network are one flat array: W (features), then b.
 */
public final class Network implements Serializable {

    private static final long serialVersionUID = 1L;

    private final int features;
    private final boolean intercept;

    private Network(int features, boolean intercept) {
        if (features < 1) {
            throw new IllegalArgumentException("features must be at least 1, but is " + features);
        }
        this.features = features;
        this.intercept = intercept;
    }

    /** A neuron with one weight for each feature, and a bias. */
    public static Network neuron(int features) {
        return new Network(features, true);
    }

    /** A neuron whose bias stays 0. */
    public static Network neuronWithoutBias(int features) {
        return new Network(features, false);
    }

    /** The number of inputs. */
    public int features() {
        return features;
    }

    /** True if the bias is fitted, false if it stays 0. */
    public boolean hasIntercept() {
        return intercept;
    }

    /** The length of the flat parameter array: W and b, the bias present even where it stays 0. */
    public int parameterCount() {
        return features + 1;
    }

    /** The index of the bias in the flat parameter array. */
    public int biasIndex() {
        return features;
    }

    /** Parameters that are all 0. */
    public Parameters zeros() {
        return new Parameters(this, new double[parameterCount()]);
    }
}
