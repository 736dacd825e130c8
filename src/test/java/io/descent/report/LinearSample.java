package io.descent.report;

import io.descent.report.ReportData.Axis;
import io.descent.report.ReportData.Connection;
import io.descent.report.ReportData.Frame;
import io.descent.report.ReportData.Kind;
import io.descent.report.ReportData.Layer;
import io.descent.report.ReportData.Net;
import io.descent.report.ReportData.Quadratic;
import io.descent.report.ReportData.Surface;
import io.descent.report.ReportData.Weight;
import io.descent.report.ReportData.Weights;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Gradient descent of one neuron on made-up rows, in plain arithmetic: the mean squared error as a function of W and b̄ = b +
 * W·mean is (b̄ − ȳ)² + WᵀCW − 2cᵀW + v, with C, c and v the covariances of features and label.
 */
final class LinearSample {
    final int features;
    final double[][] x; // (rows, features)
    final double[] y; // (rows)
    final double[] mean; // (features)
    final double[] spread; // (features)
    final double meanLabel;
    /** Of each iteration, the first that of the start. */
    final List<double[]> weights = new ArrayList<>(); // (features)

    final List<Double> biases = new ArrayList<>(); // b̄
    final List<Double> losses = new ArrayList<>();
    final List<Double> gradientNorms = new ArrayList<>();

    private final double[][] covariance; // (features, features)
    private final double[] labelCovariance; // (features)
    private final double labelVariance;

    /**
     * @param step of the descent, in units in which features have deviations 1: above 1 it diverges
     */
    LinearSample(int rows, int features, int iterations, double step, long seed) {
        Random random = new Random(seed);
        this.features = features;
        x = new double[rows][features];
        y = new double[rows];
        double[] truth = IntStream.range(0, features)
                .mapToDouble(j -> 3 * Math.cos(2.4 * j) / (1 + 0.4 * j))
                .toArray();
        for (int i = 0; i < rows; i++) {
            double common = random.nextGaussian();
            for (int j = 0; j < features; j++) {
                double unit = features == 1 ? random.nextGaussian() : 0.8 * random.nextGaussian() + 0.6 * common;
                x[i][j] = 20 * (j + 1) + 6 * (1 + j % 3) * unit;
                y[i] += truth[j] * unit;
            }
            y[i] += 12 + 0.9 * random.nextGaussian();
        }
        mean = IntStream.range(0, features).mapToDouble(this::meanOf).toArray();
        meanLabel = average(y);
        covariance = new double[features][features];
        labelCovariance = new double[features];
        for (int j = 0; j < features; j++) {
            for (int k = 0; k <= j; k++) {
                covariance[j][k] = covariance(j, k);
                covariance[k][j] = covariance[j][k];
            }
            labelCovariance[j] = covarianceWithLabel(j);
        }
        labelVariance = variance(y);
        spread = IntStream.range(0, features)
                .mapToDouble(j -> Math.sqrt(covariance[j][j]))
                .toArray();
        descend(iterations, step);
    }

    private double meanOf(int feature) {
        return average(
                IntStream.range(0, x.length).mapToDouble(i -> x[i][feature]).toArray());
    }

    private double covariance(int j, int k) {
        double sum = 0;
        for (double[] row : x) {
            sum += (row[j] - mean[j]) * (row[k] - mean[k]);
        }
        return sum / x.length;
    }

