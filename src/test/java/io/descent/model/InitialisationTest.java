package io.descent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InitialisationTest {

    private static Network network(Activation activation) {
        return Network.of(40, List.of(50, 60), 3, activation, true);
    }

    /** √(6/fan), of inputs for hidden layers of relu and of both sides elsewhere; reached to within a hundredth. */
    @ParameterizedTest
    @EnumSource(Activation.class)
    void draw_weights_areUniformWithinTheirBounds(Activation activation) {
        double[] flat = Initialisation.draw(network(activation), 11);
        for (Network.Layer layer : network(activation).layers()) {
            boolean he = activation == Activation.RELU && layer.hidden();
            double bound = Math.sqrt(6.0 / (layer.inputs() + (he ? 0 : layer.outputs())));
            int count = layer.inputs() * layer.outputs();
            double[] weights = Arrays.copyOfRange(flat, layer.weights(), layer.weights() + count);
            double mean = Arrays.stream(weights).average().orElseThrow();
            double squares = Arrays.stream(weights).map(w -> w * w).average().orElseThrow();
            double most = Arrays.stream(weights).map(Math::abs).max().orElseThrow();
            assertThat(most).isBetween(0.95 * bound, bound);
            assertThat(mean).isCloseTo(0, within(4 * bound / Math.sqrt(3.0 * count)));
            assertThat(squares).isCloseTo(bound * bound / 3, within(4 * bound * bound * 0.3 / Math.sqrt(count)));
        }
    }

    @Test
    void draw_biases_are0() {
        Network network = network(Activation.TANH);
        double[] flat = Initialisation.draw(network, 11);
        assertThat(Arrays.copyOfRange(flat, network.biasIndex(), flat.length)).containsOnly(0);
    }

    @Test
    void draw_sameSeed_isTheSameAndAnotherIsNot() {
        Network network = network(Activation.RELU);
        double[] flat = Initialisation.draw(network, 11);
        assertThat(Initialisation.draw(network, 11)).isEqualTo(flat);
        for (long seed : new long[] {0, 10, 12, -11, Long.MAX_VALUE}) {
            double[] other = Initialisation.draw(network, seed);
            int weights = network.weightCount();
            for (int j = 0; j < weights; j++) {
                assertThat(other[j]).isNotEqualTo(flat[j]);
            }
        }
    }

    @Test
    void draw_weights_areAllOthers() {
        double[] flat = Initialisation.draw(Network.of(30, List.of(30), 60, Activation.RELU, true), 5);
        assertThat(Arrays.stream(flat).filter(w -> w != 0).distinct().count()).isEqualTo(30 * 30 + 30 * 60);
    }

    /** A seed means the same network in every version. */
    @Test
    void draw_knownSeed_isWhatItAlwaysWas() {
        double[] flat = Initialisation.draw(Network.of(2, List.of(2), 1, Activation.RELU, true), 42);
        assertThat(flat)
                .containsExactly(
                        0.33296553915224103,
                        -1.1765288093764539,
                        -1.155631906041327,
                        -1.5656845718923416,
                        1.3599473759324046,
                        -0.7491868059796766,
                        0,
                        0,
                        0);
    }
}
