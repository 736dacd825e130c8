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
            bits.network(random);
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

    /** One layer of a network, forth and back. */
    private void network(Random random) {
        int rows = 1 + random.nextInt(9);
        int width = NetworkKernels.LANES * (1 + random.nextInt(3));
        int inputs = random.nextInt(20);
        float[] x = floats(random, rows * inputs);
        float[] output = new float[rows * width];
        float[] delta = floats(random, output.length);
        float[] gradient = new float[inputs * width];
        double[] sums = new double[width];
        NetworkKernels kernels = NetworkKernels.BEST;

        float[] w = floats(random, inputs * width);
        float[] bias = floats(random, width);
        kernels.multiply(rows, width, inputs, x, 0, inputs, 1, w, 0, width, bias, 0, output, 0, width);
        float[] sigmoids = output.clone();
        float[] positive = output.clone();
        kernels.tanh(output, 0, output.length);
        kernels.sigmoid(sigmoids, 0, output.length);
        kernels.relu(positive, 0, output.length);
        kernels.tanhDerivative(output, 0, delta, 0, delta.length);
        kernels.sigmoidDerivative(sigmoids, 0, delta, 0, delta.length);
        kernels.reluDerivative(positive, 0, delta, 0, delta.length);
        kernels.multiply(inputs, width, rows, x, 0, 1, inputs, delta, 0, width, null, 0, gradient, 0, width);
        kernels.addTimes(0.1f, delta, 0, output, 0, output.length);
        kernels.addTo(output, 0, sums, 0, width);

        for (float[] values : new float[][] {output, sigmoids, positive, delta, gradient}) {
            for (float value : values) {
                add(Float.floatToRawIntBits(value));
            }
        }
        for (double sum : sums) {
            add(sum);
        }
    }

    private static float[] floats(Random random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
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
