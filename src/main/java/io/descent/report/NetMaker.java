package io.descent.report;

import io.descent.model.Network;
import io.descent.report.ReportData.Connection;
import io.descent.report.ReportData.Layer;
import io.descent.report.ReportData.Net;
import io.descent.training.FittedExamples;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The picture of a network: its strongest neurons and connections, where there are many. */
final class NetMaker {

    private static final int MOST_NEURONS = 40; // of a layer
    private static final int MOST_NEURONS_IN_ALL = 800;

    /** Of all layers together; each has an equal share, since weights of different layers do not compare. */
    private static final int MOST_CONNECTIONS = 360;

    private final FittedExamples fit;
    private final List<double[]> frames; // (frames), in units of deviations
    private final double[] reference;
    private final List<Network.Layer> layers;

    NetMaker(FittedExamples fit, Path path) {
        this.fit = fit;
        this.frames = path.standard();
        this.reference = path.standardReference();
        this.layers = fit.network().layers();
    }

    Net net() {
        List<int[]> shown = new ArrayList<>();
        for (int l = 0; l <= layers.size(); l++) {
            shown.add(shown(l));
        }
        List<Layer> drawn = new ArrayList<>();
        List<Connection> strongest = new ArrayList<>();
        for (int l = 0; l <= layers.size(); l++) {
            drawn.add(layer(l, shown.get(l)));
        }
        for (int l = 0; l < layers.size(); l++) {
            strongest.addAll(connections(l, shown.get(l), shown.get(l + 1)));
        }
        String activation = fit.network().hidden().isEmpty()
                ? "identity"
                : fit.network().activation().toString();
        return new Net(activation, drawn, fit.network().weightCount(), strongest);
    }

    private int size(int layer) {
        return layer == 0 ? fit.network().features() : layers.get(layer - 1).outputs();
    }

    /** The neurons of a layer with the strongest connections, in their order. */
    private int[] shown(int layer) {
        double[] strengths = new double[size(layer)];
        int most = Math.max(1, Math.min(MOST_NEURONS, MOST_NEURONS_IN_ALL / (layers.size() + 1)));
        if (strengths.length > most) {
            Network.Layer after = layers.get(Math.min(layer, layers.size() - 1));
            for (int o = 0; o < after.outputs(); o++) {
                for (int i = 0; i < after.inputs(); i++) {
                    strengths[layer < layers.size() ? i : o] += Math.abs(reference[after.weight(o, i)]);
                }
            }
        }
        return Ranking.ofSizes(strengths, IntStream.range(0, strengths.length))
                .limit(most)
                .sorted()
                .toArray();
    }

    private Layer layer(int l, int[] shown) {
        List<String> names = l == 0
                ? IntStream.of(shown).mapToObj(fit.featureNames()::get).toList()
                : l == layers.size()
                        ? IntStream.of(shown).mapToObj(fit.labelNames()::get).toList()
                        : List.of();
        double[][] biases = l == 0
                ? new double[0][]
                : frames.stream()
                        .map(frame -> IntStream.of(shown)
                                .mapToDouble(o -> frame[layers.get(l - 1).bias(o)])
                                .toArray())
                        .toArray(double[][]::new);
        return new Layer(size(l), shown, names, biases);
    }

    private List<Connection> connections(int l, int[] from, int[] to) {
        Network.Layer layer = layers.get(l);
        double[] strengths = new double[from.length * to.length];
        for (int k = 0; k < strengths.length; k++) {
            strengths[k] = reference[layer.weight(to[k / from.length], from[k % from.length])];
        }
        return Ranking.ofSizes(strengths, IntStream.range(0, strengths.length))
                .limit(MOST_CONNECTIONS / layers.size())
                .mapToObj(k -> {
                    int weight = layer.weight(to[k / from.length], from[k % from.length]);
                    double[] values =
                            frames.stream().mapToDouble(frame -> frame[weight]).toArray();
                    return new Connection(l, k % from.length, k / from.length, values);
                })
                .toList();
    }
}
