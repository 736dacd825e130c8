package io.descent.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.linalg.PlainAlgebra;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LargestCurvatureTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 12, 20, 60})
    void estimate_fallingSpectrum_isWithin2Percent(int dimension) {
        for (int seed = 0; seed < 5; seed++) {
            Random random = new Random(seed);
            Quadratic function = Quadratic.withCondition(random, dimension, 1000);
            double estimate = LargestCurvature.estimate(function, PlainAlgebra.gaussian(random, dimension));
            assertThat(estimate).as("seed %d", seed).isCloseTo(1000, within(20.0));
        }
    }

    /** A step of 1/estimate must be stable even where the estimate is low: it may not be below L/2. */
    @Test
    void estimate_evenlySpacedSpectrum_isNeverFarBelow() {
        int n = 100;
        double[] eigenvalues = new double[n];
        for (int k = 0; k < n; k++) {
            eigenvalues[k] = k + 1;
        }
        Random random = new Random(1);
        Quadratic function = Quadratic.withSpectrum(random, eigenvalues);
        double estimate = LargestCurvature.estimate(function, PlainAlgebra.gaussian(random, n));
        assertThat(estimate).isBetween(93.0, 101.1);
    }

    @Test
    void estimate_fewDirections_endsEarly() {
        Quadratic function = Quadratic.withSpectrum(new Random(2), 3, 3, 3, 3, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7);
        double estimate = LargestCurvature.estimate(function, PlainAlgebra.gaussian(new Random(3), 15));
        assertThat(estimate).isCloseTo(7, within(0.14));
        assertThat(function.curvatures()).isLessThanOrEqualTo(3);
    }

    @Test
    void estimate_anyFunction_takesTwelvePassesAtMost() {
        Quadratic function = Quadratic.withCondition(new Random(4), 40, 1e5);
        LargestCurvature.estimate(function, PlainAlgebra.gaussian(new Random(5), 40));
        assertThat(function.curvatures()).isEqualTo(12);
        assertThat(function.evaluations()).isZero();
    }

    @Test
    void estimate_flatOrNoDirection_is0() {
        Quadratic flat = new Quadratic(new double[3][3], new double[3], 0);
        assertThat(LargestCurvature.estimate(flat, new double[] {1, 2, 3})).isZero();
        assertThat(LargestCurvature.estimate(flat, new double[3])).isZero();
    }

    @Test
    void orthogonalised_hasNoPartInTheBasis() {
        double[][] q = PlainAlgebra.orthogonal(new Random(6), 5);
        List<double[]> basis = new ArrayList<>(List.of(q[0], q[3]));
        double[] rest = LargestCurvature.orthogonalised(PlainAlgebra.gaussian(new Random(7), 5), basis);
        assertThat(PlainAlgebra.dot(rest, q[0])).isCloseTo(0, within(1e-15));
        assertThat(PlainAlgebra.dot(rest, q[3])).isCloseTo(0, within(1e-15));
        assertThat(PlainAlgebra.dot(rest, q[1])).isNotCloseTo(0, within(1e-3));
    }
}
