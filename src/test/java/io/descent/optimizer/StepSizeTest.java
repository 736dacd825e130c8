package io.descent.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepSizeTest {

    @Test
    void at_withDecay_fallsHyperbolically() {
        StepSize size = new StepSize(0.6, 0.5);
        assertThat(size.at(0)).isEqualTo(0.6);
        assertThat(size.at(2)).isEqualTo(0.3);
        assertThat(size.isAuto()).isFalse();
    }

    @Test
    void constant_staysTheSame() {
        assertThat(StepSize.constant(0.1).at(1_000_000)).isEqualTo(0.1);
    }

    @Test
    void auto_isTheMethodsOwnChoice() {
        assertThat(StepSize.AUTO.isAuto()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void new_initialOutOfRange_isRefused(double initial) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StepSize(initial, 0))
                .withMessage("step size must be > 0, but is " + initial);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void new_decayOutOfRange_isRefused(double decay) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StepSize(1, decay))
                .withMessage("step decay must be at least 0, but is " + decay);
    }

    @Test
    void new_decayOfAnAutomaticStep_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StepSize(0, 0.1))
                .withMessage("step decay needs a step size, but the step size is auto and the decay 0.1");
    }

    @Test
    void constant_0_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StepSize.constant(0))
                .withMessage("step size must be > 0, but is 0.0");
    }
}
