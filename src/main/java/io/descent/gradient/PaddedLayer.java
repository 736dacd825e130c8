package io.descent.gradient;

import io.descent.linalg.NetworkKernels;
import io.descent.model.Activation;
import io.descent.model.Network.Layer;
import java.util.Arrays;

/**
 * The parameters of a layer in float32 as the kernels want them, and the buffers for a block of rows. The width is the
 * number of outputs, and zeros up to the next multiple of {@link NetworkKernels#LANES}.
 */
final class PaddedLayer {

    /** Inputs at a time where weights are turned round, so that what is written stays in the cache. */
    private static final int TILE = 64;

    /** What an array can hold. */
    private static final int MOST = Integer.MAX_VALUE - 64;

    private final Layer shape;
    private final int width;
    private final int widthBefore; // of the layer before, or of none
    private final Activation activation; // or null for the last layer
    private final float[] transposed; // Wᵀ, (inputs, width)
    private final float[] straight; // W, (outputs, width of the layer before), or null for the first layer
    private final float[] biases; // (width)
    private final float[] outputs; // (rows, width): activations, or of the last layer ŷ
    private final float[] deltas; // (rows, width): ω·r, or what backpropagation makes of it
    private final float[] block; // (inputs, width): the gradient of a block of rows
    private final float[] biasBlock; // (width)
    private final double[] sums; // (inputs, width): of all blocks
    private final double[] biasSums; // (width)

    private int[] met; // features that the rows of a sparse block have
    private boolean[] isMet; // (inputs)

    /**
     * @param rows the most in a block
     * @param first whether its inputs are the features
     */
    PaddedLayer(Layer shape, Activation activation, int rows, boolean first) {
        this.shape = shape;
        this.width = padded(shape.outputs());
        this.widthBefore = first ? 0 : padded(shape.inputs());
        this.activation = shape.hidden() ? activation : null;
        this.transposed = new float[shape.inputs() * width];
        this.straight = first ? null : new float[shape.outputs() * widthBefore];
        this.biases = new float[width];
        this.outputs = new float[rows * width];
        this.deltas = new float[rows * width];
        this.block = new float[shape.inputs() * width];
        this.biasBlock = new float[width];
        this.sums = new double[block.length];
        this.biasSums = new double[width];
    }

    /**
     * @throws IllegalArgumentException if its arrays would be too large
     */
    static void checkSize(Layer shape) {
        long values = (long) shape.inputs() * padded(shape.outputs());
        if (values > MOST) {
            throw new IllegalArgumentException("a layer must have at most " + MOST / padded(shape.outputs())
                    + " inputs with " + shape.outputs() + " outputs, but has " + shape.inputs());
        }
    }

    private static int padded(int size) {
        return (size + NetworkKernels.LANES - 1) / NetworkKernels.LANES * NetworkKernels.LANES;
    }

    int width() {
        return width;
    }

    float[] outputs() {
        return outputs;
    }

    float[] deltas() {
        return deltas;
    }

    /** Takes its part of the flat parameters. */
    void set(double[] parameters) {
        for (int from = 0; from < shape.inputs(); from += TILE) {
            int to = Math.min(shape.inputs(), from + TILE);
            for (int o = 0; o < shape.outputs(); o++) {
                int weights = shape.weight(o, 0);
                for (int i = from; i < to; i++) {
                    transposed[i * width + o] = (float) parameters[weights + i];
                }
            }
        }
        for (int o = 0; o < shape.outputs(); o++) {
            biases[o] = (float) parameters[shape.bias(o)];
            for (int i = 0; straight != null && i < shape.inputs(); i++) {
                straight[o * widthBefore + i] = (float) parameters[shape.weight(o, i)];
            }
        }
    }

    void clear() {
        Arrays.fill(sums, 0);
        Arrays.fill(biasSums, 0);
    }

    /** Makes the outputs for dense inputs: row i's begin at from + i·stride. */
    void forward(NetworkKernels kernels, int rows, float[] inputs, int from, int stride) {
        kernels.multiply(
                rows,
                width,
                shape.inputs(),
                inputs,
                from,
                stride,
                1,
                transposed,
                0,
                width,
                biases,
                0,
                outputs,
                0,
                width);
        activate(kernels, rows);
    }

