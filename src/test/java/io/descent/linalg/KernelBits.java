package io.descent.linalg;

import java.util.Random;

/**
 * A program for JVMs of other kinds: prints the name of the best kernels and a hash of what they compute from seeded
 * data. Repeats itself often enough to be compiled, and seldom enough for a machine without fused multiply-adds.
 */
final class KernelBits {

    private static final int ROUNDS = 40;
    private static final int ROWS = 77;
    private static final int FEATURES = 7;

    private long hash = 17;

    private KernelBits() {}

    public static void main(String[] arguments) {
        KernelBits bits = new KernelBits();
        Random random = new Random(20260102);
        for (int round = 0; round < ROUNDS; round++) {
            bits.products(random, 1 + round % ROWS);
            bits.products(random, ROWS);
        }
        bits.sketch(random);
        System.out.println(Kernels.BEST.name() + ": " + Long.toHexString(bits.hash));
    }

    private void products(Random random, int rows) {
        double[] x = PlainAlgebra.gaussian(random, rows * FEATURES);
        float[] floats = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            floats[i] = (float) x[i];
        }
        double[] w = PlainAlgebra.gaussian(random, FEATURES);
        double[] sums = PlainAlgebra.gaussian(random, rows);
        double[] compensated = sums.clone();
        double[] errors = new double[rows];
        Grid grid = Grid.of(1000, 1_000_000);
        Grid finer = grid.finer();
        long[] counts = new long[FEATURES];
        long[] doubleCounts = new long[FEATURES];
        long[] finerCounts = new long[FEATURES];

        Kernels.BEST.addTimes(floats, rows, w, sums);
        Kernels.BEST.addTransposeTimes(floats, rows, sums, grid, counts);
        Kernels.BEST.addTimes(x, rows, w, compensated, errors);
        Kernels.BEST.addTransposeTimes(x, rows, compensated, grid, doubleCounts, finer, finerCounts);

        for (int i = 0; i < rows; i++) {
            add(sums[i]);
            add(compensated[i]);
            add(errors[i]);
        }
        for (int j = 0; j < FEATURES; j++) {
            add(counts[j]);
            add(doubleCounts[j]);
            add(finerCounts[j]);
        }
    }

    /** What preconditions a descent must not depend on the JVM either. */
    private void sketch(Random random) {
        DependenceSketch sketch = new DependenceSketch(FEATURES);
        for (int i = 0; i < 500; i++) {
            sketch.add(PlainAlgebra.gaussian(random, FEATURES), 0.5 + random.nextDouble());
        }
        TriangularFactor factor = sketch.secondDerivative(new double[FEATURES]);
        for (double value : factor.solve(PlainAlgebra.gaussian(random, FEATURES))) {
            add(value);
        }
    }

    private void add(double value) {
        add(Double.doubleToRawLongBits(value));
    }

    private void add(long bits) {
        hash = RowHash.finished(31 * hash + bits);
    }
}
