package io.descent.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Means and deviations against sums of 60 digits. */
class ExampleStatisticsPropertyTest {

    private static final String SEED = "20250303";

    private static final MathContext DIGITS = new MathContext(60);

    /** One feature: offset + value, with weights. */
    record Column(double offset, double[] values, double[] omega) {
        @Override
        public String toString() {
            return offset + " + " + Arrays.toString(values) + ", weights " + Arrays.toString(omega);
        }

        double x(int i) {
            return offset + values[i];
        }
    }

    @Provide
    Arbitrary<Column> columns() {
        Arbitrary<Double> offsets = Arbitraries.of(0.0, 1.0, -1e4, 1e9, 1e12, 3.3e8);
        return Arbitraries.integers().between(2, 40).flatMap(n -> Combinators.combine(
                        offsets,
                        Arbitraries.doubles()
                                .between(-3, 3)
                                .ofScale(4)
                                .array(double[].class)
                                .ofSize(n),
                        Arbitraries.doubles()
                                .between(0.1, 4)
                                .ofScale(3)
                                .array(double[].class)
                                .ofSize(n))
                .as(Column::new));
    }

    @Property(seed = SEED)
    void moments_weightedAndMerged_areAsGoodAsInTwiceThePrecision(
            @ForAll("columns") Column column, @ForAll @IntRange(min = 1, max = 5) int parts) {
        ExampleStatistics[] partial = new ExampleStatistics[parts];
        for (int k = 0; k < parts; k++) {
            partial[k] = new ExampleStatistics(1);
        }
        int n = column.values().length;
        for (int i = 0; i < n; i++) {
            partial[i % parts].addFeature(0, column.x(i), column.omega()[i]);
            partial[i % parts].endRow(0, column.omega()[i]);
        }
        ExampleStatistics statistics = new ExampleStatistics(1);
        for (ExampleStatistics part : partial) {
            statistics.merge(part);
        }

        BigDecimal weight = BigDecimal.ZERO;
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal squares = BigDecimal.ZERO;
        for (int i = 0; i < n; i++) {
            BigDecimal omega = new BigDecimal(column.omega()[i]);
            BigDecimal x = new BigDecimal(column.x(i));
            weight = weight.add(omega);
            sum = sum.add(omega.multiply(x));
            squares = squares.add(omega.multiply(x).multiply(x));
        }
        BigDecimal mean = sum.divide(weight, DIGITS);
        double deviations = squares.subtract(mean.multiply(sum)).round(DIGITS).doubleValue();

        assertThat(statistics.weight()).isEqualTo(weight.doubleValue());
        assertThat(statistics.mean(0)).isCloseTo(mean.doubleValue(), within(4 * Math.ulp(mean.doubleValue())));
        assertThat(statistics.sumOfSquares(0))
                .isCloseTo(squares.doubleValue(), within(4 * Math.ulp(squares.doubleValue())));
        double rounding = 0x1p-98 * squares.doubleValue(); // of sums with twice the digits of a double
        assertThat(statistics.sumOfSquaredDeviations(0)).isCloseTo(deviations, within(1e-14 * deviations + rounding));
    }
}
