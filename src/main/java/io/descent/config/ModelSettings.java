package io.descent.config;

import io.descent.model.Activation;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The function to be fitted.
 *
 * @param hiddenLayers the neurons of each hidden layer; empty for one neuron
 * @param activation of the hidden layers
 * @param intercept whether there are biases
 * @param start the directory of a run whose parameters the descent starts from
 */
public record ModelSettings(
        List<Integer> hiddenLayers, Activation activation, boolean intercept, Optional<String> start) {
    public ModelSettings {
        hiddenLayers = List.copyOf(hiddenLayers);
        Objects.requireNonNull(activation, "activation");
        Objects.requireNonNull(start, "start");
        Problems problems = new Problems();
        if (hiddenLayers.stream().anyMatch(neurons -> neurons < 1)) {
            problems.must(Keys.HIDDEN_LAYERS, "hold numbers >= 1", hiddenLayers);
        }
        start.ifPresent(run -> problems.mustBePath(Keys.START, run));
        problems.throwIfAny();
    }

    public static ModelSettings defaults() {
        return new ModelSettings(List.of(), Activation.RELU, true, Optional.empty());
    }
}
