package io.descent.report;

import io.descent.report.ReportData.Axis;
import io.descent.report.ReportData.Connection;
import io.descent.report.ReportData.Frame;
import io.descent.report.ReportData.Grid;
import io.descent.report.ReportData.Kind;
import io.descent.report.ReportData.Layer;
import io.descent.report.ReportData.Net;
import io.descent.report.ReportData.Surface;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Gradient descent with momentum of a network 8-16-16-1 with tanh on made-up rows, in plain arithmetic. */
final class NetworkSample {
    private static final int[] SIZES = {8, 16, 16, 1};
    private static final int GRID = 31;

    final double[][] x; // (rows, features)
    final double[] y; // (rows)
    /** Of each iteration, the first that of the start. */
    final List<double[]> parameters = new ArrayList<>();

    final List<Double> losses = new ArrayList<>();
    final List<Double> gradientNorms = new ArrayList<>();

    NetworkSample(int rows, int iterations, long seed) {
        Random random = new Random(seed);
        x = new double[rows][SIZES[0]];
        y = new double[rows];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < SIZES[0]; j++) {
                x[i][j] = random.nextGaussian();
            }
            y[i] = Math.sin(1.4 * x[i][0]) + 0.6 * x[i][1] * x[i][2] + 0.5 * x[i][3] + 0.1 * random.nextGaussian();
        }
        double[] theta = random.doubles(start(SIZES.length - 1), -0.4, 0.4).toArray();
        double[] velocity = new double[theta.length];
        for (int iteration = 0; iteration <= iterations; iteration++) {
            double[] gradient = new double[theta.length];
            losses.add(lossAndGradient(theta, gradient));
            parameters.add(theta.clone());
            double norm = 0;
            for (int k = 0; k < theta.length; k++) {
                norm += gradient[k] * gradient[k];
                velocity[k] = 0.85 * velocity[k] - 0.03 * gradient[k];
                theta[k] += velocity[k];
            }
            gradientNorms.add(Math.sqrt(norm));
        }
    }

    /** Where the parameters of a layer's connections begin: the weights (outputs, inputs) by rows, then the biases. */
    private static int start(int layer) {
        int at = 0;
        for (int l = 0; l < layer; l++) {
            at += SIZES[l + 1] * (SIZES[l] + 1);
        }
        return at;
    }

    /** Activations of all layers for a row. */
    private static double[][] forward(double[] theta, double[] row) {
        double[][] layers = new double[SIZES.length][];
        layers[0] = row;
        for (int l = 0; l + 1 < SIZES.length; l++) {
            layers[l + 1] = new double[SIZES[l + 1]];
            int biases = start(l) + SIZES[l + 1] * SIZES[l];
            for (int o = 0; o < SIZES[l + 1]; o++) {
                double sum = theta[biases + o];
                for (int i = 0; i < SIZES[l]; i++) {
                    sum += theta[start(l) + o * SIZES[l] + i] * layers[l][i];
                }
                layers[l + 1][o] = l + 2 < SIZES.length ? Math.tanh(sum) : sum;
            }
        }
        return layers;
    }

    private double lossAndGradient(double[] theta, double[] gradient) {
        double loss = 0;
        for (int r = 0; r < x.length; r++) {
            double[][] layers = forward(theta, x[r]);
            double residual = layers[SIZES.length - 1][0] - y[r];
            loss += residual * residual / x.length;
            double[] delta = {2 * residual / x.length};
            for (int l = SIZES.length - 2; l >= 0; l--) {
                delta = back(theta, gradient, l, layers[l], delta);
            }
        }
        return loss;
    }

    /** Adds to the gradient of a layer's connections, and returns the derivatives by what goes into the layer before. */
    private static double[] back(double[] theta, double[] gradient, int l, double[] inputs, double[] delta) {
        double[] before = new double[SIZES[l]];
        int biases = start(l) + SIZES[l + 1] * SIZES[l];
        for (int o = 0; o < delta.length; o++) {
            gradient[biases + o] += delta[o];
            for (int i = 0; i < before.length; i++) {
                int k = start(l) + o * SIZES[l] + i;
                gradient[k] += delta[o] * inputs[i];
                before[i] += delta[o] * theta[k] * (1 - inputs[i] * inputs[i]);
            }
        }
        return before;
    }

    double prediction(int iteration, int row) {
        return forward(parameters.get(iteration), x[row])[SIZES.length - 1][0];
    }

    List<Frame> frames(int[] iterations) {
        return IntStream.of(iterations)
                .mapToObj(i -> new Frame(i, losses.get(i)))
                .toList();
    }

    /** Over the way from the start to the end, and what of the way to the middle is not along it. */
    Surface surface(int[] iterations) {
        double[] end = parameters.get(iterations[iterations.length - 1]);
        double[] first = unit(minus(end, parameters.get(0)));
        double[] middle = minus(end, parameters.get(iterations[iterations.length / 2]));
        double[] second = unit(plus(middle, first, -dot(middle, first)));
        double[] pathX = IntStream.of(iterations)
                .mapToDouble(i -> dot(minus(parameters.get(i), end), first))
                .toArray();
        double[] pathY = IntStream.of(iterations)
                .mapToDouble(i -> dot(minus(parameters.get(i), end), second))
                .toArray();
        double[] xs = around(pathX);
        double[] ys = around(pathY);
        double[] values = new double[GRID * GRID];
        for (int j = 0; j < GRID; j++) {
            for (int i = 0; i < GRID; i++) {
                values[j * GRID + i] = loss(plus(plus(end, first, xs[i]), second, ys[j]));
            }
        }
        return new Surface(
                200,
                x.length,
                List.of(new Axis("1", Kind.DIRECTION, 0, pathX), new Axis("2", Kind.DIRECTION, 0, pathY)),
                null,
                List.of(new Grid(0, 1, xs, ys, values)));
    }

    private double loss(double[] theta) {
        double loss = 0;
        for (int r = 0; r < 200; r++) {
            double residual = forward(theta, x[r])[SIZES.length - 1][0] - y[r];
            loss += residual * residual / 200;
        }
        return loss;
    }

    private static double[] around(double[] path) {
        double low =
                IntStream.range(0, path.length).mapToDouble(i -> path[i]).min().orElseThrow();
        double high =
                IntStream.range(0, path.length).mapToDouble(i -> path[i]).max().orElseThrow();
        double margin = 0.35 * (high - low);
        return IntStream.range(0, GRID)
                .mapToDouble(i -> low - margin + (high - low + 2 * margin) * i / (GRID - 1))
                .toArray();
    }

    Net net(List<String> names, String label, int[] iterations) {
        List<Connection> all = new ArrayList<>();
        List<Layer> layers = new ArrayList<>();
        layers.add(new Layer(SIZES[0], positions(SIZES[0]), names, new double[0][]));
        for (int l = 0; l + 1 < SIZES.length; l++) {
            for (int o = 0; o < SIZES[l + 1]; o++) {
                for (int i = 0; i < SIZES[l]; i++) {
                    int k = start(l) + o * SIZES[l] + i;
                    all.add(new Connection(
                            l,
                            i,
                            o,
                            IntStream.of(iterations)
                                    .mapToDouble(iteration -> parameters.get(iteration)[k])
                                    .toArray()));
                }
            }
            layers.add(new Layer(
                    SIZES[l + 1],
                    positions(SIZES[l + 1]),
                    l + 2 == SIZES.length ? List.of(label) : List.of(),
                    biases(l, iterations)));
        }
        List<Connection> strongest = all.stream()
                .sorted(Comparator.comparingDouble(
                        connection -> -Math.abs(connection.weights()[iterations.length - 1])))
                .limit(300)
                .toList();
        return new Net("tanh", layers, all.size(), strongest);
    }

    private double[][] biases(int l, int[] iterations) {
        double[][] biases = new double[iterations.length][SIZES[l + 1]];
        for (int f = 0; f < iterations.length; f++) {
            System.arraycopy(
                    parameters.get(iterations[f]), start(l) + SIZES[l + 1] * SIZES[l], biases[f], 0, SIZES[l + 1]);
        }
        return biases;
    }

    private static int[] positions(int size) {
        return IntStream.range(0, size).toArray();
    }

    private static double dot(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
    }

    private static double[] minus(double[] a, double[] b) {
        return plus(a, b, -1);
    }

    private static double[] plus(double[] a, double[] b, double times) {
        return IntStream.range(0, a.length)
                .mapToDouble(i -> a[i] + times * b[i])
                .toArray();
    }

    private static double[] unit(double[] a) {
        double length = Math.sqrt(dot(a, a));
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] / length).toArray();
    }
}
