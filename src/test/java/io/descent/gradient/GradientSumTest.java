package io.descent.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class GradientSumTest {

    @Test
    void merge_addsEveryPart_andReturnsItself() {
        GradientSum sum = new GradientSum(new double[] {1, 2}, 3, 4, 5);
        GradientSum merged = sum.merge(new GradientSum(new double[] {10, 20}, 30, 40, 50));
        assertThat(merged).isSameAs(sum);
        assertThat(sum.gradient()).containsExactly(11, 22);
        assertThat(sum.squaredError()).isEqualTo(33);
        assertThat(sum.weight()).isEqualTo(44);
        assertThat(sum.rows()).isEqualTo(55);
    }

    @Test
    void merge_leavesTheOtherAsItIs() {
        GradientSum other = new GradientSum(new double[] {10}, 30, 40, 50);
        new GradientSum(new double[] {1}, 2, 3, 4).merge(other);
        assertThat(other.gradient()).containsExactly(10);
        assertThat(other.rows()).isEqualTo(50);
    }

    @Test
    void merge_withAnEmptySum_changesNothing() {
        GradientSum sum = new GradientSum(2).merge(new GradientSum(new double[] {1, 2}, 3, 4, 5));
        sum.merge(new GradientSum(2));
        assertThat(sum.gradient()).containsExactly(1, 2);
        assertThat(sum.squaredError()).isEqualTo(3);
        assertThat(sum.weight()).isEqualTo(4);
        assertThat(sum.rows()).isEqualTo(5);
    }

    @Test
    void merge_otherNumberOfParameters_isRefusedAndNamesBoth() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GradientSum(2).merge(new GradientSum(3)))
                .withMessage("sums to merge must have the same number of parameters, but have 2 and 3");
    }

    @Test
    void gradient_changed_leavesTheSumAsItIs() {
        GradientSum sum = new GradientSum(new double[] {1}, 0, 0, 0);
        sum.gradient()[0] = 9;
        assertThat(sum.gradient()).containsExactly(1);
    }
}
