package io.descent.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VectorsTest {

    @ParameterizedTest
    @ValueSource(doubles = {1e300, 1, 1e-300, Double.MIN_VALUE})
    void norm_anyUnit_neitherOverflowsNorUnderflows(double unit) {
        assertThat(Vectors.norm(new double[] {3 * unit, 0, -4 * unit}) / unit).isCloseTo(5, within(1e-15));
    }

    @Test
    void norm_zerosOrNothing_is0() {
        assertThat(Vectors.norm(new double[3])).isZero();
        assertThat(Vectors.norm(new double[0])).isZero();
    }

    @Test
    void norm_notFinite_staysSo() {
        assertThat(Vectors.norm(new double[] {1, Double.NEGATIVE_INFINITY})).isInfinite();
        assertThat(Vectors.norm(new double[] {1, Double.NaN, 2})).isNaN();
    }

    @Test
    void dot_isTheSumOfProducts() {
        assertThat(Vectors.dot(new double[] {1, 2, 3}, new double[] {4, -5, 6})).isEqualTo(12);
    }

    @Test
    void plus_addsAMultiple_andLeavesItsArguments() {
        double[] y = {1, 2};
        double[] x = {10, 20};
        assertThat(Vectors.plus(y, 0.5, x)).containsExactly(6, 12);
        assertThat(y).containsExactly(1, 2);
        assertThat(x).containsExactly(10, 20);
    }

    @Test
    void minus_isTheDifference() {
        assertThat(Vectors.minus(new double[] {5, 7}, new double[] {2, 10})).containsExactly(3, -3);
    }

    @Test
    void times_multipliesEach_andLeavesItsArgument() {
        double[] x = {1, -2};
        assertThat(Vectors.times(-3, x)).containsExactly(-3, 6);
        assertThat(x).containsExactly(1, -2);
    }

    @Test
    void allFinite_anyNaNOrInfinity_isFalse() {
        assertThat(Vectors.allFinite(new double[] {1, 2})).isTrue();
        assertThat(Vectors.allFinite(new double[] {1, Double.NaN})).isFalse();
        assertThat(Vectors.allFinite(new double[] {Double.POSITIVE_INFINITY, 1}))
                .isFalse();
    }

    @Test
    void operations_differentLengths_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Vectors.dot(new double[2], new double[3]))
                .withMessage("b must have length 2, but has 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Vectors.plus(new double[2], 1, new double[1]))
                .withMessage("x must have length 2, but has 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Vectors.minus(new double[2], new double[1]))
                .withMessage("x must have length 2, but has 1");
    }
}