    /** As {@link #forward}, for the rows of sparse examples. */
    void forward(NetworkKernels kernels, int[] rows, int count, ExampleRows examples) {
        for (int i = 0; i < count; i++) {
            System.arraycopy(biases, 0, outputs, i * width, width);
            for (int k = examples.start(rows[i]); k < examples.start(rows[i] + 1); k++) {
                kernels.addTimes(
                        examples.values()[k], transposed, examples.index(k) * width, outputs, i * width, width);
            }
        }
        activate(kernels, count);
    }

    private void activate(NetworkKernels kernels, int rows) {
        if (activation != null) {
            switch (activation) {
                case RELU -> kernels.relu(outputs, 0, rows * width);
                case TANH -> kernels.tanh(outputs, 0, rows * width);
                case SIGMOID -> kernels.sigmoid(outputs, 0, rows * width);
            }
        }
    }

    /** Makes the deltas of the layer before from those of this one. */
    void backward(NetworkKernels kernels, int rows, PaddedLayer before) {
        kernels.multiply(
                rows,
                widthBefore,
                shape.outputs(),
                deltas,
                0,
                width,
                1,
                straight,
                0,
                widthBefore,
                null,
                0,
                before.deltas,
                0,
                widthBefore);
        int count = rows * widthBefore;
        switch (before.activation) {
            case RELU -> kernels.reluDerivative(before.outputs, 0, before.deltas, 0, count);
            case TANH -> kernels.tanhDerivative(before.outputs, 0, before.deltas, 0, count);
            case SIGMOID -> kernels.sigmoidDerivative(before.outputs, 0, before.deltas, 0, count);
        }
    }

    /** Adds the gradient of a block, by its deltas, for dense inputs as in {@link #forward}. */
    void addGradient(NetworkKernels kernels, int rows, float[] inputs, int from, int stride, float[] ones) {
        kernels.multiply(
                shape.inputs(), width, rows, inputs, from, 1, stride, deltas, 0, width, null, 0, block, 0, width);
        kernels.addTo(block, 0, sums, 0, block.length);
        addBiases(kernels, rows, ones);
    }

    /** As {@link #addGradient}, for the rows of sparse examples. */
    void addGradient(NetworkKernels kernels, int[] rows, int count, ExampleRows examples, float[] ones) {
        if (met == null) {
            met = new int[shape.inputs()];
            isMet = new boolean[shape.inputs()];
        }
        int features = 0; // that the rows have
        for (int i = 0; i < count; i++) {
            for (int k = examples.start(rows[i]); k < examples.start(rows[i] + 1); k++) {
                int feature = examples.index(k);
                if (!isMet[feature]) {
                    isMet[feature] = true;
                    met[features++] = feature;
                    Arrays.fill(block, feature * width, (feature + 1) * width, 0);
                }
                kernels.addTimes(examples.values()[k], deltas, i * width, block, feature * width, width);
            }
        }
        for (int f = 0; f < features; f++) {
            isMet[met[f]] = false;
            kernels.addTo(block, met[f] * width, sums, met[f] * width, width);
        }
        addBiases(kernels, count, ones);
    }

    private void addBiases(NetworkKernels kernels, int rows, float[] ones) {
        kernels.multiply(1, width, rows, ones, 0, 0, 1, deltas, 0, width, null, 0, biasBlock, 0, width);
        kernels.addTo(biasBlock, 0, biasSums, 0, width);
    }

    /** Writes the sums into its part of a flat gradient. */
    void write(double[] gradient) {
        for (int from = 0; from < shape.inputs(); from += TILE) {
            int to = Math.min(shape.inputs(), from + TILE);
            for (int o = 0; o < shape.outputs(); o++) {
                int weights = shape.weight(o, 0);
                for (int i = from; i < to; i++) {
                    gradient[weights + i] = sums[i * width + o];
                }
            }
        }
        for (int o = 0; o < shape.outputs(); o++) {
            gradient[shape.bias(o)] = biasSums[o];
        }
    }
}
