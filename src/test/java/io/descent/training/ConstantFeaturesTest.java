package io.descent.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.gradient.Blocks.Layout;
import io.descent.gradient.FeatureEncoding.Standardise;
import io.descent.optimizer.AcceleratedGradient;
import io.descent.optimizer.Adam;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing to fit but the bias, which is right at the start: the rest of its gradient is rounding. */
class ConstantFeaturesTest {

    private static final List<OptimizerSettings> METHODS = List.of(
            new ConjugateGradient(),
            new LimitedMemoryBfgs(),
            new Adam(StepSize.AUTO),
            new GradientDescent(StepSize.AUTO),
            new Momentum(StepSize.AUTO),
            new AcceleratedGradient(AcceleratedGradient.NESTEROV, StepSize.AUTO),
            new AcceleratedGradient(AcceleratedGradient.FISTA, StepSize.AUTO));

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 2000.1, -5e8, 1e15, 1e-9})
    void fit_onlyConstantFeatures_hasConvergedAtTheStart(double label) {
        for (OptimizerSettings method : METHODS) {
            for (Layout layout : Layout.values()) {
                ArrayFit fit = labelAlone(label).layout(layout).optimizer(method);
                for (Fitted fitted : List.of(
                        fit.fit(),
                        fit.rule(1e-8, 200).fit(),
                        labelAlone(label)
                                .layout(layout)
                                .optimizer(method)
                                .fromMoments()
                                .fit(),
                        fit.standardise(Standardise.NO).fit())) {
                    assertThat(fitted.result().reason()).as(method.name()).isEqualTo(StopReason.TOLERANCE);
                    assertThat(fitted.result().converged()).isTrue();
                    assertThat(fitted.result().history().iterations()).isZero();
                    assertThat(fitted.values()).startsWith(0, 0);
                    assertThat(fitted.values()[2]).isEqualTo(fit.start()[2]);
                }
            }
        }
    }

    /** One feature that varies is something to fit. */
    @Test
    void fit_oneFeatureThatVaries_isFitted() {
        double[][] x = new double[30][];
        double[] y = new double[30];
        for (int i = 0; i < 30; i++) {
            x[i] = new double[] {3, i};
            y[i] = 2000.1 + 0.5 * i;
        }
        Fitted fitted = new ArrayFit(x, y).fit();
        assertThat(fitted.result().history().iterations()).isPositive();
        assertThat(fitted.values()[1]).isCloseTo(0.5, within(1e-12));
    }

    private static ArrayFit labelAlone(double mean) {
        Random random = new Random(1);
        double[][] x = new double[30][];
        double[] y = new double[30];
        for (int i = 0; i < 30; i++) {
            x[i] = new double[] {3, 7};
            y[i] = mean + random.nextGaussian();
        }
        return new ArrayFit(x, y);
    }
}
