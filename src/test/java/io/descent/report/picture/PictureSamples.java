package io.descent.report.picture;

import io.descent.report.ReportData;
import io.descent.report.ReportData.Axis;
import io.descent.report.ReportData.Curve;
import io.descent.report.ReportData.Fit;
import io.descent.report.ReportData.Frame;
import io.descent.report.ReportData.Grid;
import io.descent.report.ReportData.History;
import io.descent.report.ReportData.Kind;
import io.descent.report.ReportData.Output;
import io.descent.report.ReportData.Points;
import io.descent.report.ReportData.Quadratic;
import io.descent.report.ReportData.Run;
import io.descent.report.ReportData.State;
import io.descent.report.ReportData.Surface;
import io.descent.report.ReportData.Weight;
import io.descent.report.ReportData.Weights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/** Runs to be drawn: small gradient descents, done here in plain Java. */
final class PictureSamples {

    /** Galton's heights, as in the quickstart, from W = 0 and b at 3 inches under the mean. */
    static final ReportData GALTON = galton(State.CONVERGED, 0.12, 40);

    /** With steps so large that each ends further away. */
    static final ReportData GALTON_DIVERGED = galton(State.DIVERGED, 1.15, 400);

    /** Two features of three are much alike, which makes the bowl long and narrow. */
    static final ReportData CORRELATED = correlated(25, 4);

    /** Of a network, over two directions. */
    static final ReportData NETWORK = network();

    /** Without a bias, so that there is one parameter. */
    static final ReportData ONE_PARAMETER = oneParameter();

    private PictureSamples() {}

    /** A descent on the rows that starts at W = 0 and the bias given, and its data. */
    private record Descent(String label, String[] names, double[][] x, double[] y, double[] mean, double[][] path) {

        /** Over the first so many of features and, as the last coordinate, the prediction at their means. */
        static Descent of(
                String label, String[] names, double[][] x, double[] y, double start, double step, int steps) {
            int features = names.length;
            double[] mean = new double[features];
            double[] variance = new double[features];
            for (double[] row : x) {
                for (int j = 0; j < features; j++) {
                    mean[j] += row[j] / x.length;
                }
            }
            for (double[] row : x) {
                for (int j = 0; j < features; j++) {
                    variance[j] += (row[j] - mean[j]) * (row[j] - mean[j]) / x.length;
                }
            }
            double[][] path = new double[steps + 1][features + 1];
            path[0][features] = start;
            Descent descent = new Descent(label, names, x, y, mean, path);
            for (int k = 1; k <= steps; k++) {
                double[] gradient = descent.gradient(path[k - 1]);
                for (int j = 0; j <= features; j++) {
                    path[k][j] =
                            path[k - 1][j] - step * gradient[j] / (j < features && variance[j] > 0 ? variance[j] : 1);
                }
            }
            return descent;
        }

        double predicted(double[] u, double[] row) {
            double sum = u[mean.length];
            for (int j = 0; j < mean.length; j++) {
                sum += u[j] * (row[j] - mean[j]);
            }
            return sum;
        }

        double loss(double[] u) {
            double sum = 0;
            for (int i = 0; i < y.length; i++) {
                double residual = predicted(u, x[i]) - y[i];
                sum += residual * residual / y.length;
            }
            return sum;
        }

        double[] gradient(double[] u) {
            double[] gradient = new double[u.length];
            for (int i = 0; i < y.length; i++) {
                double residual = 2 * (predicted(u, x[i]) - y[i]) / y.length;
                for (int j = 0; j < mean.length; j++) {
                    gradient[j] += residual * (x[i][j] - mean[j]);
                }
                gradient[mean.length] += residual;
            }
            return gradient;
        }

        /** Around 0, from gradients: the loss is exactly quadratic. */
        Quadratic quadratic() {
            int axes = mean.length + 1;
            double[] zero = new double[axes];
            double[] gradient = gradient(zero);
            double[][] hessian = new double[axes][];
            for (int j = 0; j < axes; j++) {
                double[] unit = new double[axes];
                unit[j] = 1;
                hessian[j] = gradient(unit);
                for (int k = 0; k < axes; k++) {
                    hessian[j][k] -= gradient[k];
                }
            }
            return new Quadratic(zero, loss(zero), gradient, hessian);
        }

        List<Frame> frames() {
            List<Frame> frames = new ArrayList<>();
            for (int k = 0; k < path.length; k++) {
                frames.add(new Frame(k, loss(path[k])));
            }
            return frames;
        }

        double[] last() {
            return path[path.length - 1];
        }

