package io.descent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ParametersTest {

    private final Parameters parameters = new Parameters(Network.neuron(2), new double[] {2, -3, 0.5});

    @Test
    void views_areTheWeightsAndTheBias() {
        assertThat(parameters.weights()).containsExactly(2, -3);
        assertThat(parameters.bias()).isEqualTo(0.5);
        assertThat(parameters.toArray()).containsExactly(2, -3, 0.5);
    }

    @Test
    void views_changed_leaveTheParametersAsTheyAre() {
        parameters.weights()[0] = 9;
        parameters.toArray()[2] = 9;
        assertThat(parameters.toArray()).containsExactly(2, -3, 0.5);
    }

    @Test
    void predict_isTheWeightedSumAndTheBias() {
        assertThat(parameters.predict(new double[] {10, 1})).isEqualTo(17.5);
    }

    @Test
    void predict_wrongLength_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parameters.predict(new double[3]))
                .withMessage("x must have length 2, but has 3");
    }

    @Test
    void new_wrongLength_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Parameters(Network.neuron(2), new double[2]))
                .withMessage("values must have length 3, but has 2");
    }
}
