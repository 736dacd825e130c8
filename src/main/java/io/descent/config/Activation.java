package io.descent.config;

/** The function that each neuron of a hidden layer applies to its weighted sum. */
public enum Activation {
    RELU,
    TANH,
    SIGMOID;

    @Override
    public String toString() {
        return Choice.written(this);
    }
}
