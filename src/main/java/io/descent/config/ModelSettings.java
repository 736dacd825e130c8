package io.descent.config;

import java.util.List;
import java.util.Objects;

/**
 * The function to be fitted.
 *
 * @param hiddenLayers the neurons of each hidden layer; empty for one neuron
 * @param activation of the hidden layers
 * @param intercept whether there are biases
 */
public record ModelSettings(List<Integer> hiddenLayers, Activation activation, boolean intercept) {
    public ModelSettings {
        hiddenLayers = List.copyOf(hiddenLayers);
        Objects.requireNonNull(activation, "activation");
        Problems problems = new Problems();
        if (hiddenLayers.stream().anyMatch(neurons -> neurons < 1)) {
            problems.must(Keys.HIDDEN_LAYERS, "hold numbers >= 1", hiddenLayers);
        }
        problems.throwIfAny();
    }

    public static ModelSettings defaults() {
        return new ModelSettings(List.of(), Activation.RELU, true);
    }
}
