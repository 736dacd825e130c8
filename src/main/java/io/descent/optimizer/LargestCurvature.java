package io.descent.optimizer;

import io.descent.linalg.SymmetricTridiagonal;
import io.descent.linalg.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Estimates L, the largest curvature of a quadratic, by a few steps of the Lanczos process (G. H.
 * Golub, C. F. Van Loan, Matrix Computations, section 10.1). A gradient step is stable below 2/L.
 */
public final class LargestCurvature {

    private static final int STEPS = 12;
    private static final double SAFETY = 1.01;

    private LargestCurvature() {}

    /**
     * The estimate, from below but for a small safety margin; 0 if the function is flat along {@code
     * start}. Costs a few passes.
     *
     * @param start a direction with a part in the steepest one, such as a gradient; (dimension)
     */
    public static double estimate(DifferentiableFunction function, double[] start) {
        double norm = Vectors.norm(start);
        if (norm == 0) {
            return 0;
        }
        int steps = Math.min(STEPS, function.dimension());
        double[] diagonal = new double[steps];
        double[] offDiagonal = new double[steps];
        List<double[]> basis = new ArrayList<>();
        double[] q = Vectors.times(1 / norm, start);
        int used = 0;
        while (used < steps) {
            basis.add(q);
            DifferentiableFunction.Curvature curvature = function.curvature(q);
            diagonal[used++] = curvature.quadraticForm();
            double[] rest = orthogonalised(curvature.product(), basis);
            double length = Vectors.norm(rest);
            if (length <= 1e-10 * diagonal[0] || used == steps) {
                break;
            }
            offDiagonal[used - 1] = length;
            q = Vectors.times(1 / length, rest);
        }
        double largest = SymmetricTridiagonal.largestEigenvalue(Arrays.copyOf(diagonal, used), offDiagonal);
        return SAFETY * largest;
    }

    /** The part of a vector that is orthogonal to an orthonormal basis. */
    static double[] orthogonalised(double[] vector, List<double[]> basis) {
        double[] rest = vector;
        for (double[] q : basis) {
            rest = Vectors.plus(rest, -Vectors.dot(q, rest), q);
        }
        return rest;
    }
}
