package io.descent.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.gradient.Blocks.Layout;
import io.descent.gradient.FeatureEncoding.Standardise;
import io.descent.linalg.PlainAlgebra;
import io.descent.linalg.Precision;
import io.descent.linalg.Vectors;
import io.descent.optimizer.AcceleratedGradient;
import io.descent.optimizer.ConjugateGradient;
import io.descent.optimizer.GradientDescent;
import io.descent.optimizer.LimitedMemoryBfgs;
import io.descent.optimizer.Momentum;
import io.descent.optimizer.OptimizerSettings;
import io.descent.optimizer.StepSize;
import io.descent.training.ArrayFit.Fitted;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The loop without Spark against solutions by elimination. */
class LeastSquaresTest {

    private final Problem problem = Problem.noisy(1, 80, 3);

    static List<OptimizerSettings> methods() {
        return List.of(
                new ConjugateGradient(),
                new LimitedMemoryBfgs(),
                new GradientDescent(StepSize.AUTO),
                new Momentum(StepSize.AUTO),
                new AcceleratedGradient(AcceleratedGradient.NESTEROV, StepSize.AUTO));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void fit_anyMethod_isTheLeastSquaresSolution(OptimizerSettings method) {
        Fitted fitted = problem.fit().optimizer(method).rule(1e-10, 2000).fit();
        assertThat(fitted.result().reason()).isEqualTo(StopReason.TOLERANCE);
        assertClose(fitted.values(), problem.leastSquares(), 1e-8);
    }

    @ParameterizedTest
    @EnumSource
    void fit_anyLayout_isTheLeastSquaresSolution(Layout layout) {
        assertClose(problem.fit().layout(layout).fit().values(), problem.leastSquares(), 1e-10);
    }

    @Test
    void fit_inSinglePrecision_losesOnlyWhatStorageLoses() {
        double[] exact = problem.leastSquares();
        double[] single = problem.fit().precision(Precision.SINGLE).fit().values();
        assertClose(single, exact, 1e-6);
        assertThat(single).isNotEqualTo(problem.fit().fit().values());
    }

    /** float32 holds 7 digits; a mean of 1e7 deviations must not take them. */
    @Test
    void fit_inSinglePrecisionFarFromZero_keepsItsDigits() {
        Problem far = Problem.noisy(2, 80, 2);
        double[] near = far.leastSquares();
        for (double[] row : far.x()) {
            row[0] += 1e7;
        }
        double[] fitted = far.fit().precision(Precision.SINGLE).fit().values();
        assertThat(fitted[0]).isCloseTo(near[0], within(1e-5 * Math.abs(near[0])));
        assertThat(fitted[1]).isCloseTo(near[1], within(1e-5 * Math.abs(near[1])));
    }

    @Test
    void fit_withoutStandardisation_hasTheSameOptimum() {
        assertClose(problem.fit().standardise(Standardise.NO).fit().values(), problem.leastSquares(), 1e-8);
    }

    /** The minimum lies 1e-12 along the first direction. */
    @Test
    void fit_quasiNewtonInLargeUnits_reachesTheMinimum() {
        Random random = new Random(3);
        double[][] x = PlainAlgebra.gaussian(random, 50, 2);
        double[] y = new double[50];
        for (int i = 0; i < 50; i++) {
            y[i] = 1e-6 * (x[i][0] - 2 * x[i][1] + 0.1 * random.nextGaussian());
            x[i][0] *= 1e6;
            x[i][1] *= 1e6;
        }
        Fitted fitted = new ArrayFit(x, y)
                .standardise(Standardise.NO)
                .optimizer(new LimitedMemoryBfgs())
                .rule(1e-8, 200)
                .fit();
        assertThat(fitted.values()[0]).isCloseTo(1e-12, within(1e-13));
    }

    @Test
    void fit_withoutIntercept_goesThroughZero() {
        double[] expected = PlainAlgebra.solve(
                PlainAlgebra.gram(problem.x(), PlainAlgebra.ones(problem.rows())),
                PlainAlgebra.times(PlainAlgebra.transpose(problem.x()), problem.y()));
        double[] fitted = problem.fit().withoutIntercept().fit().values();
        assertThat(fitted[3]).isZero();
        assertClose(new double[] {fitted[0], fitted[1], fitted[2]}, expected, 1e-9);
    }

    @Test
    void fit_constantFeatureWithoutIntercept_servesAsOne() {
        double[][] withOnes = new double[problem.rows()][];
        for (int i = 0; i < withOnes.length; i++) {
            double[] x = problem.x()[i];
            withOnes[i] = new double[] {x[0], x[1], x[2], 2};
        }
        double[] fitted =
                new ArrayFit(withOnes, problem.y()).withoutIntercept().fit().values();
        double[] expected = problem.leastSquares();
        expected[3] /= 2;
        assertClose(new double[] {fitted[0], fitted[1], fitted[2], fitted[3]}, expected, 1e-8);
    }

    @Test
    void fit_integerWeights_equalRepeatedRows() {
        Random random = new Random(3);
        double[] omega = new double[problem.rows()];
        int total = 0;
        for (int i = 0; i < omega.length; i++) {
            omega[i] = random.nextInt(4);
            total += (int) omega[i];
        }
        double[][] x = new double[total][];
        double[] y = new double[total];
        int at = 0;
        for (int i = 0; i < omega.length; i++) {
            for (int copy = 0; copy < omega[i]; copy++) {
                x[at] = problem.x()[i];
                y[at++] = problem.y()[i];
            }
        }
        double[] weighted = problem.fit().weights(omega).fit().values();
        assertClose(weighted, new ArrayFit(x, y).fit().values(), 1e-10);
        assertThat(Vectors.norm(Vectors.minus(weighted, problem.leastSquares())))
                .isGreaterThan(1e-3);
    }

    @Test
    void fit_blocksOfAnySize_haveTheSameOptimum() {
        double[] expected = problem.leastSquares();
        for (int rows : new int[] {1, 2, 79, 80, 1000}) {
            assertClose(problem.fit().rowsPerBlock(rows).fit().values(), expected, 1e-10);
        }
    }

    @Test
    void fit_noRest_isExact() {
        Problem exact = Problem.exact(4, 30, 4);
        Fitted fitted = exact.fit().fit();
        assertThat(fitted.values()).containsExactly(new double[] {1, 2, 3, 4, 3}, within(1e-12));
        assertThat(fitted.result().converged()).isTrue();
        assertThat(fitted.result().point().value()).isBetween(0.0, 1e-24);
    }

    @Test
    void fit_constantFeature_getsWeight0() {
        for (double[] row : problem.x()) {
            row[1] = 0.1;
        }
        double[] fitted = problem.fit().fit().values();
        assertThat(fitted[1]).isZero();
        assertThat(fitted[0]).isNotZero();
    }

    /** More features than rows: one of the many solutions, which explains all. */
    @Test
    void fit_moreFeaturesThanRows_isFiniteAndExplainsAll() {
        Problem wide = Problem.noisy(5, 6, 10);
        Fitted fitted = wide.fit().fit();
        assertThat(Vectors.allFinite(fitted.values())).isTrue();
        assertThat(fitted.result().point().value()).isLessThan(1e-20);
    }

    static void assertClose(double[] found, double[] expected, double relative) {
        assertThat(Vectors.norm(Vectors.minus(found, expected)))
                .as("%s against %s", found, expected)
                .isLessThanOrEqualTo(relative * Vectors.norm(expected));
    }
}
