package io.descent.optimizer;

import io.descent.linalg.PlainAlgebra;
import io.descent.linalg.Vectors;
import java.util.Random;

/** J = c + ½(v − v*)ᵀH(v − v*) + l1·‖W‖₁, which counts its passes. The last parameter is a bias. */
final class Quadratic implements DifferentiableFunction {

    private static final double FLOOR = 0.5;

    private final double[][] h; // (dimension, dimension)
    private final double[] minimum; // v*, of the smooth part
    private final double l1;
    private final double floor; // c
    private int evaluations;
    private int curvatures;

    Quadratic(double[][] h, double[] minimum, double l1) {
        this(h, minimum, l1, FLOOR);
    }

    Quadratic(double[][] h, double[] minimum, double l1, double floor) {
        this.h = h;
        this.minimum = minimum;
        this.l1 = l1;
        this.floor = floor;
    }

    /** Without an L1 norm, with the given eigenvalues along random directions. */
    static Quadratic withSpectrum(Random random, double... eigenvalues) {
        int n = eigenvalues.length;
        double[][] h = PlainAlgebra.withSpectrum(PlainAlgebra.orthogonal(random, n), eigenvalues);
        return new Quadratic(h, PlainAlgebra.gaussian(random, n), 0);
    }

    /** Eigenvalues from 1 to {@code condition}, evenly spaced by their logarithms. */
    static Quadratic withCondition(Random random, int dimension, double condition) {
        double[] eigenvalues = new double[dimension];
        for (int k = 0; k < dimension; k++) {
            eigenvalues[k] = dimension == 1 ? condition : Math.pow(condition, k / (dimension - 1.0));
        }
        return withSpectrum(random, eigenvalues);
    }

    double[][] h() {
        return h;
    }

    double[] minimum() {
        return minimum.clone();
    }

    int evaluations() {
        return evaluations;
    }

    int curvatures() {
        return curvatures;
    }

    /** The point all 0. */
    Point start() {
        return evaluate(new double[dimension()]);
    }

    @Override
    public int dimension() {
        return minimum.length;
    }

    @Override
    public int weights() {
        return minimum.length - 1;
    }

    @Override
    public double l1() {
        return l1;
    }

    @Override
    public Point evaluate(double[] parameters) {
        evaluations++;
        double[] offset = Vectors.minus(parameters, minimum);
        double[] gradient = PlainAlgebra.times(h, offset);
        double value = floor + PlainAlgebra.dot(offset, gradient) / 2;
        for (int j = 0; j < weights(); j++) {
            value += l1 * Math.abs(parameters[j]);
        }
        return Point.evaluated(parameters, value, gradient, l1, weights());
    }

    @Override
    public Curvature curvature(double[] direction) {
        curvatures++;
        double[] product = PlainAlgebra.times(h, direction);
        return new Curvature(product, PlainAlgebra.dot(direction, product));
    }
}
