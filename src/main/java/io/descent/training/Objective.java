package io.descent.training;

import io.descent.model.Parameters;
import io.descent.optimizer.DifferentiableFunction;

/** J = MSE + penalty as a function of the parameters v in the units of the descent, on top of a {@link GradientSource}. */
interface Objective extends DifferentiableFunction {

    /** The parameters in the units of the source. */
    Parameters toSource(double[] v);

    /** What one unit of J is in squared units of the label. */
    double lossUnit();

    /** By how much of itself a J that the optimizer tells may be off, beside rounding. */
    default double noise() {
        return 0;
    }
}
