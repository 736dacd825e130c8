package io.descent.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Reads memory and does next to nothing with it: every thread sums its own arrays. No pass over as much can be faster. */
final class ReadPass {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int ARRAY = 1 << 16;

    private final List<List<float[]>> arrays; // (threads, arrays)
    private final long bytes;
    private volatile float result; // what the JIT compiler may not leave out

    ReadPass(long bytes, int threads) {
        int arraysOfThread = (int) Math.max(1, bytes / (4L * ARRAY * threads));
        this.arrays = IntStream.range(0, threads)
                .mapToObj(thread ->
                        IntStream.range(0, arraysOfThread).mapToObj(i -> ones()).toList())
                .toList();
        this.bytes = 4L * ARRAY * arraysOfThread * threads;
    }

    private static float[] ones() {
        float[] values = new float[ARRAY];
        Arrays.fill(values, 1);
        return values;
    }

    /** Reads everything once, and returns GB/s. */
    double gigabytesPerSecond() throws Exception {
        double seconds = Seconds.ofThreads(arrays.size(), thread -> () -> {
            float sum = 0;
            for (float[] array : arrays.get(thread)) {
                sum += sumKernel(array);
            }
            result = sum;
            return null;
        });
        return bytes / seconds / 1e9;
    }

    /** Four accumulators: one would wait for its own last addition. */
    private static float sumKernel(float[] x) {
        int lanes = SPECIES.length();
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        for (int i = 0; i < x.length; i += 4 * lanes) { // a power of two: nothing remains
            s0 = s0.add(FloatVector.fromArray(SPECIES, x, i));
            s1 = s1.add(FloatVector.fromArray(SPECIES, x, i + lanes));
            s2 = s2.add(FloatVector.fromArray(SPECIES, x, i + 2 * lanes));
            s3 = s3.add(FloatVector.fromArray(SPECIES, x, i + 3 * lanes));
        }
        return s0.add(s1).add(s2.add(s3)).reduceLanes(VectorOperators.ADD);
    }
}
