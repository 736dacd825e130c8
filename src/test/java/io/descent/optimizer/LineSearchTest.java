package io.descent.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.linalg.Vectors;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineSearchTest {

    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 1e-2, 1, 1e3})
    void along_anyFirstStep_meetsWolfesConditions(double firstStep) {
        Quadratic function = Quadratic.withCondition(new Random(1), 6, 100);
        Point from = function.start();
        double[] direction = Vectors.times(-1, from.gradient());
        double slope = Vectors.dot(direction, from.gradient());

        LineSearch.Result found = LineSearch.along(direction, from, function, firstStep);

        assertThat(found.step()).isPositive();
        assertThat(found.point().value()).isLessThanOrEqualTo(from.value() + 1e-4 * found.step() * slope);
        assertThat(Vectors.dot(direction, found.point().gradient())).isGreaterThanOrEqualTo(0.9 * slope);
        assertThat(found.point().parameters())
                .containsExactly(Vectors.times(found.step(), direction), within(1e-12 * found.step()));
    }

    @Test
    void along_quadraticThatIsOvershot_isExactAfterOneCorrection() {
        Quadratic function = new Quadratic(new double[][] {{2}}, new double[] {30}, 0);
        Point from = function.start();
        int before = function.evaluations();
        LineSearch.Result found = LineSearch.along(new double[] {1}, from, function, 100);
        assertThat(found.step()).isEqualTo(30);
        assertThat(function.evaluations() - before).isEqualTo(2);
    }

    /** 1e-12 of the first step: more than halving it would ever reach. */
    @Test
    void along_minimumManyTimesNearer_isExactAfterOneCorrection() {
        Quadratic function = new Quadratic(new double[][] {{2}}, new double[] {1e-12}, 0);
        Point from = function.start();
        int before = function.evaluations();
        LineSearch.Result found = LineSearch.along(new double[] {1}, from, function, 1);
        assertThat(found.step()).isCloseTo(1e-12, within(1e-24));
        assertThat(function.evaluations() - before).isEqualTo(2);
    }

    @Test
    void along_uphillOrLevel_isNull() {
        Quadratic function = Quadratic.withCondition(new Random(2), 3, 10);
        Point from = function.start();
        assertThat(LineSearch.along(from.gradient(), from, function, 1)).isNull();
        assertThat(LineSearch.along(new double[3], from, function, 1)).isNull();
    }

    /** Beyond v = 1 there is no number; the minimum lies before, at 0.9. */
    @Test
    void along_functionThatEnds_staysWhereItIsFinite() {
        Quadratic inside = new Quadratic(new double[][] {{2}}, new double[] {0.9}, 0);
        DifferentiableFunction function = new Ending(inside, Double.NaN);
        LineSearch.Result found = LineSearch.along(new double[] {1}, inside.start(), function, 100);
        assertThat(found.point().isFinite()).isTrue();
        assertThat(found.step()).isBetween(0.05, 1.0);
    }

    /** A value that looks good without a gradient beside it is no place to go to. */
    @ParameterizedTest
    @ValueSource(doubles = {0, Double.NEGATIVE_INFINITY})
    void along_lowerValueWithoutAGradient_isNotTaken(double beyond) {
        Quadratic inside = new Quadratic(new double[][] {{2}}, new double[] {0.9}, 0);
        LineSearch.Result found = LineSearch.along(new double[] {1}, inside.start(), new Ending(inside, beyond), 100);
        assertThat(found.point().isFinite()).isTrue();
        assertThat(found.step()).isBetween(0.05, 1.0);
    }

    /** No gradient beyond 1, and the given value. */
    private record Ending(Quadratic inside, double beyond) implements DifferentiableFunction {
        @Override
        public int dimension() {
            return 1;
        }

        @Override
        public int weights() {
            return 0;
        }

        @Override
        public double l1() {
            return 0;
        }

        @Override
        public Point evaluate(double[] v) {
            double[] nothing = {Double.NaN};
            return v[0] > 1 ? Point.evaluated(v, beyond, nothing, 0, 0) : inside.evaluate(v);
        }

        @Override
        public Curvature curvature(double[] direction) {
            throw new UnsupportedOperationException("not quadratic");
        }
    }
}
