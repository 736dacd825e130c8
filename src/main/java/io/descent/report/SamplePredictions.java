package io.descent.report;

import io.descent.model.Network;
import io.descent.model.Parameters;
import io.descent.training.ExampleSample;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Predicts some examples at one set of parameters after another. Each prediction has the bits of
 * {@link Parameters#predictAll}: the examples lie side by side, so that what is done to one is done to several at once.
 */
final class SamplePredictions {

    private final ExampleSample sample;
    private final int rows;
    private final double[][] columns; // (features, rows); null where rows leave out zeros

    /**
     * @param rows how many of the examples, the first ones
     */
    SamplePredictions(ExampleSample sample, int rows) {
        this.sample = sample;
        this.rows = rows;
        boolean dense = Arrays.stream(sample.indices(), 0, rows).allMatch(indices -> indices == null);
        this.columns = dense ? columns(sample, rows) : null;
    }

    private static double[][] columns(ExampleSample sample, int rows) {
        double[][] columns = new double[sample.features()][rows];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns.length; j++) {
                columns[j][i] = sample.value(i, j);
            }
        }
        return columns;
    }

    /** The predictions, (outputs, rows). */
    double[][] at(Parameters parameters) {
        double[][] inputs = columns;
        for (Network.Layer layer : parameters.network().layers()) {
            double[][] outputs = inputs == null ? sparse(parameters, layer) : dense(parameters, layer, inputs);
            if (layer.hidden()) {
                for (double[] output : outputs) {
                    Arrays.setAll(output, i -> parameters.network().activation().apply(output[i]));
                }
            }
            inputs = outputs;
        }
        return inputs;
    }

    private double[][] dense(Parameters parameters, Network.Layer layer, double[][] inputs) {
        double[][] outputs = biases(parameters, layer);
        for (int o = 0; o < outputs.length; o++) {
            double[] output = outputs[o];
            for (int i = 0; i < inputs.length; i++) {
                double weight = parameters.weight(layer, o, i);
                double[] input = inputs[i];
                for (int r = 0; r < rows; r++) {
                    output[r] = Math.fma(weight, input[r], output[r]);
                }
            }
        }
        return outputs;
    }

    private double[][] sparse(Parameters parameters, Network.Layer layer) {
        double[][] outputs = biases(parameters, layer);
        for (int r = 0; r < rows; r++) {
            int[] indices = sample.indices()[r];
            double[] values = sample.values()[r];
            for (int k = 0; k < values.length; k++) {
                int feature = indices == null ? k : indices[k];
                for (int o = 0; o < outputs.length; o++) {
                    outputs[o][r] = Math.fma(parameters.weight(layer, o, feature), values[k], outputs[o][r]);
                }
            }
        }
        return outputs;
    }

    private double[][] biases(Parameters parameters, Network.Layer layer) {
        double[][] outputs = new double[layer.outputs()][rows];
        for (int o = 0; o < outputs.length; o++) {
            Arrays.fill(outputs[o], parameters.bias(layer, o));
        }
        return outputs;
    }

    /** Σωr²/(Σω·outputs) over these examples. */
    double meanSquaredError(Parameters parameters) {
        double[][] predicted = at(parameters);
        double error = 0;
        double weight = 0;
        for (int r = 0; r < rows; r++) {
            double omega = sample.weights()[r] * sample.copies()[r];
            double squares = 0;
            for (int o = 0; o < predicted.length; o++) {
                double residual = predicted[o][r] - sample.labels()[r][o];
                squares += residual * residual;
            }
            error += omega * squares;
            weight += omega;
        }
        return error / weight / predicted.length;
    }

    /** How many examples these are, each copy counted. */
    long examples() {
        return IntStream.range(0, rows).mapToLong(r -> sample.copies()[r]).sum();
    }
}
