package io.descent.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.gradient.Blocks.Layout;
import io.descent.gradient.GradientSum;
import io.descent.linalg.PlainAlgebra;
import io.descent.model.Network;
import io.descent.model.Parameters;
import io.descent.optimizer.ConjugateGradient;
import io.descent.optimizer.GradientDescent;
import io.descent.optimizer.LimitedMemoryBfgs;
import io.descent.optimizer.OptimizerSettings;
import io.descent.optimizer.StepSize;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MomentsGradientSourceTest {

    private final Problem problem = Problem.noisy(1, 70, 5);

    static List<OptimizerSettings> methods() {
        return List.of(new ConjugateGradient(), new LimitedMemoryBfgs(), new GradientDescent(StepSize.AUTO));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void fit_fromMoments_isTheFitFromTheData(OptimizerSettings method) {
        for (Layout layout : Layout.values()) {
            double[] data = fit(method, layout).fit().values();
            double[] moments = fit(method, layout).fromMoments().fit().values();
            LeastSquaresTest.assertClose(moments, data, 1e-9);
        }
    }

    private ArrayFit fit(OptimizerSettings method, Layout layout) {
        double[] omega = new double[problem.rows()];
        for (int i = 0; i < omega.length; i++) {
            omega[i] = 1 + i % 3;
        }
        return problem.fit()
                .weights(omega)
                .layout(layout)
                .penalty(0.01, 0)
                .optimizer(method)
                .rule(1e-11, 2000);
    }

    @Test
    void sums_anywhere_areThoseOfThePasses() {
        Parameters at = new Parameters(Network.neuron(5), PlainAlgebra.gaussian(new Random(2), 6));
        GradientSource data = problem.fit().source();
        GradientSource moments = problem.fit().fromMoments().source();
        assertSums(moments.gradientAt(at), data.gradientAt(at));
        assertSums(moments.curvatureAlong(at), data.curvatureAlong(at));
    }

    @Test
    void validationAt_isMeasuredOnTheData() {
        Parameters at = new Parameters(Network.neuron(5), PlainAlgebra.gaussian(new Random(2), 6));
        GradientSource data = problem.fit().heldOut(9).source();
        GradientSource moments = problem.fit().heldOut(9).fromMoments().source();
        assertThat(moments.validationAt(at).rows()).isEqualTo(9);
        assertThat(moments.validationAt(at).squaredError())
                .isEqualTo(data.validationAt(at).squaredError());
    }

    /** One pass, however many gradients. */
    @Test
    void passes_anyNumberOfGradients_are1() {
        GradientSource moments = problem.fit().fromMoments().source();
        Parameters at = Network.neuron(5).zeros();
        for (int k = 0; k < 10; k++) {
            moments.gradientAt(at);
            moments.curvatureAlong(at);
        }
        assertThat(moments.passes()).isEqualTo(1);
        assertThat(moments.bytesPerPass()).isEqualTo(problem.fit().source().bytesPerPass());
    }

    private static void assertSums(GradientSum found, GradientSum expected) {
        assertThat(found.rows()).isEqualTo(expected.rows());
        assertThat(found.weight()).isEqualTo(expected.weight());
        assertThat(found.squaredError()).isCloseTo(expected.squaredError(), within(1e-9 * expected.squaredError()));
        assertThat(found.gradient()).containsExactly(expected.gradient(), within(1e-9));
    }
}
