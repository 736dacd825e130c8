package io.descent.model;

import java.io.Serializable;
import java.util.Arrays;

/** The weights and biases of a network, immutable: one flat array, laid out by {@link Network}. */
public final class Parameters implements Serializable {

    private static final long serialVersionUID = 1L;

    private final Network network;
    private final double[] values; // (parameterCount): W of all layers, then b of all layers

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

    /** A copy of the weights W of all layers, (weightCount); of a neuron (features). */
    public double[] weights() {
        return Arrays.copyOf(values, network.weightCount());
    }

    /** The bias b of a neuron; of a network the first of its first layer. */
    public double bias() {
        return values[network.biasIndex()];
    }

    /** The weight of one input in one output of a layer. */
    public double weight(Network.Layer layer, int output, int input) {
        return values[layer.weight(output, input)];
    }

    /** The bias of one output of a layer. */
    public double bias(Network.Layer layer, int output) {
        return values[layer.bias(output)];
    }

    /** A copy of the flat array, (parameterCount). */
    public double[] toArray() {
        return values.clone();
    }

    /** The prediction for one example of the only output, or of the first; x in the units these parameters are in. */
    public double predict(double[] x) {
        return predictAll(x)[0];
    }

    /** The predictions for one example, (outputs), x in the units these parameters are in. */
    public double[] predictAll(double[] x) {
        if (x.length != network.features()) {
            throw new IllegalArgumentException("x must have length " + network.features() + ", but has " + x.length);
        }
        double[] inputs = x;
        for (Network.Layer layer : network.layers()) {
            double[] outputs = new double[layer.outputs()];
            for (int o = 0; o < outputs.length; o++) {
                double sum = values[layer.bias(o)];
                int weights = layer.weight(o, 0);
                for (int i = 0; i < inputs.length; i++) {
                    sum = Math.fma(values[weights + i], inputs[i], sum);
                }
                outputs[o] = layer.hidden() ? network.activation().apply(sum) : sum;
            }
            inputs = outputs;
        }
        return inputs;
    }
}
