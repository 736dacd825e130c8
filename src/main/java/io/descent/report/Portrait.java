package io.descent.report;

import io.descent.model.Network;
import io.descent.report.ReportData.Curve;
import io.descent.report.ReportData.Frame;
import io.descent.report.ReportData.Output;
import io.descent.report.ReportData.Points;
import io.descent.report.ReportData.Run;
import io.descent.report.ReportData.State;
import io.descent.report.ReportData.Surface;
import io.descent.report.ReportData.Weight;
import io.descent.report.ReportData.Weights;
import io.descent.training.ExampleSample;
import io.descent.training.FittedExamples;
import io.descent.training.Quadratic;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Looks at a fit while its examples are at hand, and keeps what a report shows of it: of the examples no more than some
 * points, and none where that is not wanted.
 */
public final class Portrait implements FittedExamples.Viewer {

    private static final int MOST_FRAMES = 60;

    /** Up to here all features can be chosen for the surface, and their weights have exact intervals. */
    private static final int ALL_AXES = 64;

    /** More cost more than a picture is worth. */
    private static final double MOST_PRODUCTS = 2e9;

    private static final int FEW_AXES = 12;
    private static final int MOST_WEIGHTS = 30;

    /** Multiplications and additions for predictions: about a second. */
    private static final double MOST_OPERATIONS = 3e9;

    private static final int FEWEST_POINTS = 100;

    /** Frames times labels times points: a megabyte or two. */
    private static final int MOST_PREDICTIONS = 1_000_000;

    private static final int MOST_LABELS = 20;
    private static final int CURVE = 121;
    private static final double DEVIATIONS = 2.5;

    private final Examples examples;
    private ReportData parts; // or null

    /** Whether a report may show examples. */
    public enum Examples {
        SHOWN,
        HIDDEN
    }

    public Portrait(Examples examples) {
        this.examples = examples;
    }

    /** False if there was no fit, or none that began. */
    public boolean isThere() {
        return parts != null;
    }

    /** What was seen; what else is known of the run is for others to add. */
    public ReportData parts() {
        return parts;
    }

    @Override
    public void view(FittedExamples fit) {
        Path path = Path.of(fit, MOST_FRAMES);
        SurfaceMaker maker = new SurfaceMaker(fit, path);
        Surface surface = null;
        Weights weights = null;
        if (fit.network().isNeuron()) {
            int[] features = largest(fit, path);
            int[] axes = Arrays.copyOf(features, Math.min(features.length, mostAxes(fit, features.length)));
            SurfaceMaker.NeuronAxes choice = maker.neuronAxes(axes);
            Optional<Quadratic> error = fit.along(path.reference(), choice.directions());
            if (error.isPresent() && !choice.axes().isEmpty()) {
                surface = maker.ofNeuron(choice, error.get());
            }
            weights = weights(fit, path, features, axes, error);
        }
        if (surface == null) {
            surface = maker.ofNetwork();
        }
        parts = new ReportData(
                ReportData.VERSION,
                "",
                run(fit),
                List.of(),
                HistoryColumns.of(fit.history().records()),
                path.moments().stream()
                        .map(moment -> new Frame(
                                moment.record().iteration(), moment.record().loss()))
                        .toList(),
                examples == Examples.SHOWN && fit.sample().rows() > 0 ? points(fit, path) : null,
                curve(fit, path),
                weights,
                new NetMaker(fit, path).net(),
                surface);
    }

    private static Run run(FittedExamples fit) {
        return new Run(
                fit.isFitted() ? State.FITTED : State.DIVERGED,
                "",
                fit.labelNames(),
                fit.network().features(),
                fit.rows(),
                0,
                "",
                List.of(),
                List.of(),
                "",
                fit.fingerprint().hash());
    }

    /** The features that vary, those with the largest effect first. */
    private static int[] largest(FittedExamples fit, Path path) {
        IntStream varying = IntStream.range(0, fit.network().features())
                .filter(path.scaling().features()::varies);
        return Ranking.ofSizes(path.standardReference(), varying).toArray();
    }

    private static int mostAxes(FittedExamples fit, int features) {
        boolean all = features <= ALL_AXES && (double) fit.rows() * features * features <= MOST_PRODUCTS;
        return all ? features : Math.max(2, Math.min(FEW_AXES, (1 << 20) / features));
    }

