package io.descent.benchmark;

import java.util.Optional;

/** Bytes in Spark's storage for each cached value, labels included. */
final class CacheSection implements Section {
    private static final int PART = 10;
    private static final double ALLOWED = 1.1;

    @Override
    public String name() {
        return "cache";
    }

    @Override
    public void run(Bench bench) {
        Sizes sizes = bench.sizes();
        Goal dense = Goal.atMost(ALLOWED * Float.BYTES);
        measure(bench, sizes.ten(), Optional.empty()); // the label, float64, is a fifth of it
        measure(bench, sizes.hundred(), Optional.of(dense));
        measure(bench, sizes.thousand(), Optional.of(dense));
        measure(bench, sizes.sparse(), Optional.of(Goal.atMost(ALLOWED * (Float.BYTES + Integer.BYTES))));
    }

    private void measure(Bench bench, Shape whole, Optional<Goal> goal) {
        Shape shape = new Shape(whole.rows() / PART, whole.features(), whole.nonZeros());
        String[] features = shape.isSparse() ? new String[] {"features"} : Tables.columns(shape);
        Iterations fit = Iterations.of(bench.tables().made(shape, 0), 1, features);
        Samples each = Samples.of(fit.cachedBytes() / ((double) shape.rows() * shape.nonZeros()));
        String figure = "cached bytes, " + shape;
        String unit = shape.isSparse() ? "bytes/non-zero" : "bytes/value";
        String note = "a pass reads " + Numbers.text(fit.passBytes() / 1e6) + " MB, Spark stores "
                + Numbers.text(fit.cachedBytes() / 1e6) + " MB";
        goal.ifPresentOrElse(
                wanted -> bench.report().add(name(), figure, unit, each, wanted, note),
                () -> bench.report().add(name(), figure, unit, each, note));
    }
}
