package io.descent.report;

import io.descent.linalg.Vectors;
import io.descent.model.FeatureScaling;
import io.descent.model.NetworkScaling;
import io.descent.model.Parameters;
import io.descent.training.FittedExamples;
import io.descent.training.TrainingLoop.Moment;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The moments of a descent that are drawn, and the one at which the loss is looked at: the last, whose parameters are the
 * fitted ones, or of a descent that diverged the first.
 */
final class Path {

    /** Parameters farther out, in units of deviations, are in no picture; their squares may be no numbers. */
    private static final double FARTHEST = 1e100;

    private final List<Moment> moments;
    private final int referenceFrame;
    private final NetworkScaling scaling;
    private final List<double[]> standard; // (frames, parameterCount)

    private Path(List<Moment> moments, int referenceFrame, NetworkScaling scaling) {
        this.moments = moments;
        this.referenceFrame = referenceFrame;
        this.scaling = scaling;
        this.standard = moments.stream()
                .map(moment -> standard(moment.parameters(), scaling))
                .toList();
    }

    /**
     * @param most how many moments there may be
     */
    static Path of(FittedExamples fit, int most) {
        NetworkScaling scaling = fit.standardisation();
        List<Moment> all = fit.path().stream()
                .filter(moment -> Vectors.norm(standard(moment.parameters(), scaling)) < FARTHEST)
                .toList();
        int count = Math.min(most, all.size());
        List<Moment> moments = IntStream.range(0, count)
                .mapToObj(k -> all.get(count == 1 ? all.size() - 1 : (int) ((long) k * (all.size() - 1) / (count - 1))))
                .toList();
        return new Path(moments, fit.isFitted() ? count - 1 : 0, scaling);
    }

    /** The number of moments. */
    int length() {
        return moments.size();
    }

    List<Moment> moments() {
        return moments;
    }

    Parameters parameters(int frame) {
        return moments.get(frame).parameters();
    }

    /** Where the loss is looked at, in the units of the data. */
    Parameters reference() {
        return parameters(referenceFrame);
    }

    /** The frame of that moment. */
    int referenceFrame() {
        return referenceFrame;
    }

    /** Means and deviations of features and labels. */
    NetworkScaling scaling() {
        return scaling;
    }

    private static double[] standard(Parameters parameters, NetworkScaling scaling) {
        return scaling.toScaled(parameters).toArray();
    }

    /** The points where features and labels have mean 0 and deviation 1, (frames, parameterCount); not to be changed. */
    List<double[]> standard() {
        return standard;
    }

    /** The reference in those units, (parameterCount); not to be changed. */
    double[] standardReference() {
        return standard.get(referenceFrame);
    }

    /** A change of the parameters, in the units of the data, of one in those units. */
    double[] change(double[] standardChange) {
        // a change knows no mean of the labels
        double[] none = new double[reference().network().outputs()];
        double[] scales =
                IntStream.range(0, none.length).mapToDouble(scaling::labelScale).toArray();
        NetworkScaling linear = new NetworkScaling(scaling.features(), none, scales);
        return linear.toOriginal(new Parameters(reference().network(), standardChange.clone()))
                .toArray();
    }

    /** How far each moment is from the reference along a direction of length 1 in those units, (frames). */
    double[] along(double[] direction) {
        double[] from = standardReference();
        return standard.stream()
                .mapToDouble(point -> Vectors.dot(Vectors.minus(point, from), direction))
                .toArray();
    }

    /** The value of one parameter at each moment, (frames). */
    double[] parameter(int index) {
        return moments.stream()
                .mapToDouble(moment -> moment.parameters().toArray()[index])
                .toArray();
    }

    /** What one neuron predicts at the features' means at each moment, (frames). */
    double[] atTheMeans() {
        return moments.stream()
                .mapToDouble(moment -> atTheMeans(moment.parameters()))
                .toArray();
    }

    private double atTheMeans(Parameters neuron) {
        FeatureScaling features = scaling.features();
        double[] flat = neuron.toArray();
        double sum = flat[features.features()];
        for (int j = 0; j < features.features(); j++) {
            sum = Math.fma(flat[j], features.shift(j), sum);
        }
        return sum;
    }
}
