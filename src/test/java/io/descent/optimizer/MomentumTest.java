package io.descent.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MomentumTest {

    /** u ← 0.5u − 0.1∇J, v ← v + u with ∇J = 4(v − 1). */
    @Test
    void step_threeTimes_isTheRecurrenceOnPaper() {
        Quadratic function = new Quadratic(new double[][] {{4}}, new double[] {1}, 0);
        List<Point> points = Descent.run(new Momentum(StepSize.constant(0.1), 0.5), function, function.start(), 3);
        assertThat(points.get(1).parameters()[0]).isCloseTo(0.4, within(1e-15));
        assertThat(points.get(2).parameters()[0]).isCloseTo(0.4 + 0.2 + 0.24, within(1e-15));
        assertThat(points.get(3).parameters()[0]).isCloseTo(0.84 + 0.22 + 0.064, within(1e-15));
    }

    @Test
    void step_beta0_isPlainDescent() {
        Quadratic function = Quadratic.withCondition(new Random(1), 4, 10);
        StepSize size = StepSize.constant(0.05);
        List<Point> heavy = Descent.run(new Momentum(size, 0), function, function.start(), 6);
        List<Point> plain = Descent.run(new GradientDescent(size), function, function.start(), 6);
        for (int k = 0; k < heavy.size(); k++) {
            assertThat(heavy.get(k).parameters()).containsExactly(plain.get(k).parameters(), within(1e-15));
        }
    }

    /** Stable below 2(1+β)/L, and not above. */
    @Test
    void step_aroundTheStabilityBound_convergesBelowAndDivergesAbove() {
        Quadratic function = new Quadratic(new double[][] {{4, 0}, {0, 1}}, new double[] {1, 2}, 0);
        double bound = 2 * 1.9 / 4;
        Point below = Descent.last(
                Descent.run(new Momentum(StepSize.constant(0.98 * bound), 0.9), function, function.start(), 2000));
        Point above = Descent.last(
                Descent.run(new Momentum(StepSize.constant(1.02 * bound), 0.9), function, function.start(), 2000));
        assertThat(below.gradientNorm()).isLessThan(1e-6);
        assertThat(above.gradientNorm()).isGreaterThan(1e6);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, 1.5, Double.NaN})
    void new_betaOutOfRange_isRefused(double beta) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Momentum(StepSize.AUTO, beta))
                .withMessage("beta must be in [0, 1), but is " + beta);
    }
}
