package io.descent.report.picture;

import io.descent.report.ReportData;
import io.descent.report.ReportData.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/** The loss by iteration. */
final class LossPicture {

    /** With more iterations than this, a dot for each would be clutter. */
    private static final int MOST_DOTS = 50;

    private static final double DOT = 2.6;

    private LossPicture() {}

    static boolean isThere(ReportData data) {
        return data.history() != null && data.history().loss().length > 0;
    }

    static void draw(ReportData data, Canvas canvas) {
        History history = data.history();
        double[] iterations =
                Arrays.stream(history.iteration()).asDoubleStream().toArray();
        double first = iterations[0];
        double last = Math.max(first + 1, iterations[iterations.length - 1]);
        boolean validated = history.validationLoss().length == iterations.length;
        Box box = validated ? Plot.BOX : Plot.BOX_WITHOUT_KEYS;
        Scale up = scale(history, box);
        Plot plot = new Plot(box, new LinearScale(first, last, box.left(), box.right()), up);

        Plot.head(canvas, "Loss by iteration", subtitle(history));
        Ticks ticksAcross = Ticks.whole(first, last, (int) (box.width() / 64));
        Ticks ticksUp = plot.yTicks();
        plot.rules(canvas, ticksAcross, ticksUp);
        plot.axes(canvas, ticksAcross, "iteration", ticksUp, up instanceof LogScale ? "loss, log scale" : "loss");
        List<Key> keys = new ArrayList<>();
        if (validated) {
            keys.add(course(canvas, plot, iterations, history.validationLoss(), Ink.OTHER, "examples held out"));
        }
        keys.add(0, course(canvas, plot, iterations, history.loss(), Ink.FIT, "training examples"));
        if (validated) {
            Plot.keys(canvas, keys);
        }
    }

    private static Scale scale(History history, Box box) {
        double low = values(history).min().orElseThrow();
        double high = values(history).max().orElseThrow();
        return low > 0 && high / 10 > low
                ? LogScale.around(low, high, box.bottom(), box.top())
                : LinearScale.around(low, high, box.bottom(), box.top());
    }

    private static DoubleStream values(History history) {
        return DoubleStream.concat(Arrays.stream(history.loss()), Arrays.stream(history.validationLoss()));
    }

    private static Key course(Canvas canvas, Plot plot, double[] x, double[] y, Ink ink, String name) {
        Stroke stroke = Stroke.of(ink, 2);
        Polyline course = Polyline.placed(x, y, plot.across(), plot.up());
        canvas.line(course, stroke);
        if (course.size() <= MOST_DOTS) {
            double[] radius = new double[course.size()];
            Arrays.fill(radius, DOT);
            canvas.dots(course, radius, Fill.of(ink), Stroke.NONE);
        }
        return Key.line(name, stroke);
    }

    private static String subtitle(History history) {
        int last = history.loss().length - 1;
        String end = NumberText.padded(history.loss()[last], 4);
        int iterations = history.iteration()[last];
        return iterations == 0
                ? end + " at the start"
                : NumberText.padded(history.loss()[0], 4) + " at the start, " + end + " after "
                        + NumberText.count(iterations) + (iterations == 1 ? " iteration" : " iterations");
    }
}
