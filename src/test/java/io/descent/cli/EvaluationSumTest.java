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
        assertThat(sum.squares(0)).isEqualTo(2 * 1 + 9);
        assertThat(sum.absolutes(0)).isEqualTo(2 * 1 + 3);
        assertThat(sum.labelSquares(0)).isEqualTo(2 * 1 + 16);
        assertThat(sum.labelDeviations(0)).isCloseTo(6, within(1e-14)); // about (2·1 + 4)/3 = 2
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
                        .labelDeviations(0))
                .isZero();
    }

    @Test
    void labelDeviations_farFromZero_keepTheirDigits() {
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            rows.add(new double[] {1e12 + i % 3 - 1, 1, 0});
        }
        assertThat(of(rows).labelDeviations(0)).isEqualTo(2000);
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
            EvaluationSum merged = new EvaluationSum(1);
            for (int k = 0; k < parts; k++) {
                merged.merge(of(rows.subList(k * 500 / parts, (k + 1) * 500 / parts)));
            }
            assertThat(merged.weight()).isEqualTo(expected.weight());
            assertThat(merged.squares(0)).isEqualTo(expected.squares(0));
            assertThat(merged.absolutes(0)).isEqualTo(expected.absolutes(0));
            assertThat(merged.labelSquares(0)).isEqualTo(expected.labelSquares(0));
            assertThat(merged.labelDeviations(0)).isEqualTo(expected.labelDeviations(0));
        }
    }

    @Test
    void sums_twoLabels_areThoseOfEachByItself() {
        Random random = new Random(6);
        EvaluationSum both = new EvaluationSum(2);
        List<double[]> first = new ArrayList<>();
        List<double[]> second = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            double omega = i % 3;
            double[] label = {random.nextGaussian(), i % 5 == 0 ? 0 : 1e6 + random.nextGaussian()};
            double[] prediction = {random.nextGaussian(), random.nextGaussian()};
            both.add(label, omega, prediction);
            first.add(new double[] {label[0], omega, prediction[0]});
            second.add(new double[] {label[1], omega, prediction[1]});
        }
        List<EvaluationSum> alone = List.of(of(first), of(second));
        for (int k = 0; k < 2; k++) {
            assertThat(both.squares(k)).isEqualTo(alone.get(k).squares(0));
            assertThat(both.absolutes(k)).isEqualTo(alone.get(k).absolutes(0));
            assertThat(both.labelSquares(k)).isEqualTo(alone.get(k).labelSquares(0));
            assertThat(both.labelDeviations(k)).isEqualTo(alone.get(k).labelDeviations(0));
            assertThat(both.weight()).isEqualTo(alone.get(k).weight());
        }
    }

    @Test
    void add_twoLabels_oneMissing_countsTheRowAndTheLabel() {
        EvaluationSum sum = new EvaluationSum(2);
        sum.add(new double[] {1, Double.NaN}, 1, new double[] {1, 1});
        sum.add(new double[] {1, 2}, 1, new double[] {1, Double.NaN});
        sum.add(new double[] {1, 2}, 1, new double[] {1, 1});
        EvaluationSum whole = new EvaluationSum(2);
        whole.merge(sum);
        assertThat(whole.rows()).isEqualTo(1);
        assertThat(whole.invalidRows()).isEqualTo(2);
        assertThat(whole.invalidRows(0)).isZero();
        assertThat(whole.invalidRows(1)).isEqualTo(1);
        assertThat(whole.squares(0)).isZero();
        assertThat(whole.squares(1)).isEqualTo(1);
    }

    /** @param rows label, weight, prediction */
    private static EvaluationSum of(List<double[]> rows) {
        EvaluationSum sum = new EvaluationSum(1);
        rows.forEach(row -> sum.add(new double[] {row[0]}, row[1], new double[] {row[2]}));
        return sum;
    }
}
