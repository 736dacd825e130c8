package io.descent.benchmark;

import io.descent.model.Activation;
import io.descent.model.Network;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A network's gradient over a batch in the cache, on one thread, without Spark, beside netlib's {@code sgemm}. */
final class NetworkArithmetic {
    private static final String OURS = "ours";
    private static final String NETLIB = "netlib";
    private static final int WARM_UPS = 3;

    private static final List<Network> NETWORKS =
            List.of(network(24, List.of(64, 64)), network(100, List.of(128)), network(256, List.of(256, 256)));

    private final Bench bench;
    private final String section;

    NetworkArithmetic(Bench bench, String section) {
        this.bench = bench;
        this.section = section;
    }

    private static Network network(int features, List<Integer> hidden) {
        return Network.of(features, hidden, 1, Activation.RELU, true);
    }

    void run() throws Exception {
        for (Network network : NETWORKS) {
            measure(network);
        }
    }

    private void measure(Network network) throws Exception {
        NetworkPass ours = new NetworkPass(network);
        SgemmPass netlib = new SgemmPass(network);
        long operations = bench.sizes().operations();
        Map<String, Samples> rates = new Rivals()
                .add(OURS, () -> ours.gigaflops(operations))
                .add(NETLIB, () -> netlib.gigaflops(operations))
                .alternate(WARM_UPS, bench.sizes().runs());
        String label = "arithmetic " + name(network);
        bench.report().add(section, label, "GFlop/s", rates.get(OURS), "one thread, batches of " + NetworkPass.BATCH);
        String how = netlib.implementation() + ", one thread, the products alone";
        bench.report().add(section, label + ", netlib sgemm", "GFlop/s", rates.get(NETLIB), how);
        Samples share = Samples.ratio(rates.get(OURS), rates.get(NETLIB));
        bench.report().add(section, label + ", share of sgemm", "×", share, Goal.atLeast(0.5), "");
    }

    /** The multiply-adds that a gradient needs for one row, twice: there are no deltas of the inputs. */
    static long operations(Network network) {
        return network.layers().stream()
                .mapToLong(layer -> 2L * layer.inputs() * layer.outputs() * (layer.weights() == 0 ? 2 : 3))
                .sum();
    }

    /** 24-64-64-1. */
    private static String name(Network network) {
        return Stream.concat(
                        Stream.of(network.features()),
                        Stream.concat(network.hidden().stream(), Stream.of(network.outputs())))
                .map(String::valueOf)
                .collect(Collectors.joining("-"));
    }
}
