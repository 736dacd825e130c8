package io.descent.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Sums in any order and grouping against each other, and against sums in unlimited precision. */
class ExactSumsPropertyTest {

    private static final String SEED = "20250307";

    @Provide
    Arbitrary<double[]> terms() {
        return Arbitraries.oneOf(terms(-1074, 990), terms(-60, 60), terms(-1074, -960), terms(-3, 3));
    }

    /** Arrays of terms within a range of binary exponents: many digits, few, none, halves of limbs, and opposites. */
    private static Arbitrary<double[]> terms(int least, int most) {
        Arbitrary<Integer> exponents = Arbitraries.integers().between(least, most);
        Arbitrary<Double> mantissas = Arbitraries.oneOf(
                Arbitraries.longs().between(-(1L << 53), 1L << 53).map(m -> Math.scalb((double) m, -53)),
                Arbitraries.of(0.0, -0.0, 1.0, -1.0, 1.5, 0.75, Math.nextUp(1.0), -Math.nextDown(1.0)));
        return Combinators.combine(mantissas, exponents)
                .as(Math::scalb)
                .array(double[].class)
                .ofMinSize(0)
                .ofMaxSize(60);
    }

    @Property(seed = SEED)
    void sums_anyOrderAndGrouping_areTheSameBits(
            @ForAll("terms") double[] terms,
            @ForAll @IntRange(min = 1, max = 7) int parts,
            @ForAll @IntRange(min = 0, max = 1000) int order) {
        ExactSums expected = new ExactSums(1);
        for (double term : terms) {
            expected.add(0, term);
        }
        double[] shuffled = shuffled(terms, order);
        ExactSums[] partial = new ExactSums[parts];
        for (int k = 0; k < parts; k++) {
            partial[k] = new ExactSums(1);
        }
        for (int i = 0; i < shuffled.length; i++) {
            partial[i % parts].add(0, shuffled[i]);
        }
        for (int k = parts - 1; k > 0; k--) {
            partial[k - 1].merge(partial[k]);
        }
        assertSame(partial[0], expected, 0);
    }

    /** Lines of several copies of some sums. */
    @Property(seed = SEED)
    void tile_anyShape_isTheSameBitsAsTermByTerm(
            @ForAll("terms") double[] terms,
            @ForAll @IntRange(min = 1, max = 4) int sums,
            @ForAll @IntRange(min = 1, max = 3) int copies) {
        int columns = sums * copies;
        int rows = terms.length / columns;
        ExactSums expected = new ExactSums(sums);
        ExactSums found = new ExactSums(sums);
        expected.add(0, 3e-5);
        found.add(0, 3e-5);
        double[][] tile = new double[rows][columns];
        double[] largest = new double[sums];
        for (int i = 0; i < rows * columns; i++) {
            int j = i % columns % sums;
            tile[i / columns][i % columns] = terms[i];
            largest[j] = Math.max(largest[j], Math.abs(terms[i]));
            expected.add(j, terms[i]);
        }
        new ExactTile(sums, copies).addTo(found, tile, rows, largest);
        for (int j = 0; j < sums; j++) {
            assertSame(found, expected, j);
        }
    }

    /** Rounded to nearest, but for the digits below the limbs that are kept. */
    @Property(seed = SEED)
    void value_anyTerms_isWithinTheBoundOfTheExactSum(@ForAll("terms") double[] terms) {
        ExactSums sums = new ExactSums(1);
        BigDecimal exact = BigDecimal.ZERO;
        double largest = 0;
        for (double term : terms) {
            sums.add(0, term);
            exact = exact.add(new BigDecimal(term));
            largest = Math.max(largest, Math.abs(term));
        }
        BigDecimal bound = new BigDecimal(Math.ulp(exact.doubleValue()) / 2)
                .add(new BigDecimal(largest).multiply(new BigDecimal(0x1p-120 * terms.length)));
        assertThat(new BigDecimal(sums.value(0)).subtract(exact).abs()).isLessThanOrEqualTo(bound);
    }

    @Property(seed = SEED)
    void addTo_differenceOfMultiples_keepsAllDigits(@ForAll("products") double[] factors) {
        ExactSums sums = new ExactSums(2);
        BigDecimal exact = BigDecimal.ZERO;
        BigDecimal sizes = BigDecimal.ZERO;
        for (int i = 1; i < factors.length; i += 2) {
            sums.addProduct(1, factors[i - 1], factors[i]);
            BigDecimal product = new BigDecimal(factors[i - 1]).multiply(new BigDecimal(factors[i]));
            exact = exact.add(product);
            sizes = sizes.add(product.abs());
        }
        CompensatedSum difference = new CompensatedSum();
        sums.addTo(difference, 1, 3);
        sums.addTo(difference, 1, -2);
        double bound = Math.ulp(exact.doubleValue()) + 0x1p-96 * sizes.doubleValue();
        assertThat(new BigDecimal(difference.value()).subtract(exact).abs()).isLessThanOrEqualTo(new BigDecimal(bound));
        assertThat(sums.value(0)).isZero();
    }

    @Provide
    Arbitrary<double[]> products() {
        return terms(-60, 60);
    }

    private static double[] shuffled(double[] terms, int order) {
        Random random = new Random(order);
        double[] shuffled = terms.clone();
        for (int i = shuffled.length - 1; i > 0; i--) {
            int k = random.nextInt(i + 1);
            double term = shuffled[i];
            shuffled[i] = shuffled[k];
            shuffled[k] = term;
        }
        return shuffled;
    }

    private static void assertSame(ExactSums found, ExactSums expected, int j) {
        assertThat(Double.doubleToRawLongBits(found.value(j))).isEqualTo(Double.doubleToRawLongBits(expected.value(j)));
        CompensatedSum one = new CompensatedSum();
        CompensatedSum other = new CompensatedSum();
        found.addTo(one, j, 0.7);
        expected.addTo(other, j, 0.7);
        assertThat(Double.doubleToRawLongBits(one.value())).isEqualTo(Double.doubleToRawLongBits(other.value()));
        assertThat(found).usingRecursiveComparison().isEqualTo(expected);
    }
}
