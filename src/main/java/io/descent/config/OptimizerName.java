package io.descent.config;

/** The optimizers that settings can name. */
public enum OptimizerName {
    /** One neuron: conjugate-gradient; gradient-descent where a step size is set; fista with an L1 penalty. Networks: adam. */
    AUTO,
    GRADIENT_DESCENT,
    MOMENTUM,
    NESTEROV,
    ADAM,
    CONJUGATE_GRADIENT,
    L_BFGS,
    FISTA;

    /** Whether it can take weights back by themselves. */
    boolean takesWeightDecay() {
        return this == AUTO || this == ADAM;
    }

    /** Whether it goes by a step size that can be set; the others find the length of each step themselves. */
    boolean takesStepSize() {
        return this != CONJUGATE_GRADIENT && this != L_BFGS;
    }

    /** Whether it can fit one neuron with an L1 penalty, which has no gradient at 0. */
    boolean fitsNeuronWithL1() {
        return this == AUTO || this == FISTA;
    }

    /** Whether it can fit what is no parabola, or is seen in parts. */
    boolean fitsNetworks() {
        return this != CONJUGATE_GRADIENT && this != FISTA;
    }

    /** Whether it can do so with an L1 penalty. */
    boolean fitsNetworksWithL1() {
        return fitsNetworks() && this != L_BFGS;
    }

    @Override
    public String toString() {
        return Choice.written(this);
    }
}
