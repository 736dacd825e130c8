package io.descent.optimizer;

import io.descent.linalg.Vectors;

/**
 * An easily inverted approximation M of the second derivative H. Where M⁻¹H is near the identity, a
 * method that measures with M needs few iterations, however long and narrow the valley is.
 */
public interface Preconditioner {

    /** M = I: plain conjugate gradients. */
    Preconditioner NONE = new Preconditioner() {
        @Override
        public double[] solve(double[] gradient) {
            return gradient.clone();
        }

        @Override
        public double norm(double[] parameters) {
            return Vectors.norm(parameters);
        }
    };

    /** M⁻¹g, (dimension). */
    double[] solve(double[] gradient);

    /** √(vᵀMv). */
    double norm(double[] parameters);
}
