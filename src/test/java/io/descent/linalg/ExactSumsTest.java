package io.descent.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExactSumsTest {

    private static final double SMALLEST = Double.MIN_VALUE;

    @Test
    void add_termsThatCancel_leaveTheSmallOne() {
        assertThat(sum(1e30, 1, -1e30)).isEqualTo(1);
        assertThat(sum(1, 1e30, -1e30)).isEqualTo(1);
        assertThat(sum(1e300, 1e270, -1e300)).isEqualTo(1e270);
    }

    @Test
    void add_eachIndex_isASumOfItsOwn() {
        ExactSums sums = new ExactSums(3);
        sums.add(0, 1);
        sums.addProduct(2, 2, 3);
        sums.add(2, 4);
        assertThat(sums.length()).isEqualTo(3);
        assertThat(sums.value(0)).isEqualTo(1);
        assertThat(sums.value(1)).isZero();
        assertThat(sums.value(2)).isEqualTo(10);
    }

    /** Alone and with its double, across the whole range and where a slice is half a unit of a limb. */
    @Test
    void value_oneTerm_isTheTerm() {
        for (int exponent = -1074; exponent < 1000; exponent++) {
            double power = Math.scalb(1.0, exponent);
            for (double term : new double[] {power, Math.nextUp(power), Math.nextDown(power), power * 4 / 3}) {
                assertThat(sum(term)).isEqualTo(term == 0 ? 0.0 : term);
                assertThat(sum(-term)).isEqualTo(0 - term);
                assertThat(sum(term, term, -term)).isEqualTo(term == 0 ? 0.0 : term);
            }
        }
    }

    @Test
    void value_zerosOfAnySign_isPositiveZero() {
        for (double zero : new double[] {sum(), sum(-0.0), sum(0.0, -0.0), sum(-1, 1), sum(1, -1)}) {
            assertThat(Double.doubleToRawLongBits(zero)).isZero();
        }
    }

    @Test
    void value_halfwayBetweenDoubles_isTheEvenOne() {
        double half = Math.ulp(1.0) / 2;
        assertThat(sum(1, half)).isEqualTo(1);
        assertThat(sum(1, half, SMALLEST)).isEqualTo(1); // the smallest double is beyond 120 digits
        assertThat(sum(1, half, 1e-30)).isEqualTo(Math.nextUp(1.0));
        assertThat(sum(Math.nextUp(1.0), half)).isEqualTo(1 + 4 * half);
        assertThat(sum(-1, -half, -1e-30)).isEqualTo(-Math.nextUp(1.0));
    }

    @Test
    void add_subnormals_areExact() {
        assertThat(sum(SMALLEST, SMALLEST, SMALLEST)).isEqualTo(3 * SMALLEST);
        assertThat(sum(Double.MIN_NORMAL, -SMALLEST)).isEqualTo(Double.MIN_NORMAL - SMALLEST);
    }

    @Test
    void addProduct_squaresOfTheLargestValues_areKept() {
        ExactSums sums = new ExactSums(1);
        for (int i = 0; i < 1000; i++) {
            sums.addProduct(0, 1e150, i % 2 == 0 ? 1e150 : -1e150);
        }
        sums.addProduct(0, 1e150, 1e150);
        assertThat(sums.value(0)).isEqualTo(1e150 * 1e150);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.1e301, -1e308, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN})
    void add_termBeyondTheRange_makesTheSumNaNInAnyOrder(double term) {
        assertThat(sum(term, 1)).isNaN();
        assertThat(sum(1, term, -term)).isNaN();
        ExactSums merged = sums(1);
        merged.merge(sums(term));
        merged.add(0, 2);
        assertThat(merged.value(0)).isNaN();
        CompensatedSum target = new CompensatedSum();
        merged.addTo(target, 0, 1);
        assertThat(target.value()).isNaN();
    }

    @Test
    void addRepeated_aTerm_isAddingItThatOften() {
        ExactSums repeated = new ExactSums(1);
        repeated.addRepeated(0, 0.1, 1000);
        repeated.addRepeated(0, 1e300, 0);
        ExactSums added = new ExactSums(1);
        for (int i = 0; i < 1000; i++) {
            added.add(0, 0.1);
        }
        assertThat(repeated).usingRecursiveComparison().isEqualTo(added);
    }

    @Test
    void addTo_factor_keepsDigitsBelowTheDouble() {
        ExactSums sums = sums(1e16, 1, 0x1p-40);
        CompensatedSum target = new CompensatedSum();
        target.add(-3e16);
        sums.addTo(target, 0, 3);
        assertThat(target.value()).isEqualTo(3 + 3 * 0x1p-40);
    }

    @Test
    void merge_anotherLength_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExactSums(2).merge(new ExactSums(3)))
                .withMessage("sums must have length 2, but has 3");
    }

    @Test
    void tile_termBeyondTheRange_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new ExactTile(1, 1).addTo(new ExactSums(1), new double[][] {{1e302}}, 1, new double[] {1e302}))
                .withMessageContaining("1.0E302");
    }

    private static double sum(double... terms) {
        return sums(terms).value(0);
    }

    private static ExactSums sums(double... terms) {
        ExactSums sums = new ExactSums(1);
        for (double term : terms) {
            sums.add(0, term);
        }
        return sums;
    }
}
