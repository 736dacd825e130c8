package io.descent.optimizer;

/**
 * The factor η of a step at iteration t = 0, 1, …: η = initial/(1 + decay·t), or chosen by the
 * method itself.
 *
 * @param initial η at the first iteration, > 0; 0 for the method's own choice
 * @param decay ≥ 0, per iteration
 */
public record StepSize(double initial, double decay) {

    /** The method's own choice. */
    public static final StepSize AUTO = new StepSize(0, 0);

    public StepSize {
        if (!(initial >= 0) || Double.isInfinite(initial)) {
            throw new IllegalArgumentException("step size must be > 0, but is " + initial);
        }
        if (!(decay >= 0) || Double.isInfinite(decay)) {
            throw new IllegalArgumentException("step decay must be at least 0, but is " + decay);
        }
        if (initial == 0 && decay > 0) {
            throw new IllegalArgumentException(
                    "step decay needs a step size, but the step size is auto and the decay " + decay);
        }
    }

    /** The same step at every iteration. */
    public static StepSize constant(double step) {
        if (step == 0) {
            throw new IllegalArgumentException("step size must be > 0, but is 0.0");
        }
        return new StepSize(step, 0);
    }

    /** True if the method chooses. */
    public boolean isAuto() {
        return initial == 0;
    }

    /** η at iteration t. */
    public double at(int t) {
        return initial / (1 + decay * t);
    }
}
