package io.descent.report;

import io.descent.report.ReportData.Curve;
import io.descent.report.ReportData.Fit;
import io.descent.report.ReportData.Frame;
import io.descent.report.ReportData.History;
import io.descent.report.ReportData.Layer;
import io.descent.report.ReportData.Net;
import io.descent.report.ReportData.Output;
import io.descent.report.ReportData.Points;
import io.descent.report.ReportData.Quadratic;
import io.descent.report.ReportData.Run;
import io.descent.report.ReportData.State;
import io.descent.report.ReportData.Surface;
import io.descent.report.ReportData.Table;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Data of reports, made by descents on made-up rows: the same in every run. */
final class ReportSamples {
    private static final int POINTS = 2_000;
    private static final int FRAMES = 20;

    /** Names as nobody should choose them, and as some do. */
    static final List<String> HOSTILE_NAMES = List.of(
            "<script>window.injected = 1</script>",
            "</script><img src=x onerror=\"window.injected = 2\">",
            "'\"`&amp; {{data}} {{title}} $1 \\u003c",
            "x".repeat(10_000),
            "\u05d4\u05db\u05e0\u05e1\u05d4 \u202e(gnirts)",
            "two\nlines\tand\u0000a zero\u2028end",
            "\ud83d\udd25 \u2066 isolate",
            "");

    private ReportSamples() {}

    /** All of them, by a name that tells what is special; descents that take seconds are done once. */
    static Map<String, ReportData> all() {
        return All.SAMPLES;
    }

    private static final class All {
        private static final Map<String, ReportData> SAMPLES = Collections.unmodifiableMap(made());
    }

    private static Map<String, ReportData> made() {
        Map<String, ReportData> all = new LinkedHashMap<>();
        all.put("one-feature", oneFeature());
        all.put("many-features", manyFeatures());
        all.put("network", network());
        all.put("wide-network", wideNetwork());
        all.put("no-bias", noBias());
        all.put("diverged", diverged());
        all.put("far-diverged", farDiverged());
        all.put("many-iterations", manyIterations());
        all.put("one-iteration", oneIteration());
        all.put("thousand-features", thousandFeatures());
        all.put("hostile-names", hostileNames());
        all.put("no-points", noPoints());
        all.put("running", running());
        all.put("started", started());
        all.put("bare", bare());
        all.put("millions", millions());
        return all;
    }

    /** The descent behind {@link #oneFeature}. */
    static LinearSample oneFeatureDescent() {
        return new LinearSample(928, 1, 60, 0.12, 7);
    }

    /** 928 points, a line, 20 frames. */
    static ReportData oneFeature() {
        LinearSample sample = oneFeatureDescent();
        return linear(sample, "advertising", names(1), "sales", State.CONVERGED, frames(60));
    }

    /** The descent behind {@link #manyFeatures}. */
    static LinearSample manyFeaturesDescent() {
        return new LinearSample(1_500, 8, 400, 0.45, 11);
    }

    /** 8 features, weights with intervals. */
    static ReportData manyFeatures() {
        return linear(manyFeaturesDescent(), "houses", names(8), "price", State.CONVERGED, frames(400));
    }

    /** 8-16-16-1, with a surface of grids. */
    static ReportData network() {
        NetworkSample sample = new NetworkSample(400, 240, 13);
        int[] iterations = frames(240);
        Output output = output("yield", sample.y, iterations, (iteration, row) -> sample.prediction(iteration, row));
        double mse = sample.losses.get(240);
        Run run = run(
                State.FITTED,
                "The descent took the 240 iterations that it was to take.",
                List.of("yield"),
                8,
                List.of(
                        fit("training", sample.y, mse),
                        new Fit("held out", 100, mse * 1.2, Math.sqrt(mse * 1.2), 0.91)));
        History history = history(sample.losses, sample.gradientNorms, 1, true, true);
        return new ReportData(
                ReportData.VERSION,
                "yield",
                run,
                tables(),
                history,
                sample.frames(iterations),
                new Points(sample.y.length, new long[0], new double[0], List.of(output)),
                null,
                null,
                sample.net(names(8), "yield", iterations),
                sample.surface(iterations));
    }

