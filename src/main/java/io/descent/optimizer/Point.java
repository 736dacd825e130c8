package io.descent.optimizer;

import io.descent.linalg.Vectors;

/**
 * Parameters with the objective's value and gradient there. The arrays are not to be changed.
 *
 * @param parameters W and b, (dimension)
 * @param value J
 * @param gradient of the smooth part of J, (dimension)
 * @param gradientNorm ‖∇J‖₂; with an L1 norm in J that of the subgradient of least norm
 * @param origin whether value and gradient were computed from the data at these parameters
 */
public record Point(double[] parameters, double value, double[] gradient, double gradientNorm, Origin origin) {

    /** Where value and gradient come from. */
    public enum Origin {
        /** Computed from the data at these very parameters. */
        EVALUATED,
        /** Carried over by a recurrence, which is exact but for rounding. */
        EXTRAPOLATED
    }

    /** A point computed from the data. */
    public static Point evaluated(double[] parameters, double value, double[] gradient, double l1, int weights) {
        double norm = Vectors.norm(leastSubgradient(parameters, gradient, l1, weights));
        return new Point(parameters, value, gradient, norm, Origin.EVALUATED);
    }

    /** A point reached by a recurrence, for an objective without an L1 norm. */
    static Point extrapolated(double[] parameters, double value, double[] gradient) {
        return new Point(parameters, value, gradient, Vectors.norm(gradient), Origin.EXTRAPOLATED);
    }

    /** True if the value and everything else is a finite number. */
    public boolean isFinite() {
        return Double.isFinite(value) && Double.isFinite(gradientNorm) && Vectors.allFinite(parameters);
    }

    private static double[] leastSubgradient(double[] parameters, double[] gradient, double l1, int weights) {
        if (l1 == 0) {
            return gradient;
        }
        double[] least = gradient.clone();
        for (int j = 0; j < weights; j++) {
            if (parameters[j] != 0) {
                least[j] += Math.copySign(l1, parameters[j]);
            } else {
                least[j] = Math.copySign(Math.max(0, Math.abs(gradient[j]) - l1), gradient[j]);
            }
        }
        return least;
    }
}
