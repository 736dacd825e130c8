package io.descent.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.descent.optimizer.DifferentiableFunction;
import io.descent.optimizer.Optimizer;
import io.descent.optimizer.OptimizerState;
import io.descent.optimizer.Point;
import io.descent.training.StopRule.Effort;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class StopRuleTest {

    private final Point start = point(1000);
    private final StopRule rule = new StopRule(1e-3, 50, Effort.TOLERANCE);
    private final StopRule everyDigit = new StopRule(1e-3, 50, Effort.EVERY_DIGIT);

    @Test
    void check_gradientAboveTheTolerance_goesOn() {
        assertThat(rule.check(point(1.01), start, new Telling(), 49)).isEmpty();
    }

    @Test
    void check_gradientAtTheTolerance_hasConverged() {
        assertThat(rule.check(point(1), start, new Telling(), 3)).contains(StopReason.TOLERANCE);
    }

    @Test
    void check_noGradientAtAll_hasConvergedEvenAtTheStart() {
        StopRule exact = new StopRule(0, 50, Effort.EVERY_DIGIT);
        assertThat(exact.check(point(0), point(0), new Telling(), 0)).contains(StopReason.TOLERANCE);
    }

    @Test
    void check_iterationsUsedUp_saysWhetherItHasConverged() {
        assertThat(rule.check(point(1.01), start, new Telling(), 50)).contains(StopReason.MAX_ITERATIONS);
        assertThat(everyDigit.check(point(1), start, new Telling().error(1e-4), 50))
                .contains(StopReason.TOLERANCE);
        assertThat(everyDigit.check(point(1), start, new Telling().error(1e-2), 50))
                .contains(StopReason.MAX_ITERATIONS);
    }

    @Test
    void check_stalled_saysWhetherItHasConverged() {
        assertThat(rule.check(point(1), start, new Telling().atItsEnd(), 3)).contains(StopReason.TOLERANCE);
        assertThat(rule.check(point(1.01), start, new Telling().atItsEnd(), 3)).contains(StopReason.PRECISION_LIMIT);
    }

    @Test
    void check_parametersKnownToBeOff_goesOnThoughTheGradientIsSmall() {
        assertThat(rule.check(point(0.1), start, new Telling().error(2e-3), 3)).isEmpty();
        assertThat(rule.check(point(0.1), start, new Telling().error(1e-3), 3)).contains(StopReason.TOLERANCE);
    }

    @Test
    void check_everyDigit_goesOnUntilAMethodThatCanTellHasStalled() {
        assertThat(everyDigit.check(point(1e-9), start, new Telling().error(1e-9), 3))
                .isEmpty();
        assertThat(everyDigit.check(
                        point(1e-9), start, new Telling().error(1e-9).atItsEnd(), 3))
                .contains(StopReason.TOLERANCE);
        assertThat(everyDigit.check(point(1e-9), start, new Telling(), 3)).contains(StopReason.TOLERANCE);
    }

    /** The subgradient at the start is no measure: it is rounding where the penalty takes every weight. */
    @Test
    void check_l1Norm_comparesWithTheSmoothGradientAtTheStart() {
        Point first = Point.evaluated(new double[2], 1, new double[] {1000, 0}, 999.9, 1);
        assertThat(first.gradientNorm()).isLessThan(1);
        assertThat(rule.check(first, first, new Telling(), 0)).contains(StopReason.TOLERANCE);
    }

    @Test
    void new_settingsOutOfRange_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StopRule(-1e-9, 1, Effort.TOLERANCE))
                .withMessage("tolerance must be at least 0, but is -1.0E-9");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StopRule(Double.NaN, 1, Effort.TOLERANCE))
                .withMessage("tolerance must be at least 0, but is NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StopRule(0, 0, Effort.TOLERANCE))
                .withMessage("max iterations must be at least 1, but is 0");
    }

    /** Labels of mean 1e6 and deviation 1: the mean is exact to 1e-10, and J tells b from it to 1e-8. */
    @Test
    void biasIsRight_gradientOfRoundingOnly_isTrue() {
        for (double off : new double[] {0, 1e-10, 1e-8}) {
            assertThat(rule.biasIsRight(parabola(1e6 + off, 1e6, 1))).isTrue();
        }
    }

    @Test
    void biasIsRight_biasOffTheMean_isFalse() {
        for (double off : new double[] {1e-7, 1, 1e6}) {
            assertThat(rule.biasIsRight(parabola(1e6 + off, 1e6, 1))).isFalse();
        }
    }

    /** Labels 1e16 deviations from 0: the nearest b is off by the rounding of a double, however small J is. */
    @Test
    void biasIsRight_meanBetweenTwoDoubles_isTrueNextToItOnly() {
        assertThat(rule.biasIsRight(parabola(1e16 + 2, 1e16 + 1, 1e-8))).isTrue();
        assertThat(rule.biasIsRight(parabola(1e16 + 10, 1e16, 1e-8))).isFalse();
    }

    /** J = deviation² + (b − mean)² at b. */
    private static Point parabola(double b, double mean, double deviation) {
        double off = b - mean;
        return Point.evaluated(new double[] {0, b}, deviation * deviation + off * off, new double[] {0, 2 * off}, 0, 1);
    }

    private static Point point(double gradient) {
        return Point.evaluated(new double[] {1}, 1, new double[] {gradient}, 0, 1);
    }

    /** A method that knows what it is told. */
    private static final class Telling implements Optimizer {

        private OptionalDouble relativeError = OptionalDouble.empty();
        private boolean stalled;

        Telling error(double estimate) {
            this.relativeError = OptionalDouble.of(estimate);
            return this;
        }

        Telling atItsEnd() {
            this.stalled = true;
            return this;
        }

        @Override
        public Point step(Point current, DifferentiableFunction function) {
            throw new UnsupportedOperationException("a rule takes no steps");
        }

        @Override
        public OptimizerState save() {
            throw new UnsupportedOperationException("a rule keeps no state of the method");
        }

        @Override
        public void restore(OptimizerState state, int dimension) {
            throw new UnsupportedOperationException("a rule keeps no state of the method");
        }

        @Override
        public OptionalDouble stepSize() {
            return OptionalDouble.empty();
        }

        @Override
        public OptionalDouble relativeError(Point point) {
            return relativeError;
        }

        @Override
        public boolean stalled() {
            return stalled;
        }
    }
}
