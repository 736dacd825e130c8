package io.descent.model;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The shape of a model: fully-connected layers, each output a bias and a weighted sum of all inputs; hidden layers apply
 * an activation to it, the last layer none. Without hidden layers and with one output it is one linear neuron,
 * ŷ = Σⱼ Wⱼxⱼ + b, which is linear regression.
 *
 * <p>The parameters are one flat array: the weights W of each layer from the first to the last, (outputs, inputs) by
 * rows; then the biases b of each layer, (outputs). So weights, which penalties act on, come before biases, which they
 * do not. A neuron's is W (features), then b.
 */
public final class Network implements Serializable {

    private static final long serialVersionUID = 1L;

    private final int[] sizes; // features, neurons of each hidden layer, outputs
    private final Activation activation;
    private final boolean intercept;

    private Network(int[] sizes, Activation activation, boolean intercept) {
        check("features", sizes[0]);
        for (int l = 1; l < sizes.length - 1; l++) {
            check("neurons of a hidden layer", sizes[l]);
        }
        check("outputs", sizes[sizes.length - 1]);
        this.sizes = sizes;
        this.activation = activation;
        this.intercept = intercept;
        long parameters = 0;
        for (int l = 1; l < sizes.length; l++) {
            parameters += (sizes[l - 1] + 1L) * sizes[l];
        }
        if (parameters > Integer.MAX_VALUE / 2) {
            throw new IllegalArgumentException("a network must have at most " + Integer.MAX_VALUE / 2
                    + " parameters, but layers of " + Arrays.toString(sizes) + " have " + parameters);
        }
    }

    private static void check(String name, int size) {
        if (size < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, but is " + size);
        }
    }

    /** A neuron with one weight for each feature, and a bias. */
    public static Network neuron(int features) {
        return of(features, List.of(), 1, Activation.RELU, true);
    }

    /** A neuron whose bias stays 0. */
    public static Network neuronWithoutBias(int features) {
        return of(features, List.of(), 1, Activation.RELU, false);
    }

    /**
     * A network of fully-connected layers.
     *
     * @param hidden the neurons of each hidden layer, from the first
     * @param activation of the hidden layers
     * @param intercept false if all biases stay 0
     */
    public static Network of(
            int features, List<Integer> hidden, int outputs, Activation activation, boolean intercept) {
        int[] sizes = new int[hidden.size() + 2];
        sizes[0] = features;
        for (int l = 0; l < hidden.size(); l++) {
            sizes[l + 1] = hidden.get(l);
        }
        sizes[sizes.length - 1] = outputs;
        return new Network(sizes, activation, intercept);
    }

    /** The number of inputs. */
    public int features() {
        return sizes[0];
    }

    /** The number of labels that are predicted. */
    public int outputs() {
        return sizes[sizes.length - 1];
    }

    /** The neurons of each hidden layer, from the first. */
    public List<Integer> hidden() {
        return Arrays.stream(sizes, 1, sizes.length - 1).boxed().toList();
    }

    /** Of the hidden layers. */
    public Activation activation() {
        return activation;
    }

    /** True if biases are fitted, false if they stay 0. */
    public boolean hasIntercept() {
        return intercept;
    }

    /** True if this is one linear neuron. */
    public boolean isNeuron() {
        return sizes.length == 2 && outputs() == 1;
    }

    /** The number of weights, which are the first in the flat parameter array. */
    public int weightCount() {
        int count = 0;
        for (int l = 1; l < sizes.length; l++) {
            count += sizes[l - 1] * sizes[l];
        }
        return count;
    }

    /** The length of the flat parameter array: W and b, the biases present even where they stay 0. */
    public int parameterCount() {
        int count = weightCount();
        for (int l = 1; l < sizes.length; l++) {
            count += sizes[l];
        }
        return count;
    }

    /** The index of the first bias in the flat parameter array. */
    public int biasIndex() {
        return weightCount();
    }

    /** The layers, from the first hidden one to the outputs. */
    public List<Layer> layers() {
        List<Layer> layers = new ArrayList<>();
        int weights = 0;
        int biases = weightCount();
        for (int l = 1; l < sizes.length; l++) {
            layers.add(new Layer(sizes[l - 1], sizes[l], weights, biases, l < sizes.length - 1));
            weights += sizes[l - 1] * sizes[l];
            biases += sizes[l];
        }
        return layers;
    }

    /** Parameters that are all 0. */
    public Parameters zeros() {
        return new Parameters(this, new double[parameterCount()]);
    }

    /** True if parameters of the one are parameters of the other, and mean the same. */
    public boolean sameShape(Network other) {
        return Arrays.equals(sizes, other.sizes)
                && intercept == other.intercept
                && (sizes.length == 2 || activation == other.activation);
    }

    /** For people: {@code 8-64-64-1 relu}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int size : sizes) {
            text.append(text.length() == 0 ? "" : "-").append(size);
        }
        return sizes.length == 2
                ? text.toString()
                : text.append(' ').append(activation).toString();
    }

    /**
     * Where the parameters of a layer lie in the flat array.
     *
     * @param weights the index of the first weight; that of output o and input i is weights + o·inputs + i
     * @param biases the index of the first bias
     * @param hidden true if the activation is applied
     */
    public record Layer(int inputs, int outputs, int weights, int biases, boolean hidden) {

        /** The index of a weight. */
        public int weight(int output, int input) {
            return weights + output * inputs + input;
        }

        /** The index of a bias. */
        public int bias(int output) {
            return biases + output;
        }
    }
}
