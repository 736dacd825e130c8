package io.descent.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.descent.linalg.FeatureMatrix;
import org.junit.jupiter.api.Test;

class ExampleBlockTest {

    private final FeatureMatrix features =
            Blocks.of(new double[2][3], new double[2]).features();

    @Test
    void weight_withoutWeights_is1() {
        ExampleBlock block = new ExampleBlock(features, new double[] {4, 5}, null, ExampleBlock.Role.TRAINING);
        assertThat(block.weight(1)).isEqualTo(1);
        assertThat(block.isWeighted()).isFalse();
    }

    @Test
    void views_areWhatWasGiven() {
        ExampleBlock block =
                new ExampleBlock(features, new double[] {4, 5}, new double[] {0, 2}, ExampleBlock.Role.VALIDATION);
        assertThat(block.rows()).isEqualTo(2);
        assertThat(block.label(1)).isEqualTo(5);
        assertThat(block.weight(1)).isEqualTo(2);
        assertThat(block.isWeighted()).isTrue();
        assertThat(block.role()).isEqualTo(ExampleBlock.Role.VALIDATION);
        assertThat(block.features()).isSameAs(features);
    }

    @Test
    void bytes_countFeaturesLabelsAndWeights() {
        assertThat(new ExampleBlock(features, new double[2], null, ExampleBlock.Role.TRAINING).bytes())
                .isEqualTo(6 * 8 + 2 * 8);
        assertThat(new ExampleBlock(features, new double[2], new double[2], ExampleBlock.Role.TRAINING).bytes())
                .isEqualTo(6 * 8 + 2 * 8 + 2 * 8);
    }

    @Test
    void new_wrongLengths_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExampleBlock(features, new double[3], null, ExampleBlock.Role.TRAINING))
                .withMessage("labels must have length 2, but has 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExampleBlock(features, new double[2], new double[1], ExampleBlock.Role.TRAINING))
                .withMessage("weights must have length 2, but has 1");
    }
}
