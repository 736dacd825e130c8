package io.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EvaluationSumTest {

    @Test
    void sums_threeRows_areTheOnesOnPaper() {
        EvaluationSum sum = of(List.of(new double[] {1, 2, 2}, new double[] {4, 1, 1}, new double[] {9, 0, 9}));
        assertThat(sum.rows()).isEqualTo(3);
        assertThat(sum.weight()).isEqualTo(3);
        assertThat(sum.squares()).isEqualTo(2 * 1 + 9);
        assertThat(sum.absolutes()).isEqualTo(2 * 1 + 3);
        assertThat(sum.labelSquares()).isEqualTo(2 * 1 + 16);
        assertThat(sum.labelDeviations()).isCloseTo(6, within(1e-14)); // about (2·1 + 4)/3 = 2
    }

    @Test
    void add_rowsThatCannotBeCompared_areOnlyCounted() {
        EvaluationSum sum = of(List.of(
                new double[] {Double.NaN, 1, 1}, new double[] {1, -1, 1}, new double[] {1, 1, Double.NEGATIVE_INFINITY
                }));
        assertThat(sum.rows()).isZero();
        assertThat(sum.invalidRows()).isEqualTo(2);
        assertThat(sum.negativeWeights()).isEqualTo(1);
        assertThat(sum.weight()).isZero();
    }

    /** A row of weight 0 has another label, and does not make it vary. */
    @Test
    void labelDeviations_oneLabelThatCounts_areZero() {
        assertThat(of(List.of(new double[] {0.1, 0.3, 1}, new double[] {0.1, 0.7, 1}, new double[] {5, 0, 1}))
                        .labelDeviations())
                .isZero();
    }

    @Test
    void labelDeviations_farFromZero_keepTheirDigits() {
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            rows.add(new double[] {1e12 + i % 3 - 1, 1, 0});
        }
        assertThat(of(rows).labelDeviations()).isEqualTo(2000);
    }

    @Test
    void sums_anyOrderAndParts_areTheSameBits() {
        Random random = new Random(5);
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            rows.add(new double[] {100 + random.nextGaussian(), random.nextInt(3) / 3.0, 100 + random.nextGaussian()});
        }
        EvaluationSum expected = of(rows);
        for (int parts = 1; parts < 5; parts++) {
            Collections.shuffle(rows, random);
            EvaluationSum merged = new EvaluationSum();
            for (int k = 0; k < parts; k++) {
                merged.merge(of(rows.subList(k * 500 / parts, (k + 1) * 500 / parts)));
            }
            assertThat(merged.weight()).isEqualTo(expected.weight());
            assertThat(merged.squares()).isEqualTo(expected.squares());
            assertThat(merged.absolutes()).isEqualTo(expected.absolutes());
            assertThat(merged.labelSquares()).isEqualTo(expected.labelSquares());
            assertThat(merged.labelDeviations()).isEqualTo(expected.labelDeviations());
        }
    }

    /** @param rows label, weight, prediction */
    private static EvaluationSum of(List<double[]> rows) {
        EvaluationSum sum = new EvaluationSum();
        rows.forEach(row -> sum.add(row[0], row[1], row[2]));
        return sum;
    }
}
