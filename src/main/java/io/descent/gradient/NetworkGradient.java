package io.descent.gradient;

import io.descent.linalg.NetworkKernels;
import io.descent.model.Network;
import io.descent.model.Network.Layer;
import java.util.Arrays;
import java.util.List;

/**
 * The gradient of a network by backpropagation (D. E. Rumelhart, G. E. Hinton, R. J. Williams, "Learning representations
 * by back-propagating errors", 1986), over some hundred rows at a time. With residuals r = ŷ − y it adds Σωr·∂ŷ/∂θ for
 * each parameter θ, Σωr² and Σω, sums over rows and outputs.
 *
 * <p>The arithmetic is in float32, and each number one chain of fused multiply-adds in the order of the rows or inputs:
 * the same bits on every machine. Sums over blocks of rows are in float64.
 *
 * <p>Neurons are padded to {@link NetworkKernels#LANES} with zeros. Holds all buffers: one instance for each thread, and
 * nothing is allocated for a block or a step.
 */
public final class NetworkGradient {

    /** The most rows at a time: their activations stay in a core's cache. */
    static final int ROWS = 128;

    private final Network network;
    private final NetworkKernels kernels = NetworkKernels.BEST;
    private final PaddedLayer[] layers;
    private final int outputs;
    private final int parameters;
    private final int[] rows = new int[ROWS]; // of the block
    private float[] gathered; // (ROWS, features), once there is a batch of dense rows
    private final float[] ones = new float[ROWS];
    private final double[] squaredErrors; // (outputs)
    private double weight;
    private long count;

    /**
     * @throws IllegalArgumentException if the network is too large for arrays
     */
    public static void checkSize(Network network) {
        network.layers().forEach(PaddedLayer::checkSize);
    }

    public NetworkGradient(Network network) {
        this.network = network;
        List<Layer> shapes = network.layers();
        layers = new PaddedLayer[shapes.size()];
        for (int l = 0; l < layers.length; l++) {
            layers[l] = new PaddedLayer(shapes.get(l), network.activation(), ROWS, l == 0);
        }
        outputs = network.outputs();
        squaredErrors = new double[outputs];
        parameters = network.parameterCount();
        Arrays.fill(ones, 1);
    }

    /** The shape it has buffers for. */
    public Network network() {
        return network;
    }

    /** Takes parameters over, (parameterCount), and starts with empty sums. */
    public void reset(double[] parameters) {
        for (PaddedLayer layer : layers) {
            layer.set(parameters);
            layer.clear();
        }
        Arrays.fill(squaredErrors, 0);
        weight = 0;
        count = 0;
    }

    /** Adds the rows in [from, to), at most {@link #ROWS}. */
    void add(ExampleRows examples, int from, int to) {
        list(from, to);
        add(examples, examples.values(), examples.start(from), to - from);
    }

    /** Adds the rows at the positions [from, to) of an order, at most {@link #ROWS}. */
    void add(ExampleRows examples, RowOrder order, int from, int to) {
        int d = examples.features();
        if (gathered == null && !examples.isSparse()) {
            gathered = new float[Math.multiplyExact(ROWS, d)]; // of sparse rows, millions of features are no rarity
        }
        for (int i = 0; i < to - from; i++) {
            rows[i] = order.row(from + i);
            if (!examples.isSparse()) {
                System.arraycopy(examples.values(), examples.start(rows[i]), gathered, i * d, d);
            }
        }
        add(examples, gathered, 0, to - from);
    }

    /** Adds to the squared error alone, the rows in [from, to), at most {@link #ROWS}. */
    void addError(ExampleRows examples, int from, int to) {
        list(from, to);
        forward(examples, examples.values(), examples.start(from), to - from);
        residuals(examples, to - from);
    }

    private void list(int from, int to) {
        for (int i = 0; i < to - from; i++) {
            rows[i] = from + i;
        }
    }

    /**
     * @param inputs where the features of dense rows lie, one after the other from an index
     */
    private void add(ExampleRows examples, float[] inputs, int from, int n) {
        forward(examples, inputs, from, n);
        residuals(examples, n);
        for (int l = layers.length - 1; l > 0; l--) {
            PaddedLayer before = layers[l - 1];
            layers[l].addGradient(kernels, n, before.outputs(), 0, before.width(), ones);
            layers[l].backward(kernels, n, before);
        }
        if (examples.isSparse()) {
            layers[0].addGradient(kernels, rows, n, examples, ones);
        } else {
            layers[0].addGradient(kernels, n, inputs, from, examples.features(), ones);
        }
    }

    private void forward(ExampleRows examples, float[] inputs, int from, int n) {
        if (examples.isSparse()) {
            layers[0].forward(kernels, rows, n, examples);
        } else {
            layers[0].forward(kernels, n, inputs, from, examples.features());
        }
        for (int l = 1; l < layers.length; l++) {
            layers[l].forward(kernels, n, layers[l - 1].outputs(), 0, layers[l - 1].width());
        }
    }

    /** Makes the deltas of the last layer, ω(ŷ − y), and adds to the squared error. */
    private void residuals(ExampleRows examples, int n) {
        PaddedLayer last = layers[layers.length - 1];
        for (int i = 0; i < n; i++) {
            float omega = examples.weight(rows[i]);
            for (int o = 0; o < outputs; o++) {
                int at = i * last.width() + o;
                float r = last.outputs()[at] - examples.label(rows[i], o);
                squaredErrors[o] += omega * ((double) r * r);
                last.deltas()[at] = omega * r;
            }
            weight += omega;
        }
        count += n;
    }

    /** Writes Σωr·∂ŷ/∂θ, (at least parameterCount). */
    public void gradient(double[] into) {
        for (PaddedLayer layer : layers) {
            layer.write(into);
        }
    }

    /** All sums as one array: Σωr·∂ŷ/∂θ, Σωr² of each output, Σω, rows; (parameterCount + outputs + 2). */
    public double[] toArray() {
        double[] all = new double[parameters + outputs + 2];
        gradient(all);
        System.arraycopy(squaredErrors, 0, all, parameters, outputs);
        all[parameters + outputs] = weight;
        all[parameters + outputs + 1] = count;
        return all;
    }

    /** What arrays of {@link #toArray} add up to. */
    public static GradientSum sum(double[] all, Network network) {
        int errors = network.parameterCount();
        int rest = errors + network.outputs();
        return new GradientSum(
                Arrays.copyOf(all, errors), Arrays.copyOfRange(all, errors, rest), all[rest], (long) all[rest + 1]);
    }

    /** Σωr², over rows and outputs. */
    public double squaredError() {
        double sum = 0;
        for (double each : squaredErrors) {
            sum += each;
        }
        return sum;
    }

    /** Σω, over rows. */
    public double weight() {
        return weight;
    }

    /** The rows added. */
    public long rows() {
        return count;
    }
}
