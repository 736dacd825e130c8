package io.descent.report;

import java.util.Base64;
import java.util.List;

/**
 * All that a report shows, as it lies in the page: numbers and texts, from which page and pictures are drawn. Every number
 * is finite. Texts are shown as they are, whatever characters are in them. What is not known is null, or an empty array or
 * list.
 *
 * <p>Pictures that move have a value for each of the {@code frames}: some iterations, with those of the fitted parameters
 * as the last. Of a descent that diverged the last frames can be far away.
 *
 * @param version of this format
 * @param title of the page
 * @param tables facts for the end of the page: settings, versions and so on
 * @param frames at least one
 * @param points examples with what was predicted for them; null if none of the data is to be shown
 * @param curve what is predicted for each value of the feature, where there is one feature and one label; else null
 * @param weights of one neuron; else null
 * @param network null if it is not known yet
 * @param surface null if there is none
 */
public record ReportData(
        int version,
        String title,
        Run run,
        List<Table> tables,
        History history,
        List<Frame> frames,
        Points points,
        Curve curve,
        Weights weights,
        Net network,
        Surface surface) {

    /** The same with what else is known of the run. */
    public ReportData with(String name, Run outcome, List<Table> facts) {
        return new ReportData(version, name, outcome, facts, history, frames, points, curve, weights, network, surface);
    }

    /** Of this format: a page of another is not read. */
    public static final int VERSION = 1;

    /**
     * What the fit came to.
     *
     * @param state how it ended, or that it goes on
     * @param sentence about the state, for people
     * @param maxIterations that were allowed
     * @param fits how good it is: of the training examples, and of those held out where there are some
     * @param parameterHash empty while there are no fitted parameters
     * @param fingerprint of the data; empty if it is not known
     */
    public record Run(
            State state,
            String sentence,
            List<String> labels,
            int features,
            long rows,
            int maxIterations,
            String optimizer,
            List<Fit> fits,
            List<String> warnings,
            String parameterHash,
            String fingerprint) {}

    /** How a descent ended. */
    public enum State {
        RUNNING,
        CONVERGED,
        /** As far as it was to go. */
        FITTED,
        NOT_CONVERGED,
        DIVERGED
    }

    /**
     * How good a fit is.
     *
     * @param examples which ones
     * @param mse mean squared error, in squared units of the label
     * @param rmse its square root
     * @param r2 null where the label does not vary
     */
    public record Fit(String examples, long rows, double mse, double rmse, Double r2) {}

    /** Facts under a heading: rows of a name and a value. */
    public record Table(String name, List<List<String>> rows) {}

    /**
     * Records of the iterations, or of every so many of them and the last; arrays have an element for each record.
     *
     * @param every 1 if all iterations are there
     * @param loss J, in squared units of the label
     * @param validationLoss the mean squared error of the examples held out; empty where there are none
     * @param gradientNorm ‖∇J‖₂
     * @param stepSize null where the method has none
     * @param seconds since the descent began
     * @param broadcast seconds in which the parameters were handed out, during the iteration
     * @param tasks seconds in which the executors computed
     * @param meanTask seconds of computing, on average over the tasks
     * @param slowestTask seconds of computing, in the slowest task
     * @param reduce seconds in which partial gradients were added up
     * @param update seconds of the optimizer's own work
     * @param gigabytesPerSecond read by the iteration's passes; 0 without one
     */
    public record History(
            int every,
            int[] iteration,
            double[] loss,
            double[] validationLoss,
            double[] gradientNorm,
            Double[] stepSize,
            double[] seconds,
            double[] broadcast,
            double[] tasks,
            double[] meanTask,
            double[] slowestTask,
            double[] reduce,
            double[] update,
            double[] gigabytesPerSecond) {}

    /** A moment of the descent: an iteration, and J after it. */
    public record Frame(int iteration, double loss) {}

    /**
     * Examples, sampled by their content.
     *
     * @param of how many examples there are in all
     * @param copies how many equal examples a point stands for, (points); empty where all stand for one
     * @param x values of the feature, (points), where there is one; else empty
     */
    public record Points(long of, long[] copies, double[] x, List<Output> outputs) {}

    /**
     * One label of the points.
     *
     * @param actual its values, (points)
     * @param low where the range of actual and fitted values begins, widened by its width
     * @param high where it ends, likewise; predictions beyond are taken for these
     * @param predictions (frames, points) by rows: low + (high − low)·u/65535, with u in 16 bits, the lower byte first, in
     *     base 64
     */
    public record Output(String label, double[] actual, double low, double high, String predictions) {

        private static final int STEPS = 65535;

        /**
         * One with these predictions; those beyond low or high are taken for these.
         *
         * @param predicted (frames, points)
         */
        static Output of(String label, double[] actual, double low, double high, double[][] predicted) {
            byte[] bytes = new byte[2 * predicted.length * actual.length];
            double unit = high > low ? STEPS / (high - low) : 0;
            int at = 0;
            for (double[] frame : predicted) {
                for (double each : frame) {
                    long step = Math.round((Math.max(low, Math.min(high, each)) - low) * unit); // 0 for no number
                    bytes[at++] = (byte) step;
                    bytes[at++] = (byte) (step >> 8);
                }
            }
            return new Output(label, actual, low, high, Base64.getEncoder().encodeToString(bytes));
        }
    }

    /**
     * The best-fit line, or curve.
     *
     * @param x values of the feature, in ascending order
     * @param y what is predicted for them, (frames, x)
     */
    public record Curve(String feature, String label, double[] x, double[][] y) {}

    /**
     * Weights of one neuron, in the units of the data.
     *
     * @param of how many there are
     * @param confidence of the intervals, such as 0.95; null if there are none
     * @param note where the intervals come from, or why there are none
     * @param bias b, (frames)
     */
    public record Weights(int of, Double confidence, String note, List<Weight> largest, double[] bias) {}

    /**
     * A weight.
     *
     * @param spread the standard deviation of its feature: their product is comparable between features
     * @param values (frames)
     * @param low of the interval; null if there is none
     * @param high of the interval; null if there is none
     */
    public record Weight(String name, double spread, double[] values, Double low, Double high) {}

    /**
     * A network, or one neuron, in units in which features and labels have deviations near 1.
     *
     * @param layers the inputs first
     * @param connections how many there are in all
     * @param strongest those that are drawn, of each layer the strongest first
     */
    public record Net(String activation, List<Layer> layers, long connections, List<Connection> strongest) {}

    /**
     * A layer.
     *
     * @param size the number of its neurons
     * @param shown those that are drawn, in ascending order
     * @param names of those shown, for inputs and outputs; else empty
     * @param biases of those shown, (frames, shown); empty for inputs
     */
    public record Layer(int size, int[] shown, List<String> names, double[][] biases) {}

    /**
     * A connection between two neurons that are drawn.
     *
     * @param layer of the neuron it comes from; 0 for inputs
     * @param from position among the neurons shown of that layer
     * @param to position among those shown of the next layer
     * @param weights (frames)
     */
    public record Connection(int layer, int from, int to, double[] weights) {}

    /**
     * The mean squared error as a function of two parameters, or directions among them, while all others stay as they are
     * at the last frame; of a descent that diverged, at the first.
     *
     * @param rows the examples it is of
     * @param of how many examples there are
     * @param axes that can be chosen; the first two, if there are two, are shown first
     * @param quadratic for one neuron: exact for any two axes; else null
     * @param grids for networks: values for some pairs of axes; else empty
     */
    public record Surface(long rows, long of, List<Axis> axes, Quadratic quadratic, List<Grid> grids) {}

    /** What a coordinate is. */
    public enum Kind {
        /** A weight, in its units. The bias moves with it, so that the prediction at the feature's mean stays. */
        WEIGHT,
        /** The prediction at the features' means, b + ΣW·mean. */
        BIAS,
        /** One of the main directions of the path, in units of the descent. */
        DIRECTION
    }

    /**
     * A coordinate of the surface.
     *
     * @param name of the weight's feature; of the label for a bias; 1, 2, … for directions
     * @param mean of the weight's feature; else 0
     * @param path where the descent was, (frames)
     */
    public record Axis(String name, Kind kind, double mean, double[] path) {}

    /**
     * The mean squared error at coordinates u: value + gradient·(u − at) + ½(u − at)ᵀ·hessian·(u − at).
     *
     * @param at (axes)
     * @param gradient (axes)
     * @param hessian (axes, axes)
     */
    public record Quadratic(double[] at, double value, double[] gradient, double[][] hessian) {}

    /**
     * Values of the mean squared error over two axes.
     *
     * @param a the axis of x
     * @param b the axis of y
     * @param values (y, x) by rows
     */
    public record Grid(int a, int b, double[] x, double[] y, double[] values) {}
}
