package io.descent.report;

import io.descent.linalg.Vectors;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * The directions in which a path through the space of the parameters extends most: the principal components of its
 * points, seen from one of them (H. Li et al., "Visualizing the Loss Landscape of Neural Nets", NeurIPS 2018).
 */
final class MainDirections {

    /** Of a vector's length: what is left of it beyond others is rounding. */
    private static final double NOTHING = 1e-9;

    /** Of the largest eigenvalue, which itself is exact to 1e-16: a path that is straight but for rounding is straight. */
    private static final double STRAIGHT = 1e-13;

    private MainDirections() {}

    /**
     * Orthonormal directions, the longest extent first; fewer than asked for where the path, or the space, has no more.
     *
     * @param path (points, dimension)
     * @param from the point it is seen from, (dimension)
     */
    static List<double[]> of(List<double[]> path, double[] from, int most) {
        double[][] differences =
                path.stream().map(point -> Vectors.minus(point, from)).toArray(double[][]::new);
        double[][] gram = new double[differences.length][differences.length];
        for (int s = 0; s < gram.length; s++) {
            for (int t = 0; t <= s; t++) {
                gram[s][t] = Vectors.dot(differences[s], differences[t]);
                gram[t][s] = gram[s][t];
            }
        }
        EigenDecomposition eigen = new EigenDecomposition(new Array2DRowRealMatrix(gram, false));
        List<double[]> directions = new ArrayList<>();
        double largest = eigen.getRealEigenvalue(0); // in descending order
        for (int k = 0; k < gram.length && directions.size() < most; k++) {
            if (!(eigen.getRealEigenvalue(k) > STRAIGHT * largest)) {
                break;
            }
            double[] direction = new double[from.length];
            for (int t = 0; t < gram.length; t++) {
                direction = Vectors.plus(direction, eigen.getV().getEntry(t, k), differences[t]);
            }
            addOrthonormal(direction, directions);
        }
        return directions;
    }

    /** Adds what a direction has beyond others, at length 1, unless that is nothing. */
    static void addOrthonormal(double[] direction, List<double[]> others) {
        double before = Vectors.norm(direction);
        double[] rest = direction.clone();
        for (int twice = 0; twice < 2; twice++) { // once leaves what rounding makes of it
            for (double[] other : others) {
                rest = Vectors.plus(rest, -Vectors.dot(other, rest), other);
            }
        }
        double norm = Vectors.norm(rest);
        if (norm > NOTHING * before) {
            others.add(Vectors.times(1 / norm, rest));
        }
    }
}