    private static Weights weights(
            FittedExamples fit, Path path, int[] features, int[] axes, Optional<Quadratic> error) {
        boolean all = axes.length == features.length;
        int[] shown = Arrays.copyOf(features, Math.min(features.length, MOST_WEIGHTS));
        int[] judged = all ? features : shown;
        double[] fitted = path.reference().toArray();
        double[] values = IntStream.of(judged).mapToDouble(j -> fitted[j]).toArray();
        WeightIntervals intervals = error.map(known -> all
                        ? WeightIntervals.exact(fit, values, known)
                        : WeightIntervals.estimated(fit, judged, values, known))
                .orElseGet(() -> WeightIntervals.none("the fit was made in mini-batches"));
        List<Weight> largest = IntStream.range(0, shown.length)
                .mapToObj(k -> new Weight(
                        fit.featureNames().get(shown[k]),
                        path.scaling().features().scale(shown[k]),
                        path.parameter(shown[k]),
                        intervals.confidence().isPresent() ? intervals.low()[k] : null,
                        intervals.confidence().isPresent() ? intervals.high()[k] : null))
                .toList();
        return new Weights(
                fit.network().features(),
                intervals.confidence().orElse(null),
                intervals.note(),
                largest,
                path.parameter(fit.network().biasIndex()));
    }

    private static Points points(FittedExamples fit, Path path) {
        ExampleSample sample = fit.sample();
        double each = 2.0 * fit.network().parameterCount() * path.length();
        int labels = fit.network().outputs();
        double affordable = Math.min(MOST_OPERATIONS / each, MOST_PREDICTIONS / (double) path.length() / labels);
        int rows = (int) Math.min(sample.rows(), Math.max(FEWEST_POINTS, affordable));
        SamplePredictions predictions = new SamplePredictions(sample, rows);
        double[][][] predicted = IntStream.range(0, path.length())
                .parallel()
                .mapToObj(frame -> predictions.at(path.parameters(frame)))
                .toArray(double[][][]::new); // (frames, outputs, points)
        List<Output> outputs = IntStream.range(0, Math.min(labels, MOST_LABELS))
                .mapToObj(o -> output(fit.labelNames().get(o), sample, rows, o, predicted, path.referenceFrame()))
                .toList();
        long[] copies = Arrays.copyOf(sample.copies(), rows);
        boolean single = fit.network().features() == 1;
        double[] x = single
                ? IntStream.range(0, rows).mapToDouble(i -> sample.value(i, 0)).toArray()
                : new double[0];
        boolean repeated = Arrays.stream(copies).anyMatch(count -> count > 1);
        return new Points(sample.of(), repeated ? copies : new long[0], x, outputs);
    }

    private static Output output(
            String label, ExampleSample sample, int rows, int o, double[][][] predicted, int reference) {
        double[] actual =
                IntStream.range(0, rows).mapToDouble(i -> sample.labels()[i][o]).toArray();
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < rows; i++) {
            double here = predicted[reference][o][i];
            low = Math.min(low, Math.min(actual[i], here));
            high = Math.max(high, Math.max(actual[i], here));
        }
        double width = high - low; // of a descent that was far off, what is further out is at the border
        return Output.of(label, actual, low - width, high + width, frames(predicted, o));
    }

    private static double[][] frames(double[][][] predicted, int o) {
        return Arrays.stream(predicted).map(frame -> frame[o]).toArray(double[][]::new);
    }

    /** Where points are not to be shown, neither are the feature's extremes. */
    private Curve curve(FittedExamples fit, Path path) {
        Network network = fit.network();
        if (network.features() != 1 || network.outputs() != 1) {
            return null;
        }
        double low;
        double high;
        ExampleSample sample = fit.sample();
        if (examples == Examples.SHOWN) {
            double[] x = IntStream.range(0, sample.rows())
                    .mapToDouble(i -> sample.value(i, 0))
                    .toArray();
            low = Arrays.stream(x).min().orElse(0);
            high = Arrays.stream(x).max().orElse(1);
        } else {
            double mean = fit.standardisation().features().shift(0);
            double deviation = fit.standardisation().features().scale(0);
            low = mean - DEVIATIONS * deviation;
            high = mean + DEVIATIONS * deviation;
        }
        int count = network.isNeuron() ? 2 : CURVE;
        double[] x = IntStream.range(0, count)
                .mapToDouble(k -> low + (high - low) * k / (count - 1))
                .toArray();
        double[][] y = new double[path.length()][];
        for (int frame = 0; frame < y.length; frame++) {
            int at = frame;
            y[frame] = Arrays.stream(x)
                    .map(each -> path.parameters(at).predict(new double[] {each}))
                    .toArray();
        }
        return new Curve(fit.featureNames().get(0), fit.labelNames().get(0), x, y);
    }
}
