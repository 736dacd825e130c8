package io.descent.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.descent.linalg.Vectors;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitedMemoryBfgsTest {

    /** Σ 100(v₂ₖ₊₁ − v₂ₖ²)² + (1 − v₂ₖ)², whose second derivative is not to be had. */
    private record Rosenbrock(int dimension) implements DifferentiableFunction {
        @Override
        public int weights() {
            return dimension;
        }

        @Override
        public double l1() {
            return 0;
        }

        @Override
        public Point evaluate(double[] v) {
            double value = 0;
            double[] gradient = new double[dimension];
            for (int k = 0; k + 1 < dimension; k += 2) {
                double bend = v[k + 1] - v[k] * v[k];
                double rest = 1 - v[k];
                value += 100 * bend * bend + rest * rest;
                gradient[k] = -400 * bend * v[k] - 2 * rest;
                gradient[k + 1] = 200 * bend;
            }
            return Point.evaluated(v, value, gradient, 0, dimension);
        }

        @Override
        public Curvature curvature(double[] direction) {
            throw new UnsupportedOperationException("not quadratic");
        }

        Point start() {
            double[] v = new double[dimension];
            for (int k = 0; k < dimension; k++) {
                v[k] = k % 2 == 0 ? -1.2 : 1;
            }
            return evaluate(v);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 6, 20})
    void step_curvedValley_endsAtItsLowestPointWithoutCurvatures(int dimension) {
        Rosenbrock function = new Rosenbrock(dimension);
        Point end = Descent.last(Descent.run(new LimitedMemoryBfgs(), function, function.start(), 150));
        for (double value : end.parameters()) {
            assertThat(value).isCloseTo(1, within(1e-7));
        }
    }

    @Test
    void step_curvedValley_neverGoesUp() {
        Rosenbrock function = new Rosenbrock(2);
        List<Point> points = Descent.run(new LimitedMemoryBfgs(3), function, function.start(), 100);
        for (int k = 1; k < points.size(); k++) {
            assertThat(points.get(k).value())
                    .isLessThanOrEqualTo(points.get(k - 1).value());
        }
    }

    @Test
    void step_moreMemory_takesFewerSteps() {
        Quadratic function = Quadratic.withCondition(new Random(1), 20, 1e4);
        int little = Descent.run(new LimitedMemoryBfgs(1), function, function.start(), 500)
                .size();
        int much = Descent.run(new LimitedMemoryBfgs(20), function, function.start(), 500)
                .size();
        assertThat(much).isLessThan(little);
        assertThat(function.curvatures()).isZero();
    }

    /** In other units of the parameters and of J the same steps are taken. */
    @ParameterizedTest
    @CsvSource({"1e12, 1", "1e-12, 1", "1, 1e12", "1, 1e-12", "1e12, 1e-24", "1e60, 1e60"})
    void step_otherUnits_takesTheSameSteps(double unit, double unitOfValue) {
        Quadratic function = Quadratic.withCondition(new Random(4), 5, 10);
        double[][] h = new double[5][5];
        double[] minimum = new double[5];
        for (int j = 0; j < 5; j++) {
            minimum[j] = function.minimum()[j] / unit;
            for (int k = 0; k < 5; k++) {
                h[j][k] = function.h()[j][k] * unit * unit * unitOfValue;
            }
        }
        Quadratic other = new Quadratic(h, minimum, 0, unitOfValue / 2);
        List<Point> expected = Descent.run(new LimitedMemoryBfgs(), function, function.start(), 8);
        List<Point> found = Descent.run(new LimitedMemoryBfgs(), other, other.start(), 8);
        assertThat(found).hasSameSizeAs(expected);
        for (int step = 0; step < found.size(); step++) {
            assertThat(Vectors.times(unit, found.get(step).parameters()))
                    .containsExactly(expected.get(step).parameters(), within(1e-9));
        }
    }

    /** At the minimum no step goes down any more: it says so, and stays. */
    @Test
    void step_atTheMinimum_stallsAfterTryingTheGradientItself() {
        Quadratic function = Quadratic.withCondition(new Random(2), 5, 10);
        Optimizer optimizer = new LimitedMemoryBfgs().create();
        Point point = function.start();
        for (int step = 0; step < 200 && !optimizer.stalled(); step++) {
            point = optimizer.step(point, function);
        }
        assertThat(optimizer.stalled()).isTrue();
        assertThat(point.parameters()).containsExactly(function.minimum(), within(1e-12));
    }

    @Test
    void new_memory0_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LimitedMemoryBfgs(0))
                .withMessage("memory must be at least 1, but is 0");
    }
}
