package io.descent.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.linalg.PlainAlgebra;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RowSampleTest {

    @Test
    void first_anyOrder_keepsTheSameRowsInTheSameOrder() {
        RowSample forwards = new RowSample(2);
        RowSample backwards = new RowSample(2);
        for (int i = 0; i < 50; i++) {
            int other = 49 - i;
            forwards.add(i * 31 % 17, 1 + i % 3, new double[] {i, -i});
            backwards.add(other * 31 % 17, 1 + other % 3, new double[] {other, -other});
        }
        RowSample one = forwards.first(20);
        RowSample two = backwards.first(20);
        assertThat(one.size()).isEqualTo(20);
        for (int i = 0; i < 20; i++) {
            assertThat(one.row(i)).containsExactly(two.row(i));
            assertThat(one.omega(i)).isEqualTo(two.omega(i));
        }
    }

    @Test
    void first_copies_countAsOneRowOfTheirWeight() {
        RowSample sample = new RowSample(1);
        for (int i = 0; i < 7; i++) {
            sample.add(5, 0.1, new double[] {3});
            sample.add(5, 0.1, new double[] {4}); // the same hash, another row
        }
        RowSample parts = new RowSample(1).merge(sample.first(9)).merge(sample.first(9));
        RowSample first = parts.first(2);
        assertThat(first.size()).isEqualTo(2);
        assertThat(first.rows()).isEqualTo(28);
        assertThat(first.omega(0)).isEqualTo(14 * 0.1);
        assertThat(first.row(1)).containsExactly(4);
    }

    @Test
    void isUncorrelated_chanceAlone_isTold_fromOneStrongPairAndFromManyWeakOnes() {
        double[][] x = PlainAlgebra.gaussian(new Random(1), 640, 20);
        assertThat(uncorrelated(x)).isTrue();
        for (double[] row : x) {
            row[3] = row[7] + 0.1 * row[3];
        }
        assertThat(uncorrelated(x)).isFalse();
        double[][] common = PlainAlgebra.gaussian(new Random(2), 640, 20);
        for (double[] row : common) {
            double shared = row[0];
            for (int k = 1; k < 20; k++) {
                row[k] += 0.4 * shared;
            }
        }
        assertThat(uncorrelated(common)).isFalse();
    }

    private static boolean uncorrelated(double[][] x) {
        RowSample sample = new RowSample(x[0].length);
        for (int i = 0; i < x.length; i++) {
            sample.add(i, 1, x[i]);
        }
        return sample.isUncorrelated(sample.rootMeanSquares(), 2, 0.5);
    }
}
