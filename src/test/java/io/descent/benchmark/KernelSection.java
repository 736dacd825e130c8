package io.descent.benchmark;

import java.util.Map;

/** The neuron's gradient over blocks in memory, without Spark, beside reading the memory and beside netlib. */
final class KernelSection implements Section {
    private static final String READ = "read";
    private static final String OURS = "ours";
    private static final String NETLIB = "netlib";

    @Override
    public String name() {
        return "kernels";
    }

    @Override
    public void run(Bench bench) throws Exception {
        Sizes sizes = bench.sizes();
        for (int features : sizes.features()) {
            dense(bench, Shape.ofBytes(sizes.passBytes(), features), Goal.atLeast(features == 10 ? 0.4 : 0.6));
        }
        sparse(bench, sizes.sparsePass());
    }

    private void dense(Bench bench, Shape shape, Goal goal) throws Exception {
        KernelPass ours = new KernelPass(shape, bench.threads());
        BlasPass netlib = new BlasPass(shape, bench.threads());
        Map<String, Samples> rates = new Rivals()
                .add(READ, bench.read()::gigabytesPerSecond)
                .add(OURS, ours::gigabytesPerSecond)
                .add(NETLIB, netlib::gigabytesPerSecond)
                .alternate(3, bench.sizes().runs());
        String label = "d = " + shape.features();
        bench.report().add(name(), label, "GB/s", rates.get(OURS), megabytes(ours));
        Samples share = Samples.ratio(rates.get(OURS), rates.get(READ));
        bench.report().add(name(), label + ", share of reading", "×", share, goal, "");
        String how = netlib.implementation() + ", float32, sgemv twice for each block";
        bench.report().add(name(), label + ", netlib", "GB/s", rates.get(NETLIB), how);
    }

    private void sparse(Bench bench, Shape shape) throws Exception {
        KernelPass ours = new KernelPass(shape, bench.threads());
        Map<String, Samples> rates = new Rivals()
                .add(READ, bench.read()::gigabytesPerSecond)
                .add(OURS, ours::gigabytesPerSecond)
                .alternate(3, bench.sizes().runs());
        String label = "sparse " + shape;
        bench.report().add(name(), label, "GB/s", rates.get(OURS), megabytes(ours));
        Samples share = Samples.ratio(rates.get(OURS), rates.get(READ));
        bench.report().add(name(), label + ", share of reading", "×", share, "");
    }

    private static String megabytes(KernelPass pass) {
        return Numbers.text(pass.bytes() / 1e6) + " MB of blocks";
    }
}
