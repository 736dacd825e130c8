package io.descent.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.linalg.PlainAlgebra;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GradientDescentTest {

    private static final double[][] SCALES = {{4, 0}, {0, 1}}; // H

    private final Quadratic function = new Quadratic(SCALES, new double[] {1, 2}, 0);

    @Test
    void step_constantSize_followsTheGradient() {
        GradientDescent descent = new GradientDescent(StepSize.constant(0.1));
        List<Point> points = Descent.run(descent, function, function.start(), 2);
        assertThat(points.get(1).parameters()).containsExactly(new double[] {0.4, 0.2}, within(1e-15));
        assertThat(points.get(2).parameters()).containsExactly(new double[] {0.64, 0.38}, within(1e-15));
        assertThat(function.curvatures()).isZero();
        assertThat(function.evaluations()).isEqualTo(3);
    }

    @Test
    void step_decay_shortensTheSteps() {
        Optimizer optimizer = new GradientDescent(new StepSize(0.1, 0.5)).create();
        Point point = function.start();
        for (double expected : new double[] {0.1, 0.1 / 1.5, 0.1 / 2}) {
            Point next = optimizer.step(point, function);
            assertThat(optimizer.stepSize()).hasValue(expected);
            double moved = next.parameters()[1] - point.parameters()[1];
            assertThat(moved).isCloseTo(-expected * point.gradient()[1], within(1e-15));
            point = next;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 20, 60})
    void step_auto_neverGoesUp(int dimension) {
        Quadratic quadratic = Quadratic.withCondition(new Random(dimension), dimension, 1e4);
        assertFalls(Descent.run(new GradientDescent(StepSize.AUTO), quadratic, quadratic.start(), 200));
    }

    /** The first gradient all but hides the steepest direction, so the first estimate of L is a hundred times too low. */
    @Test
    void step_autoFromABlindStart_shortensItsStepAndNeverGoesUp() {
        int n = 30;
        double[] eigenvalues = new double[n];
        double[] minimum = new double[n];
        for (int k = 0; k < n; k++) {
            eigenvalues[k] = k == 0 ? 100 : (k + 1.0) / n;
            minimum[k] = k == 0 ? 1e-60 : 1;
        }
        double[][] h = new double[n][n];
        for (int k = 0; k < n; k++) {
            h[k][k] = eigenvalues[k];
        }
        Quadratic quadratic = new Quadratic(h, minimum, 0);
        Optimizer optimizer = new GradientDescent(StepSize.AUTO).create();
        Point point = quadratic.start();
        double first = 0;
        for (int step = 0; step < 300; step++) {
            Point next = optimizer.step(point, quadratic);
            first = first == 0 ? optimizer.stepSize().getAsDouble() : first;
            assertThat(next.value()).isLessThanOrEqualTo(point.value());
            point = next;
        }
        assertThat(first).isGreaterThan(0.9);
        assertThat(optimizer.stepSize().getAsDouble()).isLessThan(0.02);
    }

    @Test
    void step_auto_isTheInverseOfTheLargestCurvature() {
        Quadratic quadratic = Quadratic.withSpectrum(new Random(1), 0.5, 2, 8);
        Optimizer optimizer = new GradientDescent(StepSize.AUTO).create();
        optimizer.step(quadratic.start(), quadratic);
        assertThat(1 / optimizer.stepSize().getAsDouble()).isCloseTo(8, within(0.16));
        assertThat(optimizer.monotone()).isTrue();
    }

    @Test
    void stepSize_beforeAStep_isEmpty() {
        assertThat(new GradientDescent(StepSize.AUTO).create().stepSize()).isEmpty();
    }

    private static void assertFalls(List<Point> points) {
        for (int k = 1; k < points.size(); k++) {
            assertThat(points.get(k).value())
                    .as("value after step %d", k)
                    .isLessThanOrEqualTo(points.get(k - 1).value());
        }
        assertThat(PlainAlgebra.dot(points.get(0).gradient(), points.get(0).gradient()))
                .isPositive();
    }
}
