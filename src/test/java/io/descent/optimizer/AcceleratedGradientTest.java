package io.descent.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceleratedGradientTest {

    /** Orthogonal features: each weight is v* moved l1/h towards 0, and no further; the bias stays. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 1, 3, 100})
    void fista_orthogonalFeatures_isTheSoftThreshold(double l1) {
        double[] curvatures = {1, 2, 5, 10, 4};
        double[] smooth = {0.5, -2, 0.7, -0.05, 3};
        double[][] h = new double[5][5];
        for (int j = 0; j < 5; j++) {
            h[j][j] = curvatures[j];
        }
        Quadratic function = new Quadratic(h, smooth, l1);

        Point end = Descent.last(Descent.run(fista(), function, function.start(), 500));

        for (int j = 0; j < 4; j++) {
            double size = Math.max(0, Math.abs(smooth[j]) - l1 / curvatures[j]);
            assertThat(end.parameters()[j]).as("weight %d", j).isCloseTo(Math.copySign(size, smooth[j]), within(1e-8));
        }
        assertThat(end.parameters()[4]).isCloseTo(3, within(1e-8));
    }

    /** Zeros are zeros, not small numbers. */
    @Test
    void fista_weightsBelowTheThreshold_areExactly0() {
        Quadratic smooth = Quadratic.withCondition(new Random(1), 12, 50);
        Quadratic function = new Quadratic(smooth.h(), smooth.minimum(), 4);
        Point end = Descent.last(Descent.run(fista(), function, function.start(), 2000));
        assertThat(end.gradientNorm()).isLessThan(1e-8);
        long zeros = Arrays.stream(end.parameters()).filter(v -> v == 0).count();
        assertThat(zeros).isBetween(1L, 10L);
    }

    @Test
    void nesterov_narrowValley_isFasterThanPlainDescent() {
        Quadratic function = Quadratic.withCondition(new Random(2), 10, 1000);
        int plain = Descent.run(new GradientDescent(StepSize.AUTO), function, function.start(), 5000)
                .size();
        OptimizerSettings nesterov = new AcceleratedGradient(AcceleratedGradient.NESTEROV, StepSize.AUTO);
        int accelerated =
                Descent.run(nesterov, function, function.start(), 5000).size();
        assertThat(accelerated).isLessThan(plain / 3);
    }

    /** y₁ = −η∇J(0) since the memory starts at 0; then m = (t₁ − 1)/t₂ with t₁ = (1 + √5)/2. */
    @Test
    void step_twice_isTheRecurrenceOnPaper() {
        Quadratic function = new Quadratic(new double[][] {{1}}, new double[] {1}, 0);
        OptimizerSettings nesterov = new AcceleratedGradient(AcceleratedGradient.NESTEROV, StepSize.constant(0.25));
        List<Point> points = Descent.run(nesterov, function, function.start(), 2);
        double t1 = (1 + Math.sqrt(5)) / 2;
        double t2 = (1 + Math.sqrt(1 + 4 * t1 * t1)) / 2;
        double x2 = 0.25 + 0.25 * 0.75;
        assertThat(points.get(1).parameters()[0]).isEqualTo(0.25);
        assertThat(points.get(2).parameters()[0]).isCloseTo(x2 + (t1 - 1) / t2 * (x2 - 0.25), within(1e-15));
    }

    @Test
    void name_isTheOneItWasChosenBy() {
        assertThat(fista().name()).isEqualTo("fista");
        assertThat(new AcceleratedGradient(AcceleratedGradient.NESTEROV, StepSize.AUTO).name())
                .isEqualTo("nesterov");
    }

    private static OptimizerSettings fista() {
        return new AcceleratedGradient(AcceleratedGradient.FISTA, StepSize.AUTO);
    }
}
