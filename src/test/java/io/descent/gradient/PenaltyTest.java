package io.descent.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PenaltyTest {

    private static final double[] PARAMETERS = {3, -4, 100}; // two weights and a bias

    @Test
    void ridge_isLambdaTimesTheSquares_withoutTheBias() {
        Penalty ridge = new Penalty(0.5, 0);
        assertThat(ridge.smoothValue(PARAMETERS, 2)).isEqualTo(0.5 * 25);
        assertThat(ridge.l1Value(PARAMETERS, 2)).isZero();
        assertThat(ridge.curvature()).isEqualTo(1);
        assertThat(ridge.l1()).isZero();
    }

    @Test
    void lasso_isTwiceLambdaTimesTheSizes_withoutTheBias() {
        Penalty lasso = new Penalty(0.5, 1);
        assertThat(lasso.smoothValue(PARAMETERS, 2)).isZero();
        assertThat(lasso.l1Value(PARAMETERS, 2)).isEqualTo(7);
        assertThat(lasso.curvature()).isZero();
        assertThat(lasso.l1()).isEqualTo(1);
    }

    /** 2λ(α‖W‖₁ + (1−α)/2·‖W‖₂²). */
    @Test
    void elasticNet_isTheFormulaOfSparkMlTwice() {
        Penalty net = new Penalty(0.3, 0.25);
        double value = net.smoothValue(PARAMETERS, 2) + net.l1Value(PARAMETERS, 2);
        assertThat(value).isCloseTo(2 * 0.3 * (0.25 * 7 + 0.75 / 2 * 25), within(1e-14));
        assertThat(net.curvature()).isCloseTo(2 * 0.3 * 0.75, within(1e-15));
    }

    @Test
    void none_isNothing() {
        assertThat(Penalty.NONE.curvature()).isZero();
        assertThat(Penalty.NONE.l1()).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e-300, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void new_lambdaOutOfRange_isRefused(double lambda) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Penalty(lambda, 0))
                .withMessage("lambda must be at least 0, but is " + lambda);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01, Double.NaN})
    void new_alphaOutOfRange_isRefused(double alpha) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Penalty(1, alpha))
                .withMessage("alpha must be in [0, 1], but is " + alpha);
    }
}
