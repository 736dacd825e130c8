package io.descent.benchmark;

/** Networks: the arithmetic of a step, a pass on Spark, and whole fits to a validation error, each beside a rival. */
final class NetworkSection implements Section {
    @Override
    public String name() {
        return "network";
    }

    @Override
    public void run(Bench bench) throws Exception {
        new NetworkArithmetic(bench, name()).run();
        new NetworkEpochs(bench, name()).run();
        new NetworkRace(bench, name()).run();
    }
}
