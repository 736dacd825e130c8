package io.descent.optimizer;

/**
 * The objective J to be minimised: a smooth part, and l1·‖W‖₁ over the first {@link #weights}
 * parameters. Each call that says so costs one pass over the data.
 */
public interface DifferentiableFunction {

    /** The number of parameters. */
    int dimension();

    /** The number of leading parameters that are weights and carry the L1 norm. */
    int weights();

    /** The factor of the L1 norm, ≥ 0. */
    double l1();

    /** The value and gradient of J at the given parameters, (dimension). One pass. */
    Point evaluate(double[] parameters);

    /**
     * The second derivative of the smooth part along a direction, (dimension). One pass.
     *
     * @throws UnsupportedOperationException if the smooth part is not quadratic
     */
    Curvature curvature(double[] direction);

    /**
     * The second derivative H of a quadratic, applied to a direction p.
     *
     * @param product Hp, (dimension)
     * @param quadraticForm pᵀHp ≥ 0
     */
    record Curvature(double[] product, double quadraticForm) {}
}
