package io.descent.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.linalg.PlainAlgebra;
import io.descent.model.Network;
import io.descent.model.Parameters;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NeuronGradientTest {

    /** Residuals 3·2 + 1 − 5 = 2 and 3·(−1) + 1 − 0 = −2. */
    @Test
    void add_twoExamples_areTheSumsOnPaper() {
        ExampleBlock block = Blocks.of(new double[][] {{2}, {-1}}, new double[] {5, 0}, new double[] {1, 10});
        NeuronGradient gradient = new NeuronGradient(new Parameters(Network.neuron(1), new double[] {3, 1}));
        PartialGradient partial = Gradients.empty(new Parameters(Network.neuron(1), new double[] {3, 1}), block);

        gradient.add(block, partial);

        GradientSum sum = partial.total();
        assertThat(sum.gradient()).containsExactly(2 * 2 + 10 * (-2) * (-1), 2 + 10 * (-2));
        assertThat(sum.squaredError()).isEqualTo(4 + 10 * 4);
        assertThat(sum.weight()).isEqualTo(11);
        assertThat(sum.rows()).isEqualTo(2);
    }

    @Test
    void addCurvature_twoExamples_ignoresTheLabels() {
        ExampleBlock block = Blocks.of(new double[][] {{2}, {-1}}, new double[] {5, 0}, new double[] {1, 10});
        NeuronGradient gradient = new NeuronGradient(new Parameters(Network.neuron(1), new double[] {3, 1}));
        PartialGradient partial =
                Gradients.emptyCurvature(new Parameters(Network.neuron(1), new double[] {3, 1}), block);

        gradient.addCurvature(block, partial);

        GradientSum sum = partial.total();
        assertThat(sum.gradient()).containsExactly(7 * 2 + 10 * (-2) * (-1), 7 + 10 * (-2));
        assertThat(sum.squaredError()).isEqualTo(49 + 10 * 4);
    }

    @Test
    void add_blocksOfFallingSize_doNotSeeEachOther() {
        Random random = new Random(1);
        double[][] x = PlainAlgebra.gaussian(random, 12, 3);
        double[] y = PlainAlgebra.gaussian(random, 12);
        Parameters at = new Parameters(Network.neuron(3), PlainAlgebra.gaussian(random, 4));
        PartialGradient whole = Gradients.empty(at, Blocks.of(x, y));
        new NeuronGradient(at).add(Blocks.of(x, y), whole);

        NeuronGradient one = new NeuronGradient(at);
        PartialGradient cut = Gradients.empty(at, Blocks.of(x, y));
        int[][] ranges = {{0, 7}, {7, 10}, {10, 12}};
        for (int[] range : ranges) {
            one.add(
                    Blocks.of(Arrays.copyOfRange(x, range[0], range[1]), Arrays.copyOfRange(y, range[0], range[1])),
                    cut);
        }

        assertThat(cut.total().rows()).isEqualTo(12);
        assertThat(cut.total().squaredError()).isEqualTo(whole.total().squaredError());
        assertThat(cut.total().gradient()).containsExactly(whole.total().gradient());
    }

    @Test
    void add_integerWeights_equalRepeatedRows() {
        double[][] x = {{1, 2}, {3, -1}};
        double[] y = {2, 7};
        Parameters at = new Parameters(Network.neuron(2), new double[] {0.5, -2, 1});
        ExampleBlock weights = Blocks.of(x, y, new double[] {3, 0});
        ExampleBlock repeats = Blocks.of(new double[][] {x[0], x[0], x[0]}, new double[] {2, 2, 2});
        PartialGradient once = Gradients.empty(at, weights);
        PartialGradient thrice = Gradients.empty(at, repeats);
        new NeuronGradient(at).add(weights, once);
        new NeuronGradient(at).add(repeats, thrice);
        GradientSum weighted = once.total();
        GradientSum repeated = thrice.total();
        assertThat(weighted.gradient()).containsExactly(repeated.gradient());
        assertThat(weighted.squaredError()).isEqualTo(repeated.squaredError());
        assertThat(weighted.weight()).isEqualTo(repeated.weight());
        assertThat(weighted.rows()).isEqualTo(2);
    }
}
