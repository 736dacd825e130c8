package io.descent.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.descent.gradient.Blocks.Layout;
import io.descent.linalg.PlainAlgebra;
import io.descent.linalg.Precision;
import io.descent.model.Network;
import io.descent.model.Parameters;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SecondMomentsTest {

    private static final int D = 4;

    private final Random random = new Random(1);
    private final double[][] x = PlainAlgebra.sparse(random, 40, D, 0.7);
    private final double[] y = PlainAlgebra.gaussian(random, 40);
    private final double[] omega = weights(random, 40);
    private final double[] at = PlainAlgebra.gaussian(random, D + 1);

    @ParameterizedTest
    @EnumSource
    void gradientAt_anywhere_isWhatAPassGives(Layout layout) {
        List<ExampleBlock> blocks = Blocks.cut(7, x, y, omega, layout, Precision.DOUBLE);
        SecondMoments moments = new SecondMoments(D);
        NeuronGradient gradient = new NeuronGradient(new Parameters(Network.neuron(D), at));
        GradientSum expected = gradient.newSum();
        for (ExampleBlock block : blocks) {
            moments.add(block);
            gradient.add(block, expected);
        }
        assertSums(moments.gradientAt(at, 1), expected);
    }

    @Test
    void gradientAt_labelFactor0_isTheCurvatureAlongTheDirection() {
        SecondMoments moments = new SecondMoments(D);
        NeuronGradient gradient = new NeuronGradient(new Parameters(Network.neuron(D), at));
        GradientSum expected = gradient.newSum();
        ExampleBlock block = Blocks.of(x, y, omega);
        moments.add(block);
        gradient.addCurvature(block, expected);
        assertSums(moments.gradientAt(at, 0), expected);
    }

    @Test
    void merge_partsInAnyOrder_isTheWhole() {
        List<ExampleBlock> blocks = Blocks.cut(15, x, y, null, Layout.DENSE, Precision.DOUBLE);
        SecondMoments whole = new SecondMoments(D);
        SecondMoments merged = new SecondMoments(D);
        for (int k = 0; k < blocks.size(); k++) {
            whole.add(blocks.get(k));
            SecondMoments part = new SecondMoments(D);
            part.add(blocks.get(blocks.size() - 1 - k));
            assertThat(merged.merge(part)).isSameAs(merged);
        }
        assertSums(merged.gradientAt(at, 1), whole.gradientAt(at, 1));
    }

    /** Rounding would leave about half of these below 0. */
    @Test
    void gradientAt_perfectFits_haveNoNegativeError() {
        for (int k = 0; k < 50; k++) {
            double[][] line = {{random.nextDouble()}, {random.nextDouble()}};
            double[] labels = {0.3 + 3.1 * line[0][0], 0.3 + 3.1 * line[1][0]};
            SecondMoments moments = new SecondMoments(1);
            moments.add(Blocks.of(line, labels));
            double error = moments.gradientAt(new double[] {3.1, 0.3}, 1).squaredError();
            assertThat(error).isBetween(0.0, 1e-13);
        }
    }

    @Test
    void merge_otherNumberOfFeatures_isRefusedAndNamesBoth() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SecondMoments(2).merge(new SecondMoments(3)))
                .withMessage("moments to merge must have the same number of features, but have 2 and 3");
    }

    private static void assertSums(GradientSum found, GradientSum expected) {
        assertThat(found.rows()).isEqualTo(expected.rows());
        assertThat(found.weight()).isCloseTo(expected.weight(), within(1e-12));
        assertThat(found.squaredError()).isCloseTo(expected.squaredError(), within(1e-11));
        assertThat(found.gradient()).containsExactly(expected.gradient(), within(1e-11));
    }

    private static double[] weights(Random random, int length) {
        double[] weights = new double[length];
        for (int i = 0; i < length; i++) {
            weights[i] = 3 * random.nextDouble();
        }
        return weights;
    }
}
