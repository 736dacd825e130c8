package io.descent.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.linalg.PlainAlgebra;
import io.descent.linalg.Vectors;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConjugateGradientTest {

    @Test
    void step_threeDistinctCurvatures_endsAfterThreeSteps() {
        Quadratic function = Quadratic.withSpectrum(new Random(1), 1, 1, 1, 1, 5, 5, 5, 40, 40, 40, 40, 40);
        List<Point> points = Descent.run(new ConjugateGradient(), function, function.start(), 10);
        assertThat(points).hasSize(1 + 3);
        assertThat(points.get(2).gradientNorm())
                .isGreaterThan(1e-3 * points.get(0).gradientNorm());
    }

    /** One pass each, and one more where the recurrence is compared with the data. */
    @Test
    void step_eachIteration_isOnePass() {
        Quadratic function = Quadratic.withCondition(new Random(2), 8, 1e3);
        Point start = function.start();
        int before = function.evaluations();
        List<Point> points = Descent.run(new ConjugateGradient(), function, start, 7);
        assertThat(points).hasSize(8);
        assertThat(function.curvatures()).isEqualTo(7);
        assertThat(function.evaluations()).isEqualTo(before);
    }

    @Test
    void step_exactPreconditioner_endsAfterOneStep() {
        Quadratic function = Quadratic.withCondition(new Random(3), 10, 1e8);
        ConjugateGradient method = new ConjugateGradient(new Exact(function.h()));
        List<Point> points = Descent.run(method, function, function.start(), 1);
        double distance = Vectors.norm(Vectors.minus(Descent.last(points).parameters(), function.minimum()));
        assertThat(distance).isLessThan(1e-7);
        assertThat(Descent.last(points).gradientNorm())
                .isLessThan(1e-7 * points.get(0).gradientNorm());
    }

    /** M within a quarter of H: how many steps it takes does not depend on H any more. */
    @Test
    void step_roughPreconditioner_needsFewSteps() {
        int n = 40;
        Random random = new Random(4);
        double[] eigenvalues = new double[n];
        double[] near = new double[n];
        for (int k = 0; k < n; k++) {
            eigenvalues[k] = Math.pow(10, 8 * random.nextDouble());
            near[k] = eigenvalues[k] * (0.8 + 0.45 * random.nextDouble());
        }
        double[][] q = PlainAlgebra.orthogonal(random, n);
        double[] minimum = PlainAlgebra.gaussian(random, n);
        Quadratic function = new Quadratic(PlainAlgebra.withSpectrum(q, eigenvalues), minimum, 0);
        ConjugateGradient helped = new ConjugateGradient(new Exact(PlainAlgebra.withSpectrum(q, near)));
        Point end = Descent.last(Descent.run(helped, function, function.start(), 10));
        Point plain = Descent.last(Descent.run(new ConjugateGradient(), function, function.start(), 10));
        assertThat(distance(end, function)).isLessThan(1e-6);
        assertThat(distance(plain, function)).isGreaterThan(0.1);
    }

    /** Condition 1e12: rounding makes the recurrence lie, and only starting anew from the data tells. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void step_untilStalled_refinesWhatOneCycleLeaves(long seed) {
        Quadratic function = Quadratic.withCondition(new Random(seed), 12, 1e12);
        Optimizer optimizer = new ConjugateGradient().create();
        Point point = function.start();
        double afterOneCycle = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int step = 1; step <= 200 && !optimizer.stalled(); step++) {
            point = optimizer.step(point, function);
            if (point.origin() == Point.Origin.EVALUATED) {
                afterOneCycle = afterOneCycle == 0 ? distance(point, function) : afterOneCycle;
                least = Math.min(least, point.gradientNorm());
            }
        }
        assertThat(optimizer.stalled()).isTrue();
        assertThat(point.origin()).isEqualTo(Point.Origin.EVALUATED);
        assertThat(point.gradientNorm()).isEqualTo(least);
        assertThat(distance(point, function)).isLessThan(2e-3).isLessThanOrEqualTo(afterOneCycle);
        assertThat(optimizer.step(point, function).isFinite()).isTrue();
    }

    /** There are no more directions than parameters: after so many steps what is left is rounding. */
    @Test
    void step_asManyTimesAsThereAreParameters_comparesWithTheData() {
        Quadratic function = Quadratic.withCondition(new Random(5), 12, 1e12);
        Optimizer optimizer = new ConjugateGradient().create();
        Point point = function.start();
        for (int step = 1; step <= 12; step++) {
            assertThat(function.evaluations()).isEqualTo(1);
            point = optimizer.step(point, function);
        }
        assertThat(point.origin()).isEqualTo(Point.Origin.EVALUATED);
    }

    /** Where J is flat the start is kept: of all minima the nearest one. */
    @Test
    void step_flatDirections_leaveWhatTheDataDoNotTell() {
        Random random = new Random(6);
        double[][] q = PlainAlgebra.orthogonal(random, 6);
        double[][] h = PlainAlgebra.withSpectrum(q, 4, 2, 1, 0, 0, 0);
        Quadratic function = new Quadratic(h, PlainAlgebra.gaussian(random, 6), 0);
        Point end = Descent.last(Descent.run(new ConjugateGradient(), function, function.start(), 50));
        for (int k = 0; k < 6; k++) {
            double expected = k < 3 ? PlainAlgebra.dot(q[k], function.minimum()) : 0;
            assertThat(PlainAlgebra.dot(q[k], end.parameters()))
                    .as("along direction %d", k)
                    .isCloseTo(expected, within(1e-9));
        }
    }

    @Test
    void step_wholeFunctionFlat_stallsWhereItIs() {
        Quadratic flat = new Quadratic(new double[2][2], new double[] {1, 1}, 0);
        Point start = new Point(new double[2], 1, new double[] {1e-9, 0}, 1e-9, Point.Origin.EVALUATED);
        Optimizer optimizer = new ConjugateGradient().create();
        Point next = optimizer.step(start, flat);
        assertThat(next.parameters()).containsExactly(0, 0);
        assertThat(optimizer.stalled()).isTrue();
    }

    @Test
    void step_value_neverGoesUp() {
        Quadratic function = Quadratic.withCondition(new Random(7), 15, 1e3);
        List<Point> points = Descent.run(new ConjugateGradient(), function, function.start(), 15);
        for (int k = 1; k < points.size(); k++) {
            assertThat(points.get(k).value())
                    .isLessThanOrEqualTo(points.get(k - 1).value());
        }
    }

    /** Off along the flattest direction the estimate is the error; off along the others it is above. */
    @ParameterizedTest
    @ValueSource(doubles = {10, 1e4})
    void relativeError_afterACycle_boundsTheTrueOne(double condition) {
        double[][] q = PlainAlgebra.orthogonal(new Random(8), 3);
        double[][] h = PlainAlgebra.withSpectrum(q, 1, Math.sqrt(condition), condition);
        Quadratic function = new Quadratic(h, new double[] {1, 2, 3}, 0);
        Optimizer optimizer = new ConjugateGradient().create();
        Point point = function.start();
        assertThat(optimizer.relativeError(point)).isEmpty();
        for (int step = 0; step < 3; step++) {
            point = optimizer.step(point, function);
        }
        for (int k = 0; k < 3; k++) {
            Point off = function.evaluate(Vectors.plus(function.minimum(), 1e-4, q[k]));
            double truth = 1e-4 / Vectors.norm(off.parameters());
            double curvature = Math.pow(condition, k / 2.0);
            assertThat(optimizer.relativeError(off).getAsDouble())
                    .isCloseTo(curvature * truth, within(1e-6 * curvature * truth));
        }
    }

    @Test
    void stepSize_isTheExactLengthAlongTheDirection() {
        Quadratic function = new Quadratic(new double[][] {{4}}, new double[] {1}, 0);
        Optimizer optimizer = new ConjugateGradient().create();
        Point first = optimizer.step(function.start(), function);
        assertThat(first.parameters()[0]).isEqualTo(1);
        assertThat(optimizer.monotone()).isFalse();
    }

    /** The step that ends a cycle is a step like the others, and one that finds no curvature is none. */
    @Test
    void stepSize_lastOfACycle_isThatOfTheStep() {
        Quadratic function = new Quadratic(new double[][] {{4, 0}, {0, 1}}, new double[] {1, 1}, 0);
        Optimizer optimizer = new ConjugateGradient().create();
        Point start = function.start();
        Point first = optimizer.step(start, function);
        assertThat(optimizer.stepSize().getAsDouble()).isCloseTo(17 / 65.0, within(1e-15)); // gᵀg/gᵀHg, g = (4, 1)
        Point second = optimizer.step(first, function);
        assertThat(second.origin()).isEqualTo(Point.Origin.EVALUATED);
        assertThat(optimizer.stepSize().getAsDouble()).isCloseTo(65 / 68.0, within(1e-14)); // α₁α₂ = 1/det H

        Optimizer ending = new ConjugateGradient().create();
        Point moved = ending.step(start, function);
        ending.step(moved, new Quadratic(new double[2][2], new double[] {1, 1}, 0));
        assertThat(ending.stepSize()).isEmpty();
    }

    private static double distance(Point point, Quadratic function) {
        return Vectors.norm(Vectors.minus(point.parameters(), function.minimum()));
    }

    /** M given in full, and inverted by elimination. */
    private record Exact(double[][] m) implements Preconditioner {
        @Override
        public double[] solve(double[] gradient) {
            return PlainAlgebra.solve(m, gradient);
        }

        @Override
        public double norm(double[] parameters) {
            return Math.sqrt(PlainAlgebra.dot(parameters, PlainAlgebra.times(m, parameters)));
        }
    }
}
