package io.descent.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.gradient.Blocks;
import io.descent.gradient.Blocks.Layout;
import io.descent.gradient.ExampleBlock;
import io.descent.gradient.GradientSum;
import io.descent.linalg.Precision;
import io.descent.model.Network;
import io.descent.model.Parameters;
import java.util.List;
import org.junit.jupiter.api.Test;

class InMemoryGradientSourceTest {

    private final ExampleBlock training = block(new double[][] {{1}, {2}}, ExampleBlock.Role.TRAINING);
    private final ExampleBlock validation = block(new double[][] {{10}}, ExampleBlock.Role.VALIDATION);
    private final InMemoryGradientSource source =
            new InMemoryGradientSource(List.of(training, validation, training), Precision.DOUBLE);
    private final Parameters at = new Parameters(Network.neuron(1), new double[] {3, 1});

    /** Residuals 4 and 7, each twice. */
    @Test
    void gradientAt_sumsOverTheTrainingBlocks() {
        GradientSum sum = source.gradientAt(at);
        assertThat(sum.gradient()).containsExactly(2 * (4 + 14), 2 * 11);
        assertThat(sum.squaredError()).isEqualTo(2 * (16 + 49));
        assertThat(sum.rows()).isEqualTo(4);
    }

    @Test
    void validationAt_sumsOverTheOthers() {
        GradientSum sum = source.validationAt(at);
        assertThat(sum.squaredError()).isEqualTo(31 * 31);
        assertThat(sum.rows()).isEqualTo(1);
    }

    @Test
    void validationAt_withoutSuchBlocks_isASumOfNoRows() {
        assertThat(new InMemoryGradientSource(List.of(training), Precision.DOUBLE)
                        .validationAt(at)
                        .rows())
                .isZero();
    }

    @Test
    void passes_areCountedOverTheTrainingExamples() {
        assertThat(source.passes()).isZero();
        source.gradientAt(at);
        source.curvatureAlong(at);
        source.validationAt(at);
        assertThat(source.passes()).isEqualTo(2);
    }

    private static ExampleBlock block(double[][] x, ExampleBlock.Role role) {
        return Blocks.of(x, new double[x.length], null, Layout.DENSE, Precision.DOUBLE, role);
    }
}
