package io.descent.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.gradient.Blocks.Layout;
import io.descent.gradient.FeatureEncoding.Standardise;
import io.descent.linalg.PlainAlgebra;
import io.descent.optimizer.GradientDescent;
import io.descent.optimizer.StepSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** λ means what regParam means in Spark ML: (ZᵀZ/n + λI)w = Zᵀy/n on standardised features. */
class RidgeTest {

    private final Problem problem = Problem.noisy(1, 50, 3);

    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 0.1, 1, 30})
    void fit_ridge_isTheClosedForm(double lambda) {
        double[] expected = problem.inUnitsOfTheData(closedForm(problem.standardised(), lambda));
        for (Layout layout : Layout.values()) {
            double[] fitted =
                    problem.fit().layout(layout).penalty(lambda, 0).fit().values();
            LeastSquaresTest.assertClose(fitted, expected, 1e-9);
        }
    }

    @Test
    void fit_ridgeByPlainDescent_isTheClosedForm() {
        double[] expected = problem.inUnitsOfTheData(closedForm(problem.standardised(), 0.5));
        GradientDescent descent = new GradientDescent(StepSize.AUTO);
        double[] fitted = problem.fit()
                .penalty(0.5, 0)
                .optimizer(descent)
                .rule(1e-10, 1000)
                .fit()
                .values();
        LeastSquaresTest.assertClose(fitted, expected, 1e-8);
    }

    /** Without standardisation the penalty is on the weights in the units of the data. */
    @Test
    void fit_ridgeWithoutStandardisation_penalisesTheWeightsAsTheyAre() {
        double[][] centred = problem.standardised();
        for (double[] row : centred) {
            for (int j = 0; j < row.length; j++) {
                row[j] *= problem.deviation(j);
            }
        }
        double[] weights = closedForm(centred, 2);
        double[] fitted =
                problem.fit().penalty(2, 0).standardise(Standardise.NO).fit().values();
        for (int j = 0; j < 3; j++) {
            assertThat(fitted[j]).isCloseTo(weights[j], within(1e-8));
        }
        double[] standardised = problem.fit().penalty(2, 0).fit().values();
        assertThat(standardised[2]).isNotCloseTo(weights[2], within(1e-3));
    }

    @Test
    void fit_hugeRidge_leavesTheMeanLabel() {
        double[] fitted = problem.fit().penalty(1e12, 0).fit().values();
        assertThat(fitted[0]).isCloseTo(0, within(1e-10));
        assertThat(fitted[3]).isCloseTo(problem.meanLabel(), within(1e-8));
    }

    private double[] closedForm(double[][] z, double lambda) {
        int n = problem.rows();
        double[][] normal = PlainAlgebra.gram(z, PlainAlgebra.ones(n));
        double[] right = PlainAlgebra.times(PlainAlgebra.transpose(z), problem.y());
        for (int j = 0; j < right.length; j++) {
            right[j] /= n;
            for (int k = 0; k < right.length; k++) {
                normal[j][k] /= n;
            }
            normal[j][j] += lambda;
        }
        return PlainAlgebra.solve(normal, right);
    }
}