        double[] along(int axis) {
            return Arrays.stream(path).mapToDouble(u -> u[axis]).toArray();
        }

        double[] column(int feature) {
            return Arrays.stream(x).mapToDouble(row -> row[feature]).toArray();
        }

        double bias(double[] u) {
            return predicted(u, new double[mean.length]);
        }

        Curve curve() {
            double low = Arrays.stream(column(0)).min().orElseThrow();
            double high = Arrays.stream(column(0)).max().orElseThrow();
            double[][] lines = Arrays.stream(path)
                    .map(u -> new double[] {predicted(u, new double[] {low}), predicted(u, new double[] {high})})
                    .toArray(double[][]::new);
            return new Curve(names[0], label, new double[] {low, high}, lines);
        }

        /** Equal examples once. */
        Points points() {
            TreeMap<String, List<Integer>> equal = new TreeMap<>();
            for (int i = 0; i < y.length; i++) {
                equal.computeIfAbsent(Arrays.toString(x[i]) + y[i], key -> new ArrayList<>())
                        .add(i);
            }
            int[] rows = equal.values().stream().mapToInt(list -> list.get(0)).toArray();
            long[] copies = equal.values().stream().mapToLong(List::size).toArray();
            double[] actual = Arrays.stream(rows).mapToDouble(i -> y[i]).toArray();
            double[] only = names.length == 1
                    ? Arrays.stream(rows).mapToDouble(i -> x[i][0]).toArray()
                    : new double[0];
            double[][] predictions = Arrays.stream(path)
                    .map(u -> Arrays.stream(rows)
                            .mapToDouble(i -> predicted(u, x[i]))
                            .toArray())
                    .toArray(double[][]::new);
            return new Points(y.length, copies, only, List.of(output(label, actual, predictions)));
        }

        ReportData data(State state, int shownAxes) {
            List<Axis> axes = new ArrayList<>();
            for (int j = 0; j < names.length; j++) {
                axes.add(new Axis(names[j], Kind.WEIGHT, mean[j], along(j)));
            }
            axes.add(new Axis(label, Kind.BIAS, 0, along(names.length)));
            double[] last = last();
            double mse = loss(last);
            double[] center = new double[last.length];
            center[names.length] = Arrays.stream(y).average().orElseThrow();
            double total = loss(center);
            Double r2 = total > 0 ? 1 - mse / total : null;
            Fit fit = new Fit("training", y.length, mse, Math.sqrt(mse), r2);
            Weight weight = new Weight(names[0], 1, along(0), null, null);
            double[] bias = Arrays.stream(path).mapToDouble(this::bias).toArray();
            Weights weights = new Weights(names.length, null, "", List.of(weight), bias);
            Surface surface = new Surface(y.length, y.length, axes.subList(0, shownAxes), quadratic(), List.of());
            List<Frame> frames = frames();
            return new ReportData(
                    ReportData.VERSION,
                    "a run",
                    run(state, List.of(label), names.length, y.length, List.of(fit)),
                    List.of(),
                    history(frames, new double[0]),
                    frames,
                    points(),
                    names.length == 1 ? curve() : null,
                    weights,
                    null,
                    surface);
        }
    }

    static Run run(State state, List<String> labels, int features, long rows, List<Fit> fits) {
        return new Run(
                state, "a sentence", labels, features, rows, 200, "gradient-descent", fits, List.of(), "sha256:0", "");
    }

    static History history(List<Frame> frames, double[] validation) {
        int[] iteration = frames.stream().mapToInt(Frame::iteration).toArray();
        double[] loss = frames.stream().mapToDouble(Frame::loss).toArray();
        double[] none = new double[loss.length];
        return new History(
                1,
                iteration,
                loss,
                validation,
                none,
                new Double[loss.length],
                none,
                none,
                none,
                none,
                none,
                none,
                none,
                none);
    }

    /** predictions (frames, points) */
    static Output output(String label, double[] actual, double[][] predictions) {
        double low =
                Arrays.stream(predictions).flatMapToDouble(Arrays::stream).min().orElseThrow();
        double high =
                Arrays.stream(predictions).flatMapToDouble(Arrays::stream).max().orElseThrow();
        ByteBuffer bytes =
                ByteBuffer.allocate(2 * predictions.length * actual.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double[] frame : predictions) {
            for (double prediction : frame) {
                double share = high > low ? (prediction - low) / (high - low) : 0;
                bytes.putShort((short) Math.round(65535 * share));
            }
        }
        return new Output(label, actual, low, high, Base64.getEncoder().encodeToString(bytes.array()));
    }

