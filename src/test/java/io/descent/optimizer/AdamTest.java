package io.descent.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AdamTest {

    private final Quadratic function =
            new Quadratic(new double[][] {{4, 0}, {0, 1e-3}}, new double[] {1, -2000}, 0); // gradient (−4, 2)

    @Test
    void step_first_movesEachParameterByTheStepWhateverItsGradient() {
        Optimizer adam = new Adam(StepSize.constant(0.01)).create();
        Point next = adam.step(function.start(), function);
        assertThat(next.parameters()).containsExactly(new double[] {0.01, -0.01}, within(1e-9));
        assertThat(adam.stepSize()).hasValue(0.01);
    }

    /** With β₁ = β₂ = 0.5 and gradients −4 and −3.9: m̂ = (1 + 1.95)·…, as on paper. */
    @Test
    void step_second_weighsTheGradientsByBeta() {
        Adam adam = new Adam(StepSize.constant(0.025), 0.5, 0.5, 1e-300);
        Quadratic one = new Quadratic(new double[][] {{4}}, new double[] {1}, 0);
        Optimizer optimizer = adam.create();
        Point first = optimizer.step(one.start(), one);
        Point second = optimizer.step(first, one);
        double g1 = -4;
        double g2 = 4 * (0.025 - 1);
        double mean = (0.25 * g1 + 0.5 * g2) / 0.75;
        double square = (0.25 * g1 * g1 + 0.5 * g2 * g2) / 0.75;
        assertThat(second.parameters()[0]).isCloseTo(0.025 - 0.025 * mean / Math.sqrt(square), within(1e-15));
    }

    /** A tenth of the first root mean squared error, falling as 1/(1 + t/50). */
    @Test
    void stepSize_auto_isATenthOfTheFirstErrorAndFalls() {
        Optimizer adam = new Adam(StepSize.AUTO).create();
        Point start = function.start();
        Point next = adam.step(start, function);
        double first = 0.1 * Math.sqrt(start.value());
        assertThat(adam.stepSize().getAsDouble()).isCloseTo(first, within(1e-12));
        adam.step(next, function);
        assertThat(adam.stepSize().getAsDouble()).isCloseTo(first / 1.02, within(1e-12));
    }

    @Test
    void step_gradient0_staysWithoutNaN() {
        Optimizer adam = new Adam(StepSize.constant(0.1)).create();
        Point minimum = function.evaluate(function.minimum());
        assertThat(adam.step(minimum, function).parameters()).containsExactly(function.minimum());
    }

    @Test
    void new_settingsOutOfRange_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Adam(StepSize.AUTO, 1, 0.9, 1e-8))
                .withMessage("beta1 must be in [0, 1), but is 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Adam(StepSize.AUTO, 0.9, -0.5, 1e-8))
                .withMessage("beta2 must be in [0, 1), but is -0.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Adam(StepSize.AUTO, 0.9, 0.9, 0))
                .withMessage("epsilon must be > 0, but is 0.0");
    }
}
