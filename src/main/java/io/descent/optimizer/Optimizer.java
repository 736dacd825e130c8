package io.descent.optimizer;

import java.util.OptionalDouble;

/** The mutable state of one descent. Not safe for use by several threads. */
public interface Optimizer {

    /**
     * Goes one step down.
     *
     * @param current where the descent stands; its gradient is the one to use
     * @param function the objective, for the passes that the step needs
     * @return the next point
     */
    Point step(Point current, DifferentiableFunction function);

    /**
     * What is remembered for the steps to come. Costs little: arrays that do not change any more are shared, and those
     * that do are copied.
     */
    OptimizerState save();

    /**
     * Goes on where another of the same settings was saved: every later step has the bits that it would have had there.
     * Called before the first step. The state stays as it is.
     *
     * @param dimension the number of parameters
     * @throws IllegalArgumentException if the state is not of this method and dimension; the message names what is not
     */
    void restore(OptimizerState state, int dimension);

    /** The length factor of the last step, where the method has one. */
    OptionalDouble stepSize();

    /** What a step size is to a method. */
    enum StepMeaning {
        /** A factor of the gradient, as set: every one up to 1/L is stable, L the largest curvature. */
        FACTOR_OF_GRADIENT,
        /** The length that each parameter moves, as set: 1/L says nothing about it. */
        LENGTH,
        /** Found by the method itself: nobody has set it. */
        OWN
    }

    /** What the step size of this descent is. */
    default StepMeaning stepMeaning() {
        return StepMeaning.OWN;
    }

    /**
     * An estimate of ‖v − v*‖/‖v‖ at a point v with minimum v*, in the method's own measure of length,
     * where it gathers enough of J's curvature to tell. Such a method can also refine its result until
     * it has {@link #stalled}.
     */
    default OptionalDouble relativeError(Point point) {
        return OptionalDouble.empty();
    }

    /** True once the method can make no further progress in this arithmetic. */
    default boolean stalled() {
        return false;
    }

    /** True if the method goes down at every step as long as its step size is stable. */
    default boolean monotone() {
        return false;
    }
}
