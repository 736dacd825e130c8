package io.descent.report.picture;

import io.descent.report.ReportData;
import io.descent.report.ReportData.Output;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.DoubleStream;

/** What is predicted against what is the case, for the first label. */
final class ScatterPicture {

    private static final double STEPS = 65535;

    private ScatterPicture() {}

    static void draw(ReportData data, Canvas canvas) {
        Box box = Plot.BOX;
        Output output = data.points().outputs().get(0);
        double[] predicted = predictions(output, data.frames().size() - 1);
        double low = values(output, predicted).min().orElseThrow();
        double high = values(output, predicted).max().orElseThrow();
        Plot plot = new Plot(
                box,
                LinearScale.around(low, high, box.left(), box.right()),
                LinearScale.around(low, high, box.bottom(), box.top()));
        PointDots dots = new PointDots(data.points());
        Stroke diagonal = new Stroke(Ink.FIT, 1.8, 0.9);
        double[] ends = {plot.across().low(), plot.across().high()};

        String label = ShownText.isolated(output.label());
        Plot.head(canvas, label + ", predicted and actual", FitText.of(data));
        Plot.keys(canvas, List.of(dots.key(), Key.line("predicted = actual", diagonal)));
        Ticks ticksAcross = plot.xTicks();
        Ticks ticksUp = plot.yTicks();
        plot.rules(canvas, ticksAcross, ticksUp);
        canvas.clipped(box, () -> {
            dots.draw(canvas, plot, output.actual(), predicted);
            plot.line(canvas, ends, ends, diagonal);
        });
        plot.axes(canvas, ticksAcross, label + ", actual", ticksUp, label + ", predicted");
    }

    /** (points) */
    static double[] predictions(Output output, int frame) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(output.predictions()))
                .order(ByteOrder.LITTLE_ENDIAN);
        double[] predictions = new double[output.actual().length];
        for (int k = 0; k < predictions.length; k++) {
            double share = Short.toUnsignedInt(bytes.getShort(2 * (frame * predictions.length + k))) / STEPS;
            predictions[k] = (1 - share) * output.low() + share * output.high();
        }
        return predictions;
    }

    private static DoubleStream values(Output output, double[] predicted) {
        return DoubleStream.concat(Arrays.stream(output.actual()), Arrays.stream(predicted));
    }
}
