package io.descent.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GradientSumTest {

    @Test
    void gradient_changed_leavesTheSumAsItIs() {
        GradientSum sum = new GradientSum(new double[] {1}, 0, 0, 0);
        sum.gradient()[0] = 9;
        assertThat(sum.gradient()).containsExactly(1);
    }

    @Test
    void empty_hasNoRowsAndNoGradient() {
        GradientSum empty = GradientSum.empty(3);
        assertThat(empty.rows()).isZero();
        assertThat(empty.gradient()).containsExactly(0, 0, 0);
    }

    @Test
    void outOfRange_hasAnInfiniteErrorAndNoNaN() {
        GradientSum sum = GradientSum.outOfRange(2);
        assertThat(sum.squaredError() / sum.weight()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(sum.gradient()).containsExactly(0, 0);
    }
}
