package io.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ParameterHashTest {
    @Test
    void of_knownParameters_isTheShaOfTheirBytes() {
        // printf '\x3f\xf0\0\0\0\0\0\0\xc0\0\0\0\0\0\0\0' | sha256sum
        assertThat(ParameterHash.of(new double[] {1}, -2))
                .isEqualTo("sha256:5834662b095f600a4c76e8ad5abb3acb011451c6f09f431c659f325e53505fc4");
    }

    @Test
    void of_negativeZero_isThatOfZero() {
        assertThat(ParameterHash.of(new double[] {-0.0, 1}, -0.0)).isEqualTo(ParameterHash.of(new double[] {0, 1}, 0));
    }

    @Test
    void of_otherOrder_isAnother() {
        assertThat(ParameterHash.of(new double[] {1, 2}, 3)).isNotEqualTo(ParameterHash.of(new double[] {2, 1}, 3));
    }
}