    private double covarianceWithLabel(int j) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += (x[i][j] - mean[j]) * (y[i] - meanLabel);
        }
        return sum / x.length;
    }

    private static double average(double[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).sum() / values.length;
    }

    private static double variance(double[] values) {
        double mean = average(values);
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return sum / values.length;
    }

    private void descend(int iterations, double step) {
        double largest = largestCurvature();
        double[] w = new double[features];
        double b = features > 100 ? meanLabel : 0; // of many features the step is too small to get there
        for (int i = 0; i <= iterations; i++) {
            double[] gradient = gradient(w); // in units of the features' deviations
            double biasGradient = 2 * (b - meanLabel);
            weights.add(w.clone());
            biases.add(b);
            losses.add(loss(w, b));
            double norm = biasGradient * biasGradient;
            for (int j = 0; j < features; j++) {
                norm += gradient[j] * gradient[j];
                w[j] -= 2 * step / largest * gradient[j] / spread[j];
            }
            b -= 2 * step / largest * biasGradient;
            gradientNorms.add(Math.sqrt(norm));
        }
    }

    /** An upper bound, by the rows of the correlations. */
    private double largestCurvature() {
        double largest = 2;
        for (int j = 0; j < features; j++) {
            double sum = 0;
            for (int k = 0; k < features; k++) {
                sum += 2 * Math.abs(covariance[j][k]) / (spread[j] * spread[k]);
            }
            largest = Math.max(largest, sum);
        }
        return largest;
    }

    private double[] gradient(double[] w) {
        double[] gradient = new double[features];
        for (int j = 0; j < features; j++) {
            gradient[j] = slope(j, w) / spread[j];
        }
        return gradient;
    }

    /** ∂MSE/∂W of a feature, in units of the data. */
    private double slope(int j, double[] w) {
        double sum = -labelCovariance[j];
        for (int k = 0; k < features; k++) {
            sum += covariance[j][k] * w[k];
        }
        return 2 * sum;
    }

    double loss(double[] w, double b) {
        double sum = (b - meanLabel) * (b - meanLabel) + labelVariance;
        for (int j = 0; j < features; j++) {
            sum += w[j] * (slope(j, w) / 2 - labelCovariance[j]);
        }
        return sum;
    }

    /** The mean squared error of the rows, one by one: what {@link #loss} must be. */
    double lossOfRows(double[] w, double b) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            double residual = prediction(w, b, x[i]) - y[i];
            sum += residual * residual;
        }
        return sum / x.length;
    }

    double prediction(double[] w, double b, double[] row) {
        double sum = b;
        for (int j = 0; j < features; j++) {
            sum += w[j] * (row[j] - mean[j]);
        }
        return sum;
    }

    /** b of an iteration. */
    double bias(int iteration) {
        double sum = biases.get(iteration);
        for (int j = 0; j < features; j++) {
            sum -= weights.get(iteration)[j] * mean[j];
        }
        return sum;
    }

    double variance() {
        return labelVariance;
    }

    List<Frame> frames(int[] iterations) {
        return IntStream.of(iterations)
                .mapToObj(i -> new Frame(i, losses.get(i)))
                .toList();
    }

    /** Features by the size of weight × deviation at an iteration, the largest first. */
    int[] largest(int iteration, int count) {
        double[] w = weights.get(iteration);
        return IntStream.range(0, features)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer j) -> -Math.abs(w[j] * spread[j])))
                .limit(count)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    Weights weights(List<String> names, int[] iterations, int count, boolean intervals) {
        int end = iterations[iterations.length - 1];
        List<Weight> all = IntStream.of(largest(end, count))
                .mapToObj(j -> {
                    double[] values = at(iterations, i -> weights.get(i)[j]);
                    double last = values[values.length - 1];
                    double half = 1.96 * Math.sqrt(0.81 / x.length) / spread[j] * 2;
                    return new Weight(
                            names.get(j),
                            spread[j],
                            values,
                            intervals ? last - half : null,
                            intervals ? last + half : null);
                })
                .toList();
        String note = intervals
                ? "The intervals are those of least squares, for errors that are independent and of one size."
                : "There are no intervals: the descent has not ended where the gradient is 0.";
        return new Weights(features, intervals ? 0.95 : null, note, all, at(iterations, this::bias));
    }

    /** The surface over the bias and so many of the largest weights, at an iteration. */
    Surface surface(List<String> names, String label, int[] iterations, int count, int reference) {
        int[] chosen = largest(iterations[iterations.length - 1], count);
        int axes = chosen.length + 1;
        List<Axis> all = new ArrayList<>();
        double[] at = new double[axes];
        double[] gradient = new double[axes];
        double[][] hessian = new double[axes][axes];
        for (int a = 0; a < chosen.length; a++) {
            int j = chosen[a];
            all.add(new Axis(names.get(j), Kind.WEIGHT, mean[j], at(iterations, i -> weights.get(i)[j])));
            at[a] = weights.get(reference)[j];
            gradient[a] = slope(j, weights.get(reference));
            for (int b = 0; b < chosen.length; b++) {
                hessian[a][b] = 2 * covariance[j][chosen[b]];
            }
        }
        all.add(new Axis(label, Kind.BIAS, 0, at(iterations, biases::get)));
        at[axes - 1] = biases.get(reference);
        gradient[axes - 1] = 2 * (at[axes - 1] - meanLabel);
        hessian[axes - 1][axes - 1] = 2;
        return new Surface(
                x.length, x.length, all, new Quadratic(at, losses.get(reference), gradient, hessian), List.of());
    }

    /** The neuron as a network, in units of the deviations. */
    Net net(List<String> names, String label, int[] iterations, int count) {
        int[] chosen = largest(iterations[iterations.length - 1], count);
        double deviation = Math.sqrt(labelVariance);
        int[] shown = IntStream.of(chosen).sorted().toArray();
        List<Connection> strongest = IntStream.of(chosen)
                .mapToObj(j -> new Connection(
                        0,
                        IntStream.range(0, shown.length)
                                .filter(k -> shown[k] == j)
                                .findFirst()
                                .orElseThrow(),
                        0,
                        at(iterations, i -> weights.get(i)[j] * spread[j] / deviation)))
                .toList();
        double[][] bias = new double[iterations.length][];
        for (int f = 0; f < bias.length; f++) {
            bias[f] = new double[] {(biases.get(iterations[f]) - meanLabel) / deviation};
        }
        return new Net(
                "identity",
                List.of(
                        new Layer(
                                features,
                                shown,
                                IntStream.of(shown).mapToObj(names::get).toList(),
                                new double[0][]),
                        new Layer(1, new int[] {0}, List.of(label), bias)),
                features,
                strongest);
    }

    private static double[] at(int[] iterations, java.util.function.IntToDoubleFunction value) {
        return IntStream.of(iterations).mapToDouble(value).toArray();
    }
}
