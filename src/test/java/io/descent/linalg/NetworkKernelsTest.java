package io.descent.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every implementation of {@link NetworkKernels} against one plain reference, to the bit. */
class NetworkKernelsTest {

    private static final int[] WIDTHS = {16, 32, 48, 64, 80};
    private static final int[] DEPTHS = {0, 1, 2, 3, 9, 33, 70};
    private static final int MOST = 70;

    /** Every implementation there is; one that this JVM cannot make fails the tests. */
    static Stream<NetworkKernels> implementations() {
        return Stream.of(ScalarNetworkKernels.INSTANCE, VectorNetworkKernels.create());
    }

    /** One product's arguments: the places of each matrix among other values. */
    private record Product(
            int m,
            int n,
            int k,
            float[] a,
            int aFrom,
            int aRow,
            int aColumn,
            float[] b,
            int bFrom,
            int bRow,
            float[] start,
            int startFrom,
            float[] c,
            int cFrom,
            int cRow) {

        static Product random(Random random, int m, int n, int k) {
            int aGap = random.nextInt(3);
            boolean transposed = random.nextBoolean();
            int aRow = transposed ? 1 : k + aGap;
            int aColumn = transposed ? m + aGap : 1;
            int bRow = n + random.nextInt(20);
            int cRow = n + random.nextInt(20);
            int startFrom = random.nextInt(5);
            int from = random.nextInt(5);
            return new Product(
                    m,
                    n,
                    k,
                    values(random, from + m * aRow + k * aColumn),
                    from,
                    aRow,
                    aColumn,
                    values(random, from + k * bRow + n),
                    from,
                    bRow,
                    random.nextBoolean() ? values(random, startFrom + n) : null,
                    startFrom,
                    values(random, from + m * cRow),
                    from,
                    cRow);
        }

        /** The definition. */
        float[] expected() {
            float[] expected = c.clone();
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    float sum = start == null ? 0 : start[startFrom + j];
                    for (int p = 0; p < k; p++) {
                        sum = Math.fma(a[aFrom + i * aRow + p * aColumn], b[bFrom + p * bRow + j], sum);
                    }
                    expected[cFrom + i * cRow + j] = sum;
                }
            }
            return expected;
        }

        float[] found(NetworkKernels kernels) {
            float[] found = c.clone();
            kernels.multiply(m, n, k, a, aFrom, aRow, aColumn, b, bFrom, bRow, start, startFrom, found, cFrom, cRow);
            return found;
        }

        @Override
        public String toString() {
            return m + " × " + k + " times " + k + " × " + n;
        }
    }

    /** Of many sizes, with zeros of both signs. */
    private static float[] values(Random random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = switch (random.nextInt(8)) {
                case 0 -> 0;
                case 1 -> -0f;
                case 2 -> Math.scalb(random.nextFloat(), -random.nextInt(60));
                default -> (float) random.nextGaussian();
            };
        }
        return values;
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void multiply_anyShapeAndPlace_isOneChainOfFusedAdditionsForEachElement(NetworkKernels kernels) {
        Random random = new Random(1);
        for (int m = 1; m <= 9; m++) {
            for (int n : WIDTHS) {
                for (int k : DEPTHS) {
                    Product product = Product.random(random, m, n, k);
                    assertSameBits(product.found(kernels), product.expected(), product);
                }
            }
        }
    }

    /** Where B's columns are copied together, and where its rows are taken in parts. */
    @ParameterizedTest
    @MethodSource("implementations")
    void multiply_largeMatrices_isOneChainOfFusedAdditionsForEachElement(NetworkKernels kernels) {
        Random random = new Random(2);
        for (int[] shape : new int[][] {{40, 80, 700}, {33, 144, 256}, {5, 16, 257}, {64, 64, 513}}) {
            Product product = Product.random(random, shape[0], shape[1], shape[2]);
            assertSameBits(product.found(kernels), product.expected(), product);
        }
    }

    @Test
    void multiply_notANumberInARow_staysInThatRow() {
        float[] a = {1, Float.NaN, 1};
        float[] b = new float[NetworkKernels.LANES];
        Arrays.fill(b, 2);
        float[] c = new float[3 * b.length];
        NetworkKernels.BEST.multiply(3, b.length, 1, a, 0, 1, 1, b, 0, b.length, null, 0, c, 0, b.length);
        for (int i = 0; i < c.length; i++) {
            assertThat(Float.isNaN(c[i])).as("element %d", i).isEqualTo(i / b.length == 1);
        }
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void addTimes_anyLengthAndPlace_isOneFusedAddition(NetworkKernels kernels) {
        Random random = new Random(3);
        for (int n = 0; n <= MOST; n++) {
            float[] w = values(random, n + 5);
            float[] y = values(random, n + 5);
            float[] expected = y.clone();
            for (int j = 0; j < n; j++) {
                expected[3 + j] = Math.fma(0.7f, w[2 + j], y[3 + j]);
            }
            kernels.addTimes(0.7f, w, 2, y, 3, n);
            assertSameBits(y, expected, n);
        }
    }

    private interface Derivative {
        void times(float[] a, int aFrom, float[] delta, int deltaFrom, int count);
    }

    private interface Factor {
        float times(float delta, float a);
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void derivatives_anyLengthAndPlace_areTheirDefinitions(NetworkKernels kernels) {
        assertDerivative(kernels::reluDerivative, (delta, a) -> a > 0 ? delta : 0);
        assertDerivative(kernels::tanhDerivative, (delta, a) -> delta * Math.fma(-a, a, 1));
        assertDerivative(kernels::sigmoidDerivative, (delta, a) -> delta * (a * (1 - a)));
    }

    private static void assertDerivative(Derivative derivative, Factor factor) {
        Random random = new Random(4);
        for (int n = 0; n <= MOST; n++) {
            float[] a = values(random, n + 5);
            float[] delta = values(random, n + 5);
            float[] expected = delta.clone();
            for (int j = 0; j < n; j++) {
                expected[3 + j] = factor.times(delta[3 + j], a[2 + j]);
            }
            derivative.times(a, 2, delta, 3, n);
            assertSameBits(delta, expected, n);
        }
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void reluDerivative_outputNotANumber_hidesNothing(NetworkKernels kernels) {
        float[] a = new float[MOST];
        Arrays.fill(a, Float.NaN);
        float[] delta = a.clone();
        kernels.reluDerivative(a, 0, delta, 0, MOST);
        assertThat(delta).containsOnly(Float.NaN);
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void addTo_anyLengthAndPlace_isOneAdditionInFloat64(NetworkKernels kernels) {
        Random random = new Random(5);
        for (int n = 0; n <= MOST; n++) {
            float[] values = values(random, n + 5);
            double[] sums = random.doubles(n + 5).toArray();
            double[] expected = sums.clone();
            for (int j = 0; j < n; j++) {
                expected[3 + j] += values[2 + j];
            }
            kernels.addTo(values, 2, sums, 3, n);
            assertThat(sums).isEqualTo(expected);
        }
    }

    @Test
    void best_whereTheModuleIsPresent_isTheVectorOne() {
        assertThat(NetworkKernels.BEST).isInstanceOf(VectorNetworkKernels.class);
    }

    private static void assertSameBits(float[] found, float[] expected, Object arguments) {
        for (int i = 0; i < expected.length; i++) {
            if (Float.floatToRawIntBits(found[i]) != Float.floatToRawIntBits(expected[i])) {
                assertThat(found[i]).as("element %d of %s", i, arguments).isEqualTo(expected[i]);
            }
        }
    }
}