    /** 64-128-32-1, of which a part is drawn. */
    static ReportData wideNetwork() {
        ReportData data = network();
        Net net = data.network();
        int[] sizes = {64, 128, 32, 1};
        List<Layer> layers = IntStream.range(0, sizes.length)
                .mapToObj(l -> {
                    Layer layer = net.layers().get(l);
                    int[] shown = IntStream.of(layer.shown())
                            .map(k -> k * sizes[l] / layer.size())
                            .toArray();
                    return new Layer(sizes[l], shown, layer.names(), layer.biases());
                })
                .toList();
        return new ReportData(
                data.version(),
                "a wide network",
                data.run(),
                data.tables(),
                data.history(),
                data.frames(),
                data.points(),
                null,
                null,
                new Net("relu", layers, 64 * 128 + 128 * 32 + 32, net.strongest()),
                data.surface());
    }

    /** One parameter: the weight. */
    static ReportData noBias() {
        ReportData data = oneFeature();
        Surface surface = data.surface();
        Quadratic all = surface.quadratic();
        Quadratic one = new Quadratic(
                new double[] {all.at()[0]}, all.value(), new double[] {all.gradient()[0]}, new double[][] {
                    {all.hessian()[0][0]}
                });
        return new ReportData(
                data.version(),
                "no bias",
                data.run(),
                data.tables(),
                data.history(),
                data.frames(),
                data.points(),
                data.curve(),
                data.weights(),
                data.network(),
                new Surface(surface.rows(), surface.of(), surface.axes().subList(0, 1), one, List.of()));
    }

    /** The step is too large: losses grow until they are beyond all reason. */
    static ReportData diverged() {
        LinearSample sample = new LinearSample(600, 1, 120, 1.35, 5);
        return linear(sample, "too fast", names(1), "y", State.DIVERGED, frames(120));
    }

    /** The last losses are close to the largest number that there is. */
    static ReportData farDiverged() {
        LinearSample sample = new LinearSample(600, 1, 655, 1.35, 5);
        return linear(sample, "much too fast", names(1), "y", State.DIVERGED, frames(655));
    }

    /** 10,000 iterations, of which 2,000 are recorded. */
    static ReportData manyIterations() {
        LinearSample sample = new LinearSample(500, 3, 10_000, 0.002, 3);
        return linear(sample, "slowly", names(3), "y", State.NOT_CONVERGED, frames(10_000));
    }

    /** One iteration, one frame. */
    static ReportData oneIteration() {
        return oneStep("one step");
    }

    private static ReportData oneStep(String title) {
        LinearSample sample = new LinearSample(200, 2, 1, 0.4, 2);
        return linear(sample, title, names(2), "y", State.FITTED, new int[] {1});
    }

    /** 1,000 features, of which a few are shown. */
    static ReportData thousandFeatures() {
        LinearSample sample = new LinearSample(300, 1_000, 40, 0.4, 17);
        return linear(sample, "genes", names(1_000), "expression", State.NOT_CONVERGED, frames(40));
    }

    /** Names that would like to be more than names. */
    static ReportData hostileNames() {
        LinearSample sample = new LinearSample(300, 8, 60, 0.45, 23);
        String label = "<b onmouseover=alert(1)>label</b> \u05ea\u05d5\u05d5\u05d9\u05ea";
        ReportData data = linear(sample, HOSTILE_NAMES.get(1), HOSTILE_NAMES, label, State.CONVERGED, frames(60));
        Points points = data.points();
        Output first = points.outputs().get(0);
        Output second =
                new Output(HOSTILE_NAMES.get(0), first.actual(), first.low(), first.high(), first.predictions());
        Run run = data.run();
        return new ReportData(
                data.version(),
                data.title(),
                new Run(
                        run.state(),
                        run.sentence() + " <i>Really.</i>",
                        List.of(first.label(), second.label()),
                        run.features(),
                        run.rows(),
                        run.maxIterations(),
                        run.optimizer(),
                        run.fits(),
                        List.of(
                                "The feature " + HOSTILE_NAMES.get(3) + " does not vary.",
                                "<script>window.injected = 3</script>"),
                        run.parameterHash(),
                        run.fingerprint()),
                List.of(new Table("<u>table</u>", List.of(List.of(HOSTILE_NAMES.get(4), HOSTILE_NAMES.get(5))))),
                data.history(),
                data.frames(),
                new Points(points.of(), points.copies(), points.x(), List.of(first, second)),
                data.curve(),
                data.weights(),
                data.network(),
                data.surface());
    }

