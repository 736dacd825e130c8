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

    /** Whether it goes by a step size that can be set; the others find the length of each step themselves. */
    boolean takesStepSize() {
        return this != CONJUGATE_GRADIENT && this != L_BFGS;
    }

    /** Whether it can take a penalty with an L1 part, which has no gradient at 0. */
    boolean takesL1() {
        return this == AUTO || this == FISTA;
    }

    @Override
    public String toString() {
        return Choice.written(this);
    }
}
