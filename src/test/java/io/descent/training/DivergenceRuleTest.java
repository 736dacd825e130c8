package io.descent.training;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.descent.optimizer.DifferentiableFunction;
import io.descent.optimizer.Optimizer;
import io.descent.optimizer.OptimizerState;
import io.descent.optimizer.Point;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Rises of the loss that rounding can explain, and others. */
class DivergenceRuleTest {

    /** Labels 5e8 ± 1: residuals are exact to 1e-7, and a loss of 0.01 to 2e-8. */
    @Test
    void check_risesWithinTheRoundingOfResiduals_areNone() {
        DivergenceRule rule = new DivergenceRule(point(5e8, 1), 0, new Climbing(), 1, 0);
        for (int iteration = 1; iteration < 20; iteration++) {
            Point from = point(5e8, 0.01 + 1e-8 * iteration);
            Point to = point(5e8, 0.01 + 1e-8 * (iteration + 1));
            int at = iteration;
            assertThatCode(() -> rule.check(from, to, at, null)).doesNotThrowAnyException();
        }
    }

    @Test
    void check_risesBeyondTheRoundingOfResiduals_count() {
        for (double bias : new double[] {0, 1e3, 5e8}) {
            DivergenceRule rule = new DivergenceRule(point(bias, 1), 0, new Climbing(), 1, 0);
            double rise = bias > 1e6 ? 1e-6 : 1e-10; // a hundred times what rounding explains
            rule.check(point(bias, 0.01), point(bias, 0.01 + rise), 1, null);
            rule.check(point(bias, 0.01 + rise), point(bias, 0.01 + 2 * rise), 2, null);
            assertThatThrownBy(() -> rule.check(point(bias, 0.01 + 2 * rise), point(bias, 0.01 + 3 * rise), 3, null))
                    .isInstanceOf(DivergedException.class);
        }
    }

    /** Labels of 1e17 with a deviation of 1 have no digit below 16: the loss is all rounding. */
    @Test
    void checkEnd_lossThatIsAllRounding_isNoRise() {
        DivergenceRule rule = new DivergenceRule(point(1e17, 1), 0, new Climbing(), 1, 0);
        assertThatCode(() -> rule.checkEnd(point(1e17, 100), 5, 0, null)).doesNotThrowAnyException();
        assertThatCode(() -> rule.check(point(1e17, 1), point(1e17, 100), 1, null))
                .doesNotThrowAnyException();
    }

    @Test
    void checkEnd_lossAboveTheFirst_hasDiverged() {
        DivergenceRule rule = new DivergenceRule(point(1e3, 1), 0, new Climbing(), 1, 0);
        assertThatThrownBy(() -> rule.checkEnd(point(1e3, 1.001), 5, 0, null)).isInstanceOf(DivergedException.class);
    }

    @Test
    void checkEnd_lossWithinItsNoise_isNoRise() {
        DivergenceRule rule = new DivergenceRule(point(0, 1), 0, new Climbing(), 1, 0);
        assertThatCode(() -> rule.checkEnd(point(0, 1.005), 5, 0.01, null)).doesNotThrowAnyException();
        assertThatThrownBy(() -> rule.checkEnd(point(0, 1.02), 5, 0.01, null)).isInstanceOf(DivergedException.class);
    }

    /** A model of other data may be far off where it starts. */
    @Test
    void check_lossBelowThatOfTheStart_isNoDivergence() {
        DivergenceRule rule = new DivergenceRule(point(0, 1), 5000, new Climbing(), 1, 0);
        assertThatCode(() -> rule.check(point(0, 5000), point(0, 4900), 1, null))
                .doesNotThrowAnyException();
        assertThatCode(() -> rule.checkEnd(point(0, 4900), 1, 0, null)).doesNotThrowAnyException();
    }

    /** Nobody set the step: nobody is told to set it otherwise, or not to. */
    @Test
    void check_stepOfTheMethodsOwn_isNotAdvisedAgainst() {
        DivergenceRule rule = new DivergenceRule(point(0, 1), 0, new Climbing(), 1, 0);
        assertThatThrownBy(() -> rule.check(point(0, 1), point(0, 11), 1, null))
                .isInstanceOf(DivergedException.class)
                .hasMessage("the descent diverged: the loss went from 1.000 at the start to 11.00 at iteration 1 with"
                        + " step size 0.2500, which the method found itself; choose another optimizer");
    }

    private static Point point(double bias, double value) {
        return Point.evaluated(new double[] {0, bias}, value, new double[] {1, 0}, 0, 1);
    }

    /** A method that should go down at each step, of a length that it finds itself. */
    private static final class Climbing implements Optimizer {
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
            return OptionalDouble.of(0.25);
        }

        @Override
        public boolean monotone() {
            return true;
        }
    }
}