    /** None of the data is to be shown. */
    static ReportData noPoints() {
        ReportData data = manyFeatures();
        Table settings = new Table("Settings", List.of(List.of("report.points", "false")));
        return new ReportData(
                data.version(),
                "secret",
                data.run(),
                List.of(settings),
                data.history(),
                data.frames(),
                null,
                null,
                data.weights(),
                data.network(),
                data.surface());
    }

    /** Labels of millions, and residuals of as many on either side of 0: numbers of axes as long as they get. */
    static ReportData millions() {
        ReportData data = oneStep("castles");
        Output output = data.points().outputs().get(0);
        double unit = 5e5;
        double[] actual = DoubleStream.of(output.actual()).map(y -> unit * y).toArray();
        Output scaled =
                new Output(output.label(), actual, unit * output.low(), unit * output.high(), output.predictions());
        return new ReportData(
                data.version(),
                data.title(),
                data.run(),
                data.tables(),
                data.history(),
                data.frames(),
                new Points(data.points().of(), data.points().copies(), new double[0], List.of(scaled)),
                data.curve(),
                data.weights(),
                data.network(),
                data.surface());
    }

    /** The parameters kept are not those of the last iteration; and what the whole run took is known. */
    static ReportData keptBeforeTheEnd() {
        ReportData data = network();
        Table time = new Table("Time", List.of(List.of("descent", "19 s"), List.of("total", "23 s")));
        return new ReportData(
                data.version(),
                data.title(),
                data.run(),
                List.of(time),
                data.history(),
                data.frames().subList(0, data.frames().size() - 1),
                data.points(),
                data.curve(),
                data.weights(),
                data.network(),
                data.surface());
    }

    /** A run at its 25th iteration. */
    static ReportData running() {
        LinearSample sample = new LinearSample(928, 1, 25, 0.12, 7);
        return linear(sample, "sales", names(1), "sales", State.RUNNING, frames(25));
    }

    /** A run that has only just begun: one frame, and nothing else. */
    static ReportData started() {
        Run run = new Run(
                State.RUNNING,
                "The descent has begun.",
                List.of("y"),
                3,
                1_000_000,
                500,
                "conjugate-gradient",
                List.of(),
                List.of(),
                "",
                "");
        return new ReportData(
                ReportData.VERSION,
                "just begun",
                run,
                List.of(),
                noHistory(),
                List.of(new Frame(0, 3.25)),
                null,
                null,
                null,
                null,
                null);
    }

    /** A run that has ended, and of which next to nothing is known. */
    static ReportData bare() {
        ReportData data = started();
        Run run = data.run();
        return new ReportData(
                data.version(),
                "bare",
                new Run(
                        State.FITTED,
                        "The descent has ended.",
                        run.labels(),
                        run.features(),
                        run.rows(),
                        run.maxIterations(),
                        run.optimizer(),
                        run.fits(),
                        run.warnings(),
                        run.parameterHash(),
                        run.fingerprint()),
                data.tables(),
                data.history(),
                data.frames(),
                data.points(),
                data.curve(),
                data.weights(),
                data.network(),
                data.surface());
    }

