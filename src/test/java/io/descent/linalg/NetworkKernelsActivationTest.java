package io.descent.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The activations against their definitions, over float32 numbers of every size. */
class NetworkKernelsActivationTest {

    /** A prime number of units in the last place apart: many thousands of every power of two. */
    private static final int STRIDE = 10_007;

    /** Calls of few values each: the JVM compiles what is called often. */
    private static final int CALL = 67;

    /** Where exp(z) is still a normal number. */
    private static final float LEAST = -87;

    static Stream<NetworkKernels> implementations() {
        return Stream.of(ScalarNetworkKernels.INSTANCE, VectorNetworkKernels.create());
    }

    private interface Activation {
        void in(float[] z, int from, int count);
    }

    private static float[] applied(Activation activation, float... arguments) {
        float[] z = arguments.clone();
        for (int from = 0; from < z.length; from += CALL) {
            activation.in(z, from, Math.min(CALL, z.length - from));
        }
        return z;
    }

    /** Positive numbers, infinity last, each followed by its negative. */
    private static float[] sweep() {
        int infinity = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);
        float[] sweep = new float[2 * (infinity / STRIDE + 2)];
        for (int i = 0; i < sweep.length; i += 2) {
            sweep[i] = Float.intBitsToFloat((int) Math.min((long) i / 2 * STRIDE, infinity));
            sweep[i + 1] = -sweep[i];
        }
        return sweep;
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void tanh_numbersOfEverySize_isWithinThreeUnits(NetworkKernels kernels) {
        assertThat(worst(kernels::tanh, StrictMath::tanh, Float.NEGATIVE_INFINITY))
                .isLessThan(3);
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void sigmoid_numbersOfEverySize_isWithinThreeUnits(NetworkKernels kernels) {
        assertThat(worst(kernels::sigmoid, z -> 1 / (1 + StrictMath.exp(-z)), LEAST))
                .isLessThan(3);
    }

    /** The largest error in units in the last place, over the arguments from the least on. */
    private static double worst(Activation activation, DoubleUnaryOperator definition, float least) {
        float[] arguments = sweep();
        float[] found = applied(activation, arguments);
        double worst = 0;
        for (int i = 0; i < found.length; i++) {
            if (arguments[i] >= least) {
                double expected = definition.applyAsDouble(arguments[i]);
                worst = Math.max(worst, Math.abs(found[i] - expected) / Math.ulp((float) expected));
            }
        }
        return worst;
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void tanh_negativeArgument_isTheNegative(NetworkKernels kernels) {
        float[] found = applied(kernels::tanh, sweep());
        for (int i = 0; i < found.length; i += 2) {
            if (Float.floatToRawIntBits(found[i + 1]) != Float.floatToRawIntBits(-found[i])) {
                assertThat(found[i + 1]).isEqualTo(-found[i]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void activations_growingArgument_stayInTheirBounds(NetworkKernels kernels) {
        for (float value : applied(kernels::tanh, sweep())) {
            assertThat(Math.abs(value) <= 1).isTrue();
        }
        for (float value : applied(kernels::sigmoid, sweep())) {
            assertThat(value >= Float.MIN_NORMAL && value <= 1).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void activations_specialNumbers_areTheirLimits(NetworkKernels kernels) {
        float infinity = Float.POSITIVE_INFINITY;
        float[] arguments = {0, -0f, infinity, -infinity, 100, -100, Float.MAX_VALUE, -Float.MAX_VALUE, Float.MIN_VALUE
        };
        float least = (float) StrictMath.exp(LEAST);
        assertThat(applied(kernels::tanh, arguments)).containsExactly(0, -0f, 1, -1, 1, -1, 1, -1, Float.MIN_VALUE);
        float[] sigmoids = applied(kernels::sigmoid, arguments);
        assertThat(sigmoids[3]).isCloseTo(least, offset(2 * Math.ulp(least)));
        least = sigmoids[3];
        assertThat(sigmoids).containsExactly(0.5f, 0.5f, 1, least, 1, least, 1, least, 0.5f);
        assertThat(applied(kernels::relu, arguments))
                .containsExactly(0, 0, infinity, 0, 100, 0, Float.MAX_VALUE, 0, Float.MIN_VALUE);
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void activations_notANumber_stayNotANumber(NetworkKernels kernels) {
        float[] arguments = new float[NetworkKernels.LANES + 1];
        Arrays.fill(arguments, Float.NaN);
        assertThat(applied(kernels::tanh, arguments)).containsOnly(Float.NaN);
        assertThat(applied(kernels::sigmoid, arguments)).containsOnly(Float.NaN);
        assertThat(applied(kernels::relu, arguments)).containsOnly(Float.NaN);
    }

    @Test
    void activations_everyImplementation_givesTheSameBits() {
        NetworkKernels plain = ScalarNetworkKernels.INSTANCE;
        NetworkKernels vectors = VectorNetworkKernels.create();
        assertThat(applied(vectors::tanh, sweep())).isEqualTo(applied(plain::tanh, sweep()));
        assertThat(applied(vectors::sigmoid, sweep())).isEqualTo(applied(plain::sigmoid, sweep()));
        assertThat(applied(vectors::relu, sweep())).isEqualTo(applied(plain::relu, sweep()));
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void activations_partOfAnArray_leaveTheRest(NetworkKernels kernels) {
        for (Activation activation : new Activation[] {kernels::tanh, kernels::sigmoid, kernels::relu}) {
            for (int count = 0; count < 40; count++) {
                float[] z = new float[count + 5];
                Arrays.fill(z, -3);
                activation.in(z, 2, count);
                for (int i = 0; i < z.length; i++) {
                    assertThat(z[i] == -3).isEqualTo(i < 2 || i >= count + 2);
                }
            }
        }
    }
}
