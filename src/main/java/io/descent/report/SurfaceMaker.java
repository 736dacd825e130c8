package io.descent.report;

import io.descent.linalg.Vectors;
import io.descent.model.FeatureScaling;
import io.descent.model.Network;
import io.descent.model.Parameters;
import io.descent.report.ReportData.Axis;
import io.descent.report.ReportData.Grid;
import io.descent.report.ReportData.Kind;
import io.descent.report.ReportData.Surface;
import io.descent.training.FittedExamples;
import io.descent.training.Quadratic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The loss around a path. Of one neuron it is a quadratic, which one pass over the examples tells exactly along any
 * directions. Of a network it is evaluated at the points of a grid, over as many examples as there is time for.
 */
final class SurfaceMaker {

    /** Points of a grid in each direction. */
    private static final int GRID = 25;

    /** Half of the side of a grid, in the path's own extent. */
    private static final double MARGIN = 1.3;

    private static final int DIRECTIONS = 3;

    /** What a second of one core computes, in multiplications and additions; careful. */
    private static final double PER_SECOND = 2e9;

    /** The error of fewer says nothing of the others, and much of themselves. */
    private static final int FEWEST_ROWS = 100;

    private final FittedExamples fit;
    private final Path path;

    SurfaceMaker(FittedExamples fit, Path path) {
        this.fit = fit;
        this.path = path;
    }

    /**
     * What the loss of one neuron changes with.
     *
     * @param axes what can be chosen
     * @param directions changes of the parameters along them, in the units of the data
     */
    record NeuronAxes(List<Axis> axes, List<double[]> directions) {}

    /** Main directions first, where there are more than two parameters; then weights, and the bias. */
    NeuronAxes neuronAxes(int[] features) {
        Network network = fit.network();
        List<Axis> axes = new ArrayList<>();
        List<double[]> directions = new ArrayList<>();
        boolean bias = network.hasIntercept();
        if (features.length + (bias ? 1 : 0) > 2) {
            for (double[] direction : mainDirections(2)) {
                axes.add(new Axis(Integer.toString(axes.size() + 1), Kind.DIRECTION, 0, path.along(direction)));
                directions.add(path.change(direction));
            }
        }
        FeatureScaling scaling = path.scaling().features();
        for (int feature : features) {
            double[] direction = new double[network.parameterCount()];
            direction[feature] = 1;
            direction[network.biasIndex()] = bias ? -scaling.shift(feature) : 0;
            axes.add(new Axis(
                    fit.featureNames().get(feature), Kind.WEIGHT, scaling.shift(feature), path.parameter(feature)));
            directions.add(direction);
        }
        if (bias) {
            double[] direction = new double[network.parameterCount()];
            direction[network.biasIndex()] = 1;
            axes.add(new Axis(fit.labelNames().get(0), Kind.BIAS, 0, path.atTheMeans()));
            directions.add(direction);
        }
        return new NeuronAxes(axes, directions);
    }

    /** Those of the path, and if it has fewer, the axes of the largest parameters. */
    private List<double[]> mainDirections(int count) {
        double[] from = path.standardReference();
        List<double[]> directions = MainDirections.of(path.standard(), from, count);
        if (directions.size() < count) {
            int free =
                    fit.network().hasIntercept() ? from.length : fit.network().weightCount();
            Ranking.ofSizes(from, IntStream.range(0, free)).limit(2L * count).forEach(j -> {
                if (directions.size() < count) {
                    double[] axis = new double[from.length];
                    axis[j] = 1;
                    MainDirections.addOrthonormal(axis, directions);
                }
            });
        }
        return directions;
    }

    /** The surface of one neuron. */
    Surface ofNeuron(NeuronAxes axes, Quadratic quadratic) {
        int at = path.referenceFrame();
        double[] here =
                axes.axes().stream().mapToDouble(axis -> axis.path()[at]).toArray();
        return new Surface(
                fit.rows(),
                fit.rows(),
                axes.axes(),
                new ReportData.Quadratic(here, quadratic.value(), quadratic.gradient(), quadratic.hessian()),
                List.of());
    }

    /** The surface of a network; null where there is no direction to look in, or too little time for enough examples. */
    Surface ofNetwork() {
        double each = 2.0 * fit.network().parameterCount() * GRID * GRID;
        double affordable = budget() / each - 1; // to make the parameters of a point costs as much as an example
        int all = fit.sample().rows();
        if (all == 0 || affordable < Math.min(all, FEWEST_ROWS)) {
            return null;
        }
        List<double[]> directions = mainDirections(DIRECTIONS);
        if (directions.size() < 2) {
            return null;
        }
        List<Axis> axes = new ArrayList<>();
        for (double[] direction : directions) {
            axes.add(new Axis(Integer.toString(axes.size() + 1), Kind.DIRECTION, 0, path.along(direction)));
        }
        SamplePredictions predictions = new SamplePredictions(fit.sample(), (int) Math.min(all, affordable));
        List<Grid> grids = new ArrayList<>();
        grids.add(grid(0, 1, axes, directions, predictions));
        if (axes.size() > 2 && 3.0 * all < affordable) {
            grids.add(grid(0, 2, axes, directions, predictions));
            grids.add(grid(1, 2, axes, directions, predictions));
        }
        return new Surface(predictions.examples(), fit.rows(), axes, null, grids);
    }

    /** A second of two cores, or a fiftieth of the descent's time. */
    private double budget() {
        return PER_SECOND * Math.max(2, fit.history().last().seconds() / 50);
    }

    private Grid grid(int a, int b, List<Axis> axes, List<double[]> directions, SamplePredictions predictions) {
        double[] x = positions(axes.get(a).path());
        double[] y = positions(axes.get(b).path());
        double[] from = path.reference().toArray();
        double[] alongA = path.change(directions.get(a));
        double[] alongB = path.change(directions.get(b));
        double[] values = new double[x.length * y.length];
        IntStream.range(0, values.length).parallel().forEach(k -> {
            double[] at = Vectors.plus(Vectors.plus(from, x[k % x.length], alongA), y[k / x.length], alongB);
            values[k] = predictions.meanSquaredError(new Parameters(fit.network(), at));
        });
        return new Grid(a, b, x, y, values);
    }

    /** So that the path is in the middle, with some room around. */
    private static double[] positions(double[] path) {
        double low = Math.min(0, Arrays.stream(path).min().orElse(0));
        double high = Math.max(0, Arrays.stream(path).max().orElse(0));
        double half = Math.max(MARGIN * (high - low) / 2, 0.1);
        double centre = (low + high) / 2;
        return IntStream.range(0, GRID)
                .mapToDouble(k -> centre + half * (2.0 * k / (GRID - 1) - 1))
                .toArray();
    }
}
