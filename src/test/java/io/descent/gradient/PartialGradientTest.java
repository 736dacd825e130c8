package io.descent.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.descent.linalg.Precision;
import io.descent.model.Network;
import io.descent.model.Parameters;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartialGradientTest {

    private final Parameters at = new Parameters(Network.neuron(1), new double[] {3, 1});
    private final ExampleBlock block = Blocks.of(new double[][] {{2}, {-1}}, new double[] {5, 0});

    @Test
    void merge_addsEveryPart_andReturnsItself() {
        PartialGradient sum = Gradients.empty(at, block);
        PartialGradient other = Gradients.empty(at, block);
        new NeuronGradient(at).add(block, sum);
        new NeuronGradient(at).add(block, other);

        assertThat(sum.merge(other)).isSameAs(sum);

        GradientSum total = sum.total(); // residuals 2 and −2, twice
        assertThat(total.gradient()).containsExactly(2 * (2 * 2 + 2), 0);
        assertThat(total.squaredError()).isEqualTo(16);
        assertThat(total.weight()).isEqualTo(4);
        assertThat(total.rows()).isEqualTo(4);
        assertThat(other.total().rows()).isEqualTo(2);
    }

    @Test
    void merge_anotherGrid_isRefused() {
        Parameters far = new Parameters(Network.neuron(1), new double[] {3000, 1});
        PartialGradient sum = Gradients.empty(at, block);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sum.merge(Gradients.empty(far, block)))
                .withMessageStartingWith("sums to merge must be on one grid, but are on ");
    }

    /** A grid that is too small for what comes must not give a wrong sum. */
    @Test
    void add_residualLargerThanTheGridIsFor_isRefused() {
        Parameters far = new Parameters(Network.neuron(1), new double[] {3000, 1});
        PartialGradient sum = Gradients.empty(at, List.of(block), Precision.DOUBLE);
        assertThatIllegalStateException()
                .isThrownBy(() -> new NeuronGradient(far).add(block, sum))
                .withMessageStartingWith("residuals must be at most ")
                .withMessageEndingWith(" in size, but one is 5996.0");
    }
}
