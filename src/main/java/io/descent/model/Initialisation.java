package io.descent.model;

import io.descent.linalg.RowHash;

/**
 * The parameters from which a network starts, drawn uniformly in ±√(6/fan): for hidden layers of {@link Activation#RELU}
 * the fan is the number of inputs (K. He et al., "Delving Deep into Rectifiers", 2015), for all others inputs and
 * outputs together (X. Glorot, Y. Bengio, "Understanding the difficulty of training deep feedforward neural networks",
 * 2010). So signals neither fade nor grow from layer to layer. Biases are 0.
 */
public final class Initialisation {

    private Initialisation() {}

    /** Each weight has its own number in the stream of the seed, the same on every machine. */
    public static double[] draw(Network network, long seed) {
        double[] flat = new double[network.parameterCount()];
        for (Network.Layer layer : network.layers()) {
            boolean he = layer.hidden() && network.activation() == Activation.RELU;
            double fan = he ? layer.inputs() : layer.inputs() + layer.outputs();
            double bound = Math.sqrt(6 / fan);
            for (int at = layer.weights(); at < layer.weights() + layer.inputs() * layer.outputs(); at++) {
                flat[at] = bound * (2 * uniform(seed, at) - 1);
            }
        }
        return flat;
    }

    /** In [0, 1), of 53 bits. */
    private static double uniform(long seed, int index) {
        long start = RowHash.finished(seed);
        return (RowHash.finished(start + 0x9E3779B97F4A7C15L * (index + 1L)) >>> 11) * 0x1p-53;
    }
}
