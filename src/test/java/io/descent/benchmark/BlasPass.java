package io.descent.benchmark;

import dev.ludovic.netlib.blas.JavaBLAS;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What Spark's own linear algebra makes of the same work in float32: for each block of 256 KB one {@code sgemv} for
 * r = Xw − y and one for g += Xᵀr.
 */
final class BlasPass {
    private static final int BLOCK_BYTES = 256 * 1024;

    private final JavaBLAS blas = JavaBLAS.getInstance();
    private final int features;
    private final int blockRows;
    private final List<List<float[]>> blocks; // (threads, blocks), each (blockRows, features)
    private final float[] weights; // (features)
    private final float[] negativeLabels; // (blockRows)
    private final float[][] gradients; // (threads, features)
    private final long bytes;

    BlasPass(Shape shape, int threads) {
        this.features = shape.features();
        this.blockRows = Math.max(1, BLOCK_BYTES / (4 * features));
        int blocksOfThread = (int) Math.max(1, shape.rows() / threads / blockRows);
        this.blocks = IntStream.range(0, threads)
                .parallel()
                .mapToObj(thread -> random(blocksOfThread, blockRows * features, thread))
                .toList();
        this.weights = new float[features];
        Arrays.fill(weights, 1e-3f);
        this.negativeLabels = new float[blockRows];
        this.gradients = new float[threads][features];
        this.bytes = 4L * threads * blocksOfThread * blockRows * features;
    }

    /** The class that does it: with {@code jdk.incubator.vector} there, the one that uses vectors. */
    String implementation() {
        return blas.getClass().getSimpleName();
    }

    /** Passes once over everything, and returns GB/s. */
    double gigabytesPerSecond() throws Exception {
        double seconds = Seconds.ofThreads(blocks.size(), thread -> () -> {
            float[] residuals = new float[blockRows];
            Arrays.fill(gradients[thread], 0);
            for (float[] x : blocks.get(thread)) {
                System.arraycopy(negativeLabels, 0, residuals, 0, blockRows);
                // Rows one after the other are the columns of Xᵀ.
                blas.sgemv("T", features, blockRows, 1, x, features, weights, 1, 1, residuals, 1);
                blas.sgemv("N", features, blockRows, 1, x, features, residuals, 1, 1, gradients[thread], 1);
            }
            return null;
        });
        return bytes / seconds / 1e9;
    }

    private static List<float[]> random(int count, int length, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<float[]> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[] values = new float[length];
            for (int k = 0; k < length; k++) {
                values[k] = random.nextInt() * 0x1p-31f;
            }
            made.add(values);
        }
        return made;
    }
}
