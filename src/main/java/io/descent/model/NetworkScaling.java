package io.descent.model;

import io.descent.linalg.CompensatedSum;
import java.io.Serializable;

/**
 * The changes of units between the data and the space in which a network descends: features x' = (x − shift)/scale, and
 * labels y' = (y − mean)/deviation. Predictions do not change: what one set of parameters predicts for x', in y', the
 * other predicts for x, in y. Only the first layer knows of the features' units, and only the last of the labels'.
 */
public final class NetworkScaling implements Serializable {

    private static final long serialVersionUID = 1L;

    private final FeatureScaling features;
    private final double[] shift; // (outputs)
    private final double[] scale; // (outputs), > 0

    /**
     * @param shift of each label, (outputs), in its units; kept, not copied
     * @param scale of each label, (outputs), in its units, > 0; kept, not copied
     */
    public NetworkScaling(FeatureScaling features, double[] shift, double[] scale) {
        if (shift.length != scale.length) {
            throw new IllegalArgumentException("scale must have length " + shift.length + ", but has " + scale.length);
        }
        this.features = features;
        this.shift = shift;
        this.scale = scale;
    }

    /** Of the features. */
    public FeatureScaling features() {
        return features;
    }

    /** The value y' of a label at y. */
    public double label(int output, double y) {
        return (y - shift[output]) / scale[output];
    }

    /** What one unit of y' is in the units of the label. */
    public double labelScale(int output) {
        return scale[output];
    }

    /** The mean of the squares of the labels' scales: what turns a loss in y' into one in squared units of the labels. */
    public double lossUnit() {
        double sum = 0;
        for (double each : scale) {
            sum += each * each;
        }
        return sum / scale.length;
    }

    /** The parameters in the units of the data that predict what the given ones do in those of the descent. */
    public Parameters toOriginal(Parameters scaled) {
        Network network = scaled.network();
        double[] flat = scaled.toArray();
        Network.Layer last = network.layers().get(network.layers().size() - 1);
        for (int o = 0; o < last.outputs(); o++) {
            for (int i = 0; i < last.inputs(); i++) {
                flat[last.weight(o, i)] *= scale[o];
            }
            flat[last.bias(o)] = Math.fma(flat[last.bias(o)], scale[o], shift[o]);
        }
        Network.Layer first = network.layers().get(0);
        for (int o = 0; o < first.outputs(); o++) {
            CompensatedSum bias = new CompensatedSum();
            bias.reset(flat[first.bias(o)]);
            for (int j = 0; j < first.inputs(); j++) {
                int at = first.weight(o, j);
                flat[at] = features.varies(j) ? flat[at] / features.scale(j) : 0;
                bias.addProduct(-flat[at], features.shift(j));
            }
            flat[first.bias(o)] = bias.value();
        }
        return new Parameters(network, flat);
    }

    /** The inverse of {@link #toOriginal}; weights of features that are taken out go into the biases. */
    public Parameters toScaled(Parameters original) {
        Network network = original.network();
        double[] flat = original.toArray();
        Network.Layer first = network.layers().get(0);
        for (int o = 0; o < first.outputs(); o++) {
            CompensatedSum bias = new CompensatedSum();
            bias.reset(flat[first.bias(o)]);
            for (int j = 0; j < first.inputs(); j++) {
                int at = first.weight(o, j);
                bias.addProduct(flat[at], features.shift(j));
                flat[at] *= features.scale(j);
            }
            flat[first.bias(o)] = bias.value();
        }
        Network.Layer last = network.layers().get(network.layers().size() - 1);
        for (int o = 0; o < last.outputs(); o++) {
            for (int i = 0; i < last.inputs(); i++) {
                flat[last.weight(o, i)] /= scale[o];
            }
            flat[last.bias(o)] = (flat[last.bias(o)] - shift[o]) / scale[o];
        }
        return new Parameters(network, flat);
    }
}
