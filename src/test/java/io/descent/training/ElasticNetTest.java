package io.descent.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.gradient.Blocks.Layout;
import io.descent.optimizer.AcceleratedGradient;
import io.descent.optimizer.OptimizerSettings;
import io.descent.optimizer.StepSize;
import io.descent.training.ArrayFit.Fitted;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FISTA against coordinate descent. */
class ElasticNetTest {

    private static final OptimizerSettings FISTA = new AcceleratedGradient(AcceleratedGradient.FISTA, StepSize.AUTO);

    private final Problem problem = Problem.noisy(1, 60, 5);

    @ParameterizedTest
    @CsvSource({"0.01, 1", "0.2, 1", "0.5, 0.5", "0.2, 0.1", "1, 0.9"})
    void fit_elasticNet_isWhatCoordinateDescentFinds(double lambda, double alpha) {
        double[] scaled = coordinateDescent(lambda, alpha);
        double[] expected = problem.inUnitsOfTheData(scaled);
        for (Layout layout : Layout.values()) {
            Fitted fitted = problem.fit()
                    .layout(layout)
                    .penalty(lambda, alpha)
                    .optimizer(FISTA)
                    .rule(1e-9, 2000)
                    .fit();
            assertThat(fitted.result().reason()).isEqualTo(StopReason.TOLERANCE);
            LeastSquaresTest.assertClose(fitted.values(), expected, 1e-7);
            for (int j = 0; j < 5; j++) {
                assertThat(fitted.values()[j] == 0).as("weight %d", j).isEqualTo(scaled[j] == 0);
            }
        }
    }

    /** Minimises MSE + 2λ(α‖w‖₁ + (1−α)/2·‖w‖₂²), one weight at a time. */
    private double[] coordinateDescent(double lambda, double alpha) {
        double[][] z = problem.standardised();
        int n = problem.rows();
        double[] w = new double[problem.features()];
        double[] rest = new double[n];
        for (int i = 0; i < n; i++) {
            rest[i] = problem.y()[i] - problem.meanLabel();
        }
        for (int sweep = 0; sweep < 3000; sweep++) {
            for (int j = 0; j < w.length; j++) {
                double product = 0;
                double square = 0;
                for (int i = 0; i < n; i++) {
                    product += z[i][j] * (rest[i] + z[i][j] * w[j]) / n;
                    square += z[i][j] * z[i][j] / n;
                }
                double size = Math.max(0, Math.abs(product) - lambda * alpha);
                double next = size == 0 ? 0 : Math.copySign(size, product) / (square + lambda * (1 - alpha));
                for (int i = 0; i < n; i++) {
                    rest[i] -= z[i][j] * (next - w[j]);
                }
                w[j] = next;
            }
        }
        return w;
    }

    @Test
    void fit_lassoBetweenTheExtremes_hasZerosAndOthers() {
        double[] w = coordinateDescent(0.2, 1);
        assertThat(Arrays.stream(w).filter(value -> value == 0).count()).isBetween(1L, 4L);
    }

    /** λ large enough to take every weight: the start is the answer. */
    @Test
    void fit_lassoBeyondEveryWeight_isTheMeanLabelAndConverged() {
        Fitted fitted =
                problem.fit().penalty(1000, 1).optimizer(FISTA).rule(1e-8, 200).fit();
        assertThat(Arrays.copyOf(fitted.values(), 5)).containsOnly(0);
        assertThat(fitted.values()[5]).isCloseTo(problem.meanLabel(), within(1e-12));
        assertThat(fitted.result().reason()).isEqualTo(StopReason.TOLERANCE);
    }
}
