package io.descent.optimizer;

import java.util.Arrays;
import java.util.OptionalDouble;

/** J = curvature/2·Σ(v − minimum of the batch)² in batches, of which some have no weight. */
final class Parabola implements BatchedFunction, BatchGradient {

    private final double curvature;
    private final double[] minima; // of each batch, NaN for one without a weight
    private final int dimension;
    private int descents;

    Parabola(double curvature, int dimension, double... minima) {
        this.curvature = curvature;
        this.dimension = dimension;
        this.minima = minima;
    }

    int descents() {
        return descents;
    }

    Point start(double all) {
        double[] v = new double[dimension];
        Arrays.fill(v, all);
        return evaluate(v);
    }

    @Override
    public int batches() {
        return minima.length;
    }

    @Override
    public void descend(Walk walk) {
        descents++;
        for (int batch = 0; batch < minima.length && walk.isFinite(); batch++) {
            walk.step(this, batch);
        }
    }

    @Override
    public OptionalDouble evaluate(double[] parameters, int iteration, int batch, double[] gradient) {
        if (Double.isNaN(minima[batch])) {
            return OptionalDouble.empty();
        }
        double value = 0;
        for (int j = 0; j < dimension; j++) {
            double offset = parameters[j] - minima[batch];
            gradient[j] = curvature * offset;
            value += curvature / 2 * offset * offset;
        }
        return OptionalDouble.of(value);
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public int weights() {
        return dimension - 1;
    }

    @Override
    public double l1() {
        return 0;
    }

    @Override
    public Point evaluate(double[] parameters) {
        double value = 0;
        double[] gradient = new double[dimension];
        int count = 0;
        double[] one = new double[dimension];
        for (int batch = 0; batch < minima.length; batch++) {
            OptionalDouble each = evaluate(parameters, 1, batch, one);
            if (each.isPresent()) {
                count++;
                value += each.getAsDouble();
                for (int j = 0; j < dimension; j++) {
                    gradient[j] += one[j];
                }
            }
        }
        for (int j = 0; j < dimension; j++) {
            gradient[j] /= count;
        }
        return Point.evaluated(parameters, value / count, gradient, 0, weights());
    }

    @Override
    public Curvature curvature(double[] direction) {
        throw new UnsupportedOperationException("nobody asks");
    }
}
