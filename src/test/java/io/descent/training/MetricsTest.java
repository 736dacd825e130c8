package io.descent.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.gradient.GradientSum;
import org.junit.jupiter.api.Test;

class MetricsTest {

    private final GradientSum sum = new GradientSum(new double[2], 18, 8, 5);

    @Test
    void of_sumAndLabelSquares_areTheMeasuresOnPaper() {
        Metrics metrics = Metrics.of(sum, 72);
        assertThat(metrics.rows()).isEqualTo(5);
        assertThat(metrics.mse()).isEqualTo(2.25);
        assertThat(metrics.rmse()).isEqualTo(1.5);
        assertThat(metrics.r2()).hasValue(0.75);
    }

    @Test
    void of_labelThatDoesNotVary_hasNoR2() {
        assertThat(Metrics.of(sum, 0).r2()).isEmpty();
    }

    @Test
    void of_fitWorseThanTheMean_hasANegativeR2() {
        assertThat(Metrics.of(sum, 9).r2()).hasValue(-1);
    }
}
