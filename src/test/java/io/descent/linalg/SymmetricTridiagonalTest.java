package io.descent.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricTridiagonalTest {

    /** 2 on the diagonal and −1 beside it: the eigenvalues are 2 − 2cos(kπ/(n+1)). */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 200})
    void extremes_secondDifferences_areKnown(int n) {
        double[] diagonal = new double[n];
        double[] beside = new double[n - 1];
        Arrays.fill(diagonal, 2);
        Arrays.fill(beside, -1);
        assertThat(SymmetricTridiagonal.smallestEigenvalue(diagonal, beside))
                .isCloseTo(2 - 2 * Math.cos(Math.PI / (n + 1)), within(4e-15));
        assertThat(SymmetricTridiagonal.largestEigenvalue(diagonal, beside))
                .isCloseTo(2 - 2 * Math.cos(n * Math.PI / (n + 1)), within(4e-15));
    }

    /** Clement's matrix has the eigenvalues −(n−1), −(n−3), …, n−1. */
    @Test
    void extremes_negativeAndPositive_areKnown() {
        int n = 12;
        double[] beside = new double[n - 1];
        for (int k = 1; k < n; k++) {
            beside[k - 1] = Math.sqrt(k * (n - k));
        }
        assertThat(SymmetricTridiagonal.smallestEigenvalue(new double[n], beside))
                .isCloseTo(-11, within(1e-13));
        assertThat(SymmetricTridiagonal.largestEigenvalue(new double[n], beside))
                .isCloseTo(11, within(1e-13));
    }

    @Test
    void extremes_diagonalMatrix_areItsElements() {
        double[] diagonal = {3, -5, 8, 0};
        assertThat(SymmetricTridiagonal.smallestEigenvalue(diagonal, new double[3]))
                .isCloseTo(-5, within(1e-14));
        assertThat(SymmetricTridiagonal.largestEigenvalue(diagonal, new double[3]))
                .isCloseTo(8, within(1e-14));
    }

    @Test
    void extremes_offDiagonalLongerThanNeeded_ignoreTheRest() {
        double[] beside = {-1, 100};
        assertThat(SymmetricTridiagonal.largestEigenvalue(new double[] {2, 2}, beside))
                .isCloseTo(3, within(1e-14));
        assertThat(SymmetricTridiagonal.smallestEigenvalue(new double[] {2, 2}, beside))
                .isCloseTo(1, within(1e-14));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-100, 1, 1e100})
    void extremes_otherUnits_scale(double unit) {
        double[] diagonal = {2 * unit, 2 * unit, 2 * unit};
        double[] beside = {unit, unit};
        double largest = 2 + Math.sqrt(2);
        assertThat(SymmetricTridiagonal.largestEigenvalue(diagonal, beside) / unit)
                .isCloseTo(largest, within(1e-14));
        assertThat(SymmetricTridiagonal.smallestEigenvalue(diagonal, beside) / unit)
                .isCloseTo(4 - largest, within(1e-14));
    }
}