    /** Galton's heights under other names. */
    static ReportData named(String label, String feature) {
        double[][] rows = heights();
        double[] y = Arrays.stream(rows).mapToDouble(row -> row[1]).toArray();
        return Descent.of(label, new String[] {feature}, rows, y, 65, 0.12, 12).data(State.CONVERGED, 2);
    }

    /** One feature x and a label y; with a bias, which starts at the mean of y. */
    static ReportData oneFeature(double[] x, double[] y, double step, int steps, State state) {
        double[][] rows =
                Arrays.stream(x).mapToObj(value -> new double[] {value}).toArray(double[][]::new);
        double start = Arrays.stream(y).average().orElseThrow();
        return Descent.of("y", new String[] {"x"}, rows, y, start, step, steps).data(state, 2);
    }

    private static ReportData galton(State state, double step, int steps) {
        double[][] rows = heights();
        double[] y = Arrays.stream(rows).mapToDouble(row -> row[1]).toArray();
        return Descent.of("child", new String[] {"parent"}, rows, y, 65, step, steps)
                .data(state, 2);
    }

    /** Rows of (parent, child). */
    private static double[][] heights() {
        try {
            return Files.readAllLines(Path.of("conf/galton.csv")).stream()
                    .skip(1)
                    .map(line -> Arrays.stream(line.split(",", -1))
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toArray(double[][]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** After so many steps; the end is not yet at the lowest point. */
    static ReportData correlated(int steps, int axes) {
        Random random = new Random(7);
        int rows = 800;
        double[][] x = new double[rows][];
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++) {
            double size = random.nextGaussian();
            double area = 90 + 30 * size;
            double rooms = 4 + size + 0.5 * random.nextGaussian();
            double age = 60 * random.nextDouble();
            x[i] = new double[] {area, rooms, age};
            y[i] = 40 + 3.1 * area + 22 * rooms - 0.8 * age + 35 * random.nextGaussian();
        }
        String[] names = {"area", "rooms", "age"};
        return Descent.of("price", names, x, y, 300, 0.35, steps).data(State.NOT_CONVERGED, axes);
    }

    private static ReportData oneParameter() {
        double[][] rows = heights();
        double[][] x =
                Arrays.stream(rows).map(row -> new double[] {row[0] - 68}).toArray(double[][]::new);
        double[] y = Arrays.stream(rows).mapToDouble(row -> row[1] - 68).toArray();
        return Descent.of("child", new String[] {"parent"}, x, y, 0, 0.1, 20).data(State.CONVERGED, 1);
    }

    /** A surface with a saddle and two bowls, and a path that Adam might take. */
    private static ReportData network() {
        int side = 41;
        double[] coordinates = new double[side];
        Arrays.setAll(coordinates, k -> -2 + 4.0 * k / (side - 1));
        double[] values = new double[side * side];
        for (int k = 0; k < values.length; k++) {
            values[k] = landscape(coordinates[k % side], coordinates[k / side]);
        }
        int frames = 60;
        double[] x = new double[frames];
        double[] y = new double[frames];
        x[0] = -1.6;
        y[0] = 1.5;
        for (int k = 1; k < frames; k++) {
            double e = 1e-6;
            double slopeX = (landscape(x[k - 1] + e, y[k - 1]) - landscape(x[k - 1] - e, y[k - 1])) / (2 * e);
            double slopeY = (landscape(x[k - 1], y[k - 1] + e) - landscape(x[k - 1], y[k - 1] - e)) / (2 * e);
            x[k] = x[k - 1] - 0.02 * slopeX;
            y[k] = y[k - 1] - 0.02 * slopeY;
        }
        List<Frame> path = new ArrayList<>();
        double[] validation = new double[frames];
        for (int k = 0; k < frames; k++) {
            path.add(new Frame(k, landscape(x[k], y[k])));
            validation[k] = 1.1 * landscape(x[k], y[k]) + 0.02 + 0.00001 * k * k;
        }
        List<Axis> axes = List.of(new Axis("1", Kind.DIRECTION, 0, x), new Axis("2", Kind.DIRECTION, 0, y));
        Grid grid = new Grid(0, 1, coordinates, coordinates, values);
        return new ReportData(
                ReportData.VERSION,
                "a network",
                run(State.FITTED, List.of("price"), 8, 20640, List.of()),
                List.of(),
                history(path, validation),
                path,
                null,
                null,
                null,
                null,
                new Surface(4096, 20640, axes, null, List.of(grid)));
    }

    static double landscape(double x, double y) {
        double valley = x * x - 1;
        return 0.4 + valley * valley + 0.8 * (y - 0.3 * x) * (y - 0.3 * x) + 0.2 * x;
    }
}
