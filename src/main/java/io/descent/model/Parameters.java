package io.descent.model;

import java.io.Serializable;
import java.util.Arrays;

/** The weights and biases of a network, immutable: one flat array, laid out by {@link Network}. */
public final class Parameters implements Serializable {

    private static final long serialVersionUID = 1L;

    private final Network network;
    private final double[] values; // (parameterCount): W, then b

    /**
     * @param values kept, not copied; the caller gives it up
     */
    public Parameters(Network network, double[] values) {
        if (values.length != network.parameterCount()) {
            throw new IllegalArgumentException(
                    "values must have length " + network.parameterCount() + ", but has " + values.length);
        }
        this.network = network;
        this.values = values;
    }

    /** The shape these parameters belong to. */
    public Network network() {
        return network;
    }

    /** A copy of the weights W, (features). */
    public double[] weights() {
        return Arrays.copyOf(values, network.features());
    }

    /** The bias b. */
    public double bias() {
        return values[network.biasIndex()];
    }

    /** A copy of the flat array, (parameterCount). */
    public double[] toArray() {
        return values.clone();
    }

    /** The prediction Σⱼ Wⱼxⱼ + b for one example, x in the units these parameters are in. */
    public double predict(double[] x) {
        if (x.length != network.features()) {
            throw new IllegalArgumentException("x must have length " + network.features() + ", but has " + x.length);
        }
        double sum = bias();
        for (int j = 0; j < x.length; j++) {
            sum = Math.fma(values[j], x[j], sum);
        }
        return sum;
    }
}
