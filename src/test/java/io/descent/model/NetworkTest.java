package io.descent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class NetworkTest {

    @Test
    void neuron_hasAWeightForEachFeatureAndABias() {
        Network network = Network.neuron(3);
        assertThat(network.features()).isEqualTo(3);
        assertThat(network.hasIntercept()).isTrue();
        assertThat(network.parameterCount()).isEqualTo(4);
        assertThat(network.biasIndex()).isEqualTo(3);
    }

    @Test
    void neuronWithoutBias_keepsThePlaceOfTheBias() {
        Network network = Network.neuronWithoutBias(3);
        assertThat(network.hasIntercept()).isFalse();
        assertThat(network.parameterCount()).isEqualTo(4);
        assertThat(network.biasIndex()).isEqualTo(3);
    }

    @Test
    void zeros_areAll0() {
        Network network = Network.neuron(2);
        Parameters zeros = network.zeros();
        assertThat(zeros.network()).isSameAs(network);
        assertThat(zeros.toArray()).containsExactly(0, 0, 0);
    }

    @Test
    void neuron_withoutFeatures_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Network.neuron(0))
                .withMessage("features must be at least 1, but is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Network.neuronWithoutBias(-2))
                .withMessage("features must be at least 1, but is -2");
    }
}
