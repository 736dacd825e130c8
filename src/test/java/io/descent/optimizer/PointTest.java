package io.descent.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PointTest {

    @Test
    void gradientNorm_withoutL1_isThatOfTheGradient() {
        Point point = Point.evaluated(new double[] {1, 0}, 7, new double[] {3, -4}, 0, 1);
        assertThat(point.gradientNorm()).isEqualTo(5);
        assertThat(point.origin()).isEqualTo(Point.Origin.EVALUATED);
    }

    /** Weights 2, −2, 0, 0 and a bias: 1 + 2, 1 − 2, what is left of 3 beyond 2, nothing of 1, and 5 as it is. */
    @Test
    void gradientNorm_withL1_isThatOfTheLeastSubgradient() {
        Point point = Point.evaluated(new double[] {2, -2, 0, 0, 0}, 7, new double[] {1, 1, -3, 1, 5}, 2, 4);
        assertThat(point.gradientNorm()).isEqualTo(Math.sqrt(9 + 1 + 1 + 0 + 25));
        assertThat(point.gradient()).containsExactly(1, 1, -3, 1, 5);
    }

    @Test
    void isFinite_anythingElse_isFalse() {
        assertThat(Point.evaluated(new double[] {1}, 1, new double[] {1}, 0, 1).isFinite())
                .isTrue();
        assertThat(Point.evaluated(new double[] {Double.NaN}, 1, new double[] {1}, 0, 1)
                        .isFinite())
                .isFalse();
        assertThat(Point.evaluated(new double[] {1}, Double.POSITIVE_INFINITY, new double[] {1}, 0, 1)
                        .isFinite())
                .isFalse();
        assertThat(Point.evaluated(new double[] {1}, 1, new double[] {Double.NaN}, 0, 1)
                        .isFinite())
                .isFalse();
    }
}
