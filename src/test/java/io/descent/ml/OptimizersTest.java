package io.descent.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.descent.gradient.Penalty;
import io.descent.optimizer.GradientDescent;
import io.descent.optimizer.StepSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptimizersTest {

    @Test
    void settings_auto_isConjugateGradient() {
        assertThat(Optimizers.settings("auto", Penalty.NONE, 0, 0).name()).isEqualTo("conjugate-gradient");
        assertThat(Optimizers.settings("auto", new Penalty(0.1, 0), 0, 0).name())
                .isEqualTo("conjugate-gradient");
    }

    @Test
    void settings_autoWithL1_isFista() {
        assertThat(Optimizers.settings("auto", new Penalty(0.1, 0.5), 0, 0).name())
                .isEqualTo("fista");
    }

    @Test
    void settings_autoWithStepSize_isGradientDescentWithIt() {
        assertThat(Optimizers.settings("auto", Penalty.NONE, 0.5, 0.01))
                .isEqualTo(new GradientDescent(new StepSize(0.5, 0.01)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"conjugate-gradient", "l-bfgs"})
    void settings_stepSizeForAMethodThatFindsItsOwn_isRefused(String method) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Optimizers.settings(method, Penalty.NONE, 0.5, 0))
                .withMessage("stepSize must be 0 with " + method + ", which finds its own, but is 0.5");
    }

    @Test
    void settings_l1ForAMethodWithoutProximalStep_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Optimizers.settings("adam", new Penalty(0.1, 0.5), 0, 0))
                .withMessageContaining("adam");
    }

    @Test
    void settings_eachName_makesTheMethodOfThatName() {
        for (String name : Optimizers.names()) {
            if (!name.equals("auto")) {
                assertThat(Optimizers.settings(name, Penalty.NONE, 0, 0).name()).isEqualTo(name);
            }
        }
    }
}
