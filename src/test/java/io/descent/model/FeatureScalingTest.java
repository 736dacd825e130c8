package io.descent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class FeatureScalingTest {

    /** Feature 0 in another unit, feature 1 taken out. */
    private final FeatureScaling scaling = new FeatureScaling(new double[] {10, 5}, new double[] {2, 0});

    @Test
    void apply_shiftsThenScales() {
        assertThat(scaling.apply(0, 16)).isEqualTo(3);
    }

    @Test
    void apply_featureTakenOut_is0ForAnyValue() {
        assertThat(scaling.apply(1, 16)).isZero();
        assertThat(scaling.apply(1, Double.MAX_VALUE)).isZero();
    }

    @Test
    void varies_isFalseForAFeatureTakenOut() {
        assertThat(scaling.features()).isEqualTo(2);
        assertThat(scaling.variables()).isEqualTo(1);
        assertThat(scaling.varies(0)).isTrue();
        assertThat(scaling.varies(1)).isFalse();
    }

    @Test
    void toOriginal_featureTakenOut_hasNoWeightAndLeavesTheBiasAlone() {
        assertThat(scaling.toOriginal(new double[] {6, 1000, 7})).containsExactly(3, 0, 7 - 30);
    }

    @Test
    void gradientToScaled_featureTakenOut_hasNoGradient() {
        assertThat(scaling.gradientToScaled(new double[] {100, 1000, 4})).containsExactly(30, 0, 4);
    }

    /** The bias is a small difference of large products: it must not lose the digits they share. */
    @Test
    void toOriginal_largeShifts_roundsTheBiasOnce() {
        double[] shift = {1e15 / 3, 1e15 / 7};
        double[] weights = {0.7, -0.7 * 7 / 3};
        FeatureScaling far = new FeatureScaling(shift, new double[] {1, 1});
        BigDecimal exact = new BigDecimal(0.125)
                .subtract(new BigDecimal(weights[0]).multiply(new BigDecimal(shift[0])))
                .subtract(new BigDecimal(weights[1]).multiply(new BigDecimal(shift[1])));
        double bias = far.toOriginal(new double[] {weights[0], weights[1], 0.125})[2];
        assertThat(bias).isEqualTo(exact.doubleValue());
    }

    @Test
    void operations_wrongLengths_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FeatureScaling(new double[2], new double[3]))
                .withMessage("scale must have length 2, but has 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scaling.toOriginal(new double[2]))
                .withMessage("parameters must have length 3, but have 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scaling.gradientToScaled(new double[4]))
                .withMessage("parameters must have length 3, but have 4");
    }
}
