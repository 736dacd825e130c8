package io.descent.ml;

import io.descent.model.Network;
import io.descent.model.Parameters;
import java.io.Serializable;
import java.util.List;

/**
 * Applies a network to one example after another: {@link #start}, {@link #add} for each feature that is not 0 in the
 * order of the features, {@link #finish}. The results have the bits of {@link Parameters#predictAll}: each output is a
 * chain of fused multiply-adds from its bias on, in the order of its inputs, and a term of 0 does not change it.
 *
 * <p>Its arrays are used again for each example, so that it serves one thread at a time: each task of Spark has its own.
 */
final class ForwardPass implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Parameters parameters;
    private transient LayerPass[] layers; // made where the pass runs

    ForwardPass(Parameters parameters) {
        this.parameters = parameters;
    }

    /** The number of features. */
    int features() {
        return parameters.network().features();
    }

    /** Begins the next example. */
    void start() {
        if (layers == null) {
            List<Network.Layer> all = parameters.network().layers();
            layers = all.stream().map(layer -> new LayerPass(parameters, layer)).toArray(LayerPass[]::new);
        }
        layers[0].start();
    }

    /** Adds the value of a feature, in the units of the parameters. */
    void add(int feature, double value) {
        layers[0].add(feature, value);
    }

    /** The predictions for the example, (outputs): an array that the next example overwrites. */
    double[] finish() {
        for (int l = 1; l < layers.length; l++) {
            double[] inputs = layers[l - 1].outputs;
            layers[l].start();
            for (int i = 0; i < inputs.length; i++) {
                layers[l].add(i, parameters.network().activation().apply(inputs[i]));
            }
        }
        return layers[layers.length - 1].outputs;
    }

    /** The weighted sums of one layer. */
    private static final class LayerPass {
        private final double[] biases; // (outputs)
        private final double[] weights; // (inputs, outputs) by rows: what an input adds to lies side by side
        private final double[] outputs; // (outputs), before the activation

        LayerPass(Parameters parameters, Network.Layer layer) {
            biases = new double[layer.outputs()];
            weights = new double[layer.inputs() * layer.outputs()];
            outputs = new double[layer.outputs()];
            for (int o = 0; o < layer.outputs(); o++) {
                biases[o] = parameters.bias(layer, o);
                for (int i = 0; i < layer.inputs(); i++) {
                    weights[i * layer.outputs() + o] = parameters.weight(layer, o, i);
                }
            }
        }

        void start() {
            System.arraycopy(biases, 0, outputs, 0, biases.length);
        }

        void add(int input, double value) {
            if (outputs.length == 1) { // a loop would take longer than what it does
                outputs[0] = Math.fma(weights[input], value, outputs[0]);
                return;
            }
            int first = input * outputs.length;
            for (int o = 0; o < outputs.length; o++) {
                outputs[o] = Math.fma(weights[first + o], value, outputs[o]);
            }
        }
    }
}
