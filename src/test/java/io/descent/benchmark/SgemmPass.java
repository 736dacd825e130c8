package io.descent.benchmark;

import dev.ludovic.netlib.blas.JavaBLAS;
import io.descent.model.Network;
import io.descent.model.Network.Layer;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The products of a network's gradient by the library behind Spark's linear algebra, 256 rows at a time, and nothing but
 * these: no bias, activation, residual, gathering or copy. Matrices lie as in Spark ML's own layers: outputs W·A,
 * deltas Wᵀ·Δ, and weights' gradients Δ·Aᵀ, with the examples in columns.
 */
final class SgemmPass {
    private static final int ROWS = 256;

    private final JavaBLAS blas = JavaBLAS.getInstance();
    private final List<Product> layers;
    private final long operations; // of a block

    SgemmPass(Network network) {
        this.layers = network.layers().stream().map(Product::new).toList();
        this.operations = ROWS * NetworkArithmetic.operations(network);
    }

    /** The class that does it: with {@code jdk.incubator.vector} there, the one that uses vectors. */
    String implementation() {
        return blas.getClass().getSimpleName();
    }

    /** Multiplies until there were so many operations, and returns 10⁹ operations a second. */
    double gigaflops(long wanted) throws Exception {
        long blocks = Math.max(1, wanted / operations);
        double seconds = Seconds.of(() -> {
            for (long block = 0; block < blocks; block++) {
                for (Product layer : layers) {
                    layer.forward();
                }
                for (Product layer : layers) {
                    layer.backward();
                }
            }
            return null;
        });
        return blocks * operations / seconds / 1e9;
    }

    /** Of one layer; each has matrices of its own. */
    private final class Product {
        private final int inputs;
        private final int outputs;
        private final boolean first;
        private final float[] weights; // (outputs, inputs), by columns like the others
        private final float[] activations; // (inputs, rows)
        private final float[] results; // (outputs, rows)
        private final float[] deltas; // (outputs, rows)
        private final float[] deltasBefore; // (inputs, rows)
        private final float[] gradient; // (outputs, inputs)

        Product(Layer layer) {
            inputs = layer.inputs();
            outputs = layer.outputs();
            first = layer.weights() == 0;
            weights = random(outputs * inputs);
            activations = random(inputs * ROWS);
            results = new float[outputs * ROWS];
            deltas = random(outputs * ROWS);
            deltasBefore = new float[inputs * ROWS];
            gradient = new float[outputs * inputs];
        }

        void forward() {
            blas.sgemm("N", "N", outputs, ROWS, inputs, 1, weights, outputs, activations, inputs, 0, results, outputs);
        }

        void backward() {
            blas.sgemm("N", "T", outputs, inputs, ROWS, 1, deltas, outputs, activations, inputs, 0, gradient, outputs);
            if (!first) {
                blas.sgemm(
                        "T", "N", inputs, ROWS, outputs, 1, weights, outputs, deltas, outputs, 0, deltasBefore, inputs);
            }
        }
    }

    private static float[] random(int length) {
        SplittableRandom random = new SplittableRandom(length);
        float[] values = new float[length];
        for (int k = 0; k < length; k++) {
            values[k] = random.nextInt() * 0x1p-31f;
        }
        return values;
    }
}