    private static ReportData linear(
            LinearSample sample, String title, List<String> names, String label, State state, int[] iterations) {
        int last = iterations[iterations.length - 1];
        boolean diverged = state == State.DIVERGED;
        Output output = output(
                label,
                sample.y,
                iterations,
                (iteration, row) ->
                        sample.prediction(sample.weights.get(iteration), sample.biases.get(iteration), sample.x[row]));
        boolean line = sample.features == 1;
        double[] x = line
                ? IntStream.range(0, sample.x.length)
                        .mapToDouble(i -> sample.x[i][0])
                        .toArray()
                : new double[0];
        boolean ended = state != State.RUNNING && !diverged;
        List<Fit> fits = diverged ? List.of() : List.of(fit("training", sample.y, sample.losses.get(last)));
        int every = Math.max(1, last / POINTS);
        return new ReportData(
                ReportData.VERSION,
                title,
                run(state, sentence(state, last), List.of(label), sample.features, fits),
                tables(),
                history(sample.losses, sample.gradientNorms, every, false, state != State.CONVERGED || line),
                sample.frames(iterations),
                new Points(sample.y.length, copies(sample.y.length, line), x, List.of(output)),
                line ? curve(sample, names.get(0), label, x, iterations) : null,
                sample.weights(names, iterations, 20, ended && state == State.CONVERGED),
                sample.net(names, label, iterations, 24),
                sample.surface(names, label, iterations, 6, diverged ? 0 : last));
    }

    private static Curve curve(LinearSample sample, String feature, String label, double[] x, int[] iterations) {
        double low = IntStream.range(0, x.length).mapToDouble(i -> x[i]).min().orElseThrow();
        double high = IntStream.range(0, x.length).mapToDouble(i -> x[i]).max().orElseThrow();
        double[] at = IntStream.range(0, 50)
                .mapToDouble(i -> low + (high - low) * i / 49)
                .toArray();
        double[][] y = new double[iterations.length][at.length];
        for (int f = 0; f < y.length; f++) {
            for (int i = 0; i < at.length; i++) {
                y[f][i] = sample.prediction(
                        sample.weights.get(iterations[f]), sample.biases.get(iterations[f]), new double[] {at[i]});
            }
        }
        return new Curve(feature, label, at, y);
    }

    private static long[] copies(int points, boolean some) {
        return some
                ? IntStream.range(0, points)
                        .mapToLong(i -> i % 50 == 0 ? 12 : 1)
                        .toArray()
                : new long[0];
    }

    private static String sentence(State state, int iteration) {
        return switch (state) {
            case RUNNING -> "Iteration " + iteration + " is done; the descent goes on.";
            case CONVERGED -> "The norm of the gradient fell below the tolerance at iteration " + iteration + ".";
            case FITTED -> "The descent took the iterations that it was to take.";
            case NOT_CONVERGED -> "After " + iteration + " iterations the gradient is still larger than the tolerance.";
            case DIVERGED -> "The loss grew beyond all bounds: the step size is too large for these data.";
        };
    }

    private static Run run(State state, String sentence, List<String> labels, int features, List<Fit> fits) {
        long rows = fits.stream().mapToLong(Fit::rows).sum();
        boolean fitted = state != State.RUNNING && state != State.DIVERGED;
        return new Run(
                state,
                sentence,
                labels,
                features,
                rows == 0 ? 600 : rows,
                10_000,
                "gradient-descent",
                fits,
                state == State.NOT_CONVERGED
                        ? List.of("The gradient is still larger than the tolerance: allow more iterations.")
                        : List.of(),
                fitted ? "3f9a6f1b7ce04d5e8a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f6071" : "",
                "9d2c41f0a85b7763");
    }

    private static Fit fit(String examples, double[] y, double mse) {
        double mean = IntStream.range(0, y.length).mapToDouble(i -> y[i]).sum() / y.length;
        double variance = IntStream.range(0, y.length)
                        .mapToDouble(i -> (y[i] - mean) * (y[i] - mean))
                        .sum()
                / y.length;
        return new Fit(examples, y.length, mse, Math.sqrt(mse), 1 - mse / variance);
    }

    /** What a label is predicted to be at an iteration. */
    private interface Prediction {
        double of(int iteration, int row);
    }

