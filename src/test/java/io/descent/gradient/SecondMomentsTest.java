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
        SecondMoments moments = new SecondMoments(D, DataBounds.of(blocks), 0.25);
        Parameters parameters = new Parameters(Network.neuron(D), at);
        NeuronGradient gradient = new NeuronGradient(parameters);
        PartialGradient expected = Gradients.empty(parameters, blocks, Precision.DOUBLE);
        for (ExampleBlock block : blocks) {
            moments.add(block);
            gradient.add(block, expected);
        }
        assertSums(moments.gradientAt(at, 1), expected.total());
    }

    @Test
    void gradientAt_labelFactor0_isTheCurvatureAlongTheDirection() {
        ExampleBlock block = Blocks.of(x, y, omega);
        SecondMoments moments = new SecondMoments(D, DataBounds.of(List.of(block)), 0.25);
        Parameters parameters = new Parameters(Network.neuron(D), at);
        PartialGradient expected = Gradients.emptyCurvature(parameters, block);
        moments.add(block);
        new NeuronGradient(parameters).addCurvature(block, expected);
        assertSums(moments.gradientAt(at, 0), expected.total());
    }

    @Test
    void merge_partsInAnyOrder_isTheWhole() {
        List<ExampleBlock> blocks = Blocks.cut(15, x, y, null, Layout.DENSE, Precision.DOUBLE);
        DataBounds bounds = DataBounds.of(blocks);
        SecondMoments whole = new SecondMoments(D, bounds, 0);
        SecondMoments merged = new SecondMoments(D, bounds, 0);
        for (int k = 0; k < blocks.size(); k++) {
            whole.add(blocks.get(k));
            SecondMoments part = new SecondMoments(D, bounds, 0);
            part.add(blocks.get(blocks.size() - 1 - k));
            assertThat(merged.merge(part)).isSameAs(merged);
        }
        assertThat(merged.gradientAt(at, 1).gradient())
                .containsExactly(whole.gradientAt(at, 1).gradient());
        assertThat(merged.gradientAt(at, 1).squaredError())
                .isEqualTo(whole.gradientAt(at, 1).squaredError());
    }

    /** Squares of labels around 1e8 would leave no digit of a residual of 1. */
    @Test
    void gradientAt_labelsFarFrom0_keepsTheDigitsOfTheError() {
        double[] far = new double[40];
        for (int i = 0; i < 40; i++) {
            far[i] = 1e8 + y[i];
        }
        ExampleBlock block = Blocks.of(x, far);
        SecondMoments moments = new SecondMoments(D, DataBounds.of(List.of(block)), 1e8);
        moments.add(block);
        Parameters parameters = new Parameters(Network.neuron(D), new double[] {0.1, -0.2, 0.3, 0, 1e8});
        PartialGradient expected = Gradients.empty(parameters, block);
        new NeuronGradient(parameters).add(block, expected);
        assertThat(moments.gradientAt(parameters.toArray(), 1).squaredError())
                .isCloseTo(expected.total().squaredError(), within(1e-9));
    }

    /** Rounding would leave about half of these below 0. */
    @Test
    void gradientAt_perfectFits_haveNoNegativeError() {
        for (int k = 0; k < 50; k++) {
            double[][] line = {{random.nextDouble()}, {random.nextDouble()}};
            double[] labels = {0.3 + 3.1 * line[0][0], 0.3 + 3.1 * line[1][0]};
            ExampleBlock block = Blocks.of(line, labels);
            SecondMoments moments = new SecondMoments(1, DataBounds.of(List.of(block)), labels[0]);
            moments.add(block);
            double error = moments.gradientAt(new double[] {3.1, 0.3}, 1).squaredError();
            assertThat(error).isBetween(0.0, 1e-13);
        }
    }

    @Test
    void merge_otherNumberOfFeatures_isRefusedAndNamesBoth() {
        DataBounds bounds = new DataBounds(1, 2, 1, 0, 1, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SecondMoments(2, bounds, 0).merge(new SecondMoments(3, bounds, 0)))
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
