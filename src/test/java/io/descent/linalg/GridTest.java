package io.descent.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GridTest {

    private static final double LARGEST_THAT_FITS = Math.nextDown(0x1p960);

    /** The terms are below 2ᵏu, with k = min(50, 61 − ⌈log₂ n⌉). */
    @ParameterizedTest
    @CsvSource({
        "1,     1,             -49",
        "1,     2048,          -49",
        "1,     2049,          -48",
        "1,     4096,          -48",
        "1.999, 1,             -49",
        "2,     1,             -48",
        "0.999, 1,             -50",
        "3,     1000000,       -39",
        "1,     1099511627776, -20",
        "1,     0,             -49"
    })
    void of_sizeAndNumber_isTheFinestThatHoldsThem(double largest, long terms, int exponent) {
        assertThat(Grid.of(largest, terms).unit()).isEqualTo(Math.scalb(1.0, exponent));
        assertThat(Grid.of(largest, terms)).hasToString("2^" + exponent);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, Double.MIN_VALUE, Double.MIN_NORMAL, 0x1p-960})
    void of_tinyTerms_hasTheSmallestUnit(double largest) {
        Grid grid = Grid.of(largest, 10);
        assertThat(grid.unit()).isEqualTo(0x1p-1000);
        assertThat(grid.finer().unit()).isEqualTo(0x1p-1000);
        assertThat(grid.count(largest)).isEqualTo(largest == 0x1p-960 ? 1L << 40 : 0);
    }

    @Test
    void of_largestThatFits_countsIt() {
        assertThat(Grid.fits(LARGEST_THAT_FITS)).isTrue();
        Grid grid = Grid.of(LARGEST_THAT_FITS, 1);
        assertThat(grid.rounder()).isFinite();
        assertThat(grid.count(LARGEST_THAT_FITS)).isEqualTo(1L << 50);
        assertThat(grid.count(-LARGEST_THAT_FITS)).isEqualTo(-(1L << 50));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0x1p960, Double.MAX_VALUE, Double.POSITIVE_INFINITY, Double.NaN, -1})
    void of_sizeOutOfRange_isRefused(double largest) {
        assertThat(Grid.fits(largest)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Grid.of(largest, 1))
                .withMessage("terms must be smaller than 2^960, but may be " + largest);
    }

    @ParameterizedTest
    @CsvSource({
        "0.5, 0",
        "1.5, 2",
        "2.5, 2",
        "3.5, 4",
        "-0.5, 0",
        "-1.5, -2",
        "-2.5, -2",
        "-3.5, -4",
        "0.4999999, 0",
        "0.5000001, 1",
        "7, 7",
        "0, 0",
        "-0.0, 0",
        "1099511627775.5, 1099511627776",
        "1099511627776.5, 1099511627776"
    })
    void count_term_isRoundedToTheNearestWithTiesToEven(double units, long count) {
        for (double size : new double[] {1, 0x1p-900, 0x1p900, 0.1}) {
            Grid grid = Grid.of(size, 100);
            assertThat(grid.count(units * grid.unit())).as("%s", grid).isEqualTo(count);
        }
    }

    /** Not what another term would make of it: a tie added to a running sum is rounded by the sum's parity. */
    @Test
    void count_tieAfterATie_isRoundedAlike() {
        Grid grid = Grid.of(1, 100);
        double tie = 0.5 * grid.unit();
        assertThat(grid.count(tie) + grid.count(tie)).isZero();
    }

    @Test
    void rounder_addedAndTakenAway_roundsToAMultipleOfTheUnit() {
        Grid grid = Grid.of(1, 100);
        double rounded = 0.1 + grid.rounder() - grid.rounder();
        assertThat(rounded).isEqualTo(grid.count(0.1) * grid.unit());
        assertThat(rounded).isNotEqualTo(0.1);
    }

    /** The largest sum there can be, without going through it term by term. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 1000, 2048, 2049, 1_000_000, Integer.MAX_VALUE, 1L << 31, 1L << 40, 1L << 52})
    void counts_ofTheMostAndLargestTerms_fitALong(long terms) {
        for (double largest : new double[] {1, Math.nextDown(2.0), LARGEST_THAT_FITS, 0x1p-900, 0.1}) {
            Grid grid = Grid.of(largest, terms);
            long most = Math.multiplyExact(grid.count(largest), terms);
            assertThat(most).isBetween(1L, 1L << 61);
            assertThat(Math.multiplyExact(grid.count(-largest), terms)).isEqualTo(-most);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 11, 12, 20, 31, 40})
    void merge_ofASumWithItself_overflowsInNoneOfTheLevels(int doublings) {
        double a = Math.nextDown(2.0);
        double b = -Math.nextDown(1.0);
        Grid grid = Grid.of(2, 1L << doublings);
        GridSums fine = GridSums.fine(1, grid);
        GridSums coarse = GridSums.coarse(1, grid);
        GridSum single = new GridSum(grid);
        fine.addProduct(0, a, b);
        coarse.addProduct(0, a, b);
        single.addProduct(a, b);
        for (int i = 0; i < doublings; i++) {
            fine.merge(fine);
            coarse.merge(coarse);
            single.merge(single);
        }
        double terms = Math.scalb(1.0, doublings);
        double rounded = Math.fma(a, b, grid.rounder()) - grid.rounder();
        double rest =
                Math.fma(a, b, -rounded) + grid.finer().rounder() - grid.finer().rounder();
        assertThat(coarse.value(0)).isEqualTo(rounded * terms);
        assertThat(fine.value(0)).isEqualTo((rounded + rest) * terms);
        assertThat(single.value()).isEqualTo((rounded + rest) * terms);
    }

    @Test
    void finer_holdsWhatRoundingLeavesOver() {
        Grid grid = Grid.of(1, 1_000_000); // 41 digits
        assertThat(grid.finer().unit()).isEqualTo(grid.unit() * 0x1p-41);
        assertThat(Math.abs(grid.finer().count(grid.unit() / 2))).isEqualTo(1L << 40);
    }

    @Test
    void matches_onlyAGridThatRoundsAlike() {
        assertThat(Grid.of(1, 10).matches(Grid.of(1.5, 1000))).isTrue();
        assertThat(Grid.of(1, 10).matches(Grid.of(2, 10))).isFalse();
        assertThat(Grid.of(2, 2048).matches(Grid.of(1, 4096))).isFalse(); // the finer ones differ
    }
}