    private static Output output(String label, double[] y, int[] iterations, Prediction prediction) {
        double[] values = IntStream.of(iterations)
                .boxed()
                .flatMapToDouble(
                        iteration -> IntStream.range(0, y.length).mapToDouble(row -> prediction.of(iteration, row)))
                .toArray();
        double low = IntStream.range(0, values.length)
                .mapToDouble(i -> values[i])
                .min()
                .orElseThrow();
        double high = IntStream.range(0, values.length)
                .mapToDouble(i -> values[i])
                .max()
                .orElseThrow();
        byte[] bytes = new byte[2 * values.length];
        for (int i = 0; i < values.length; i++) {
            int u = high > low ? (int) Math.round(65_535 * (values[i] - low) / (high - low)) : 0;
            bytes[2 * i] = (byte) u;
            bytes[2 * i + 1] = (byte) (u >> 8);
        }
        return new Output(label, y, low, high, Base64.getEncoder().encodeToString(bytes));
    }

    /** At most {@value #FRAMES} iterations from 0 to the last, more of them early. */
    static int[] frames(int last) {
        return IntStream.range(0, FRAMES)
                .map(k -> (int) Math.round(last * Math.pow(k / (FRAMES - 1.0), 2)))
                .distinct()
                .toArray();
    }

    private static History history(
            List<Double> losses, List<Double> gradientNorms, int every, boolean validation, boolean passes) {
        int last = losses.size() - 1;
        int[] iteration = IntStream.rangeClosed(1, last)
                .filter(i -> i % every == 0 || i == last)
                .toArray();
        int n = iteration.length;
        Random random = new Random(31);
        double[] broadcast = uniform(random, n, 0.004, 0.008);
        double[] reduce = uniform(random, n, 0.006, 0.014);
        double[] update = uniform(random, n, 0.0005, 0.001);
        double[] meanTask = uniform(random, n, 0.08, 0.1);
        double[] tasks = new double[n];
        double[] slowestTask = new double[n];
        double[] rate = new double[n];
        double[] seconds = new double[n];
        Double[] stepSize = new Double[n];
        double time = 0.4;
        for (int k = 0; k < n; k++) {
            slowestTask[k] = meanTask[k] * (1.05 + 0.4 * Math.pow(random.nextDouble(), 3));
            tasks[k] = passes ? slowestTask[k] + 0.01 : 0;
            rate[k] = passes ? 1.9 / slowestTask[k] : 0;
            time += every * (tasks[k] + broadcast[k] + reduce[k] + update[k]);
            seconds[k] = time;
            stepSize[k] = validation ? null : Double.valueOf(0.24);
        }
        double[] loss = IntStream.of(iteration).mapToDouble(losses::get).toArray();
        double[] held = validation
                ? IntStream.range(0, n)
                        .mapToDouble(k -> loss[k] * 1.1 + 0.02 + 0.0004 * k)
                        .toArray()
                : new double[0];
        return new History(
                every,
                iteration,
                loss,
                held,
                IntStream.of(iteration).mapToDouble(gradientNorms::get).toArray(),
                stepSize,
                seconds,
                broadcast,
                tasks,
                passes ? meanTask : new double[n],
                passes ? slowestTask : new double[n],
                reduce,
                update,
                rate);
    }

    private static History noHistory() {
        double[] none = {};
        return new History(
                1, new int[0], none, none, none, new Double[0], none, none, none, none, none, none, none, none);
    }

    private static double[] uniform(Random random, int n, double low, double high) {
        return random.doubles(n, low, high).toArray();
    }

    static List<String> names(int features) {
        List<String> known =
                List.of("area", "rooms", "age of the building in years", "distance", "floors", "tax", "lake", "noise");
        return IntStream.range(0, features)
                .mapToObj(j -> j < known.size() ? known.get(j) : "x" + j)
                .toList();
    }

    private static List<Table> tables() {
        return List.of(
                new Table(
                        "Data",
                        List.of(
                                List.of("path", "hdfs:///data/houses.parquet"),
                                List.of("format", "parquet"),
                                List.of("blocks", "64 of 16,384 rows"))),
                new Table(
                        "Settings",
                        List.of(
                                List.of("optimizer", "gradient-descent"),
                                List.of("tolerance", "1e-6"),
                                List.of("standardize", "true"),
                                List.of("precision", "single"))),
                new Table(
                        "Versions",
                        List.of(List.of("Descent", "0.1.0"), List.of("Spark", "4.1.0"), List.of("Java", "17.0.12"))));
    }
}
