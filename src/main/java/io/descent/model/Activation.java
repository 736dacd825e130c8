package io.descent.model;

import java.util.Locale;

/** The function f that each neuron of a hidden layer applies to its weighted sum z. */
public enum Activation {
    /** max(z, 0). */
    RELU,
    TANH,
    /** The logistic function, 1/(1 + e⁻ᶻ). */
    SIGMOID;

    /** f(z), to the same bits on every machine. */
    public double apply(double z) {
        return switch (this) {
            case RELU -> z < 0 ? 0 : z;
            case TANH -> StrictMath.tanh(z);
            case SIGMOID -> 1 / (1 + StrictMath.exp(-z));
        };
    }

    /** The name under which people choose it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
