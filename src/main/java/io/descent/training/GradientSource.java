package io.descent.training;

import io.descent.gradient.GradientSum;
import io.descent.model.Parameters;

/** Where the sums over all training examples come from. Each call is one pass. */
public interface GradientSource {

    /** The squared error and its gradient at the given parameters, in the units of the source. */
    GradientSum gradientAt(Parameters parameters);

    /** The same sums along a direction, with all labels 0: pᵀXᵀΩXp and XᵀΩXp. */
    GradientSum curvatureAlong(Parameters direction);

    /** The squared error over the validation examples; a sum of no rows where there are none. */
    GradientSum validationAt(Parameters parameters);

    /** The passes over the data made so far. */
    long passes();

    /** The bytes that one pass reads. */
    long bytesPerPass();

    /** Where the time of the passes so far went, as far as it was measured. */
    default PassTimes times() {
        return PassTimes.NONE;
    }
}
