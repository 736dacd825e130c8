package io.descent.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExampleStatisticsTest {

    @Test
    void statistics_twoColumns_areTheOnesOnPaper() {
        ExampleStatistics statistics = of(new double[][] {{1, 10}, {2, 20}, {6, 60}}, new double[] {1, 0, -4});
        assertThat(statistics.rows()).isEqualTo(3);
        assertThat(statistics.features()).isEqualTo(2);
        assertThat(statistics.weight()).isEqualTo(3);
        assertThat(statistics.mean(0)).isEqualTo(3);
        assertThat(statistics.mean(1)).isEqualTo(30);
        assertThat(statistics.min(1)).isEqualTo(10);
        assertThat(statistics.max(1)).isEqualTo(60);
        assertThat(statistics.sumOfSquaredDeviations(0)).isEqualTo(14);
        assertThat(statistics.standardDeviation(0)).isCloseTo(Math.sqrt(7), within(1e-15));
        assertThat(statistics.label()).isEqualTo(2);
        assertThat(statistics.mean(statistics.label())).isEqualTo(-1);
        assertThat(statistics.sumOfSquares(statistics.label())).isEqualTo(17);
        assertThat(statistics.density()).isEqualTo(1);
    }

    /** −1, 0 and 1 around a mean whose square has no digit of a double left for them. */
    @ParameterizedTest
    @CsvSource({"1e9", "1e12", "123456789.3", "-987654321.7"})
    void standardDeviation_hugeMeanAndDeviation1_keepsNineDigits(double mean) {
        ExampleStatistics statistics = new ExampleStatistics(1);
        for (int i = 0; i < 3000; i++) {
            statistics.addFeature(0, mean + (i % 3 - 1), 1);
            statistics.endRow(mean + (i % 3 - 1), 1);
        }
        double exact = spread(mean, 3000);
        assertThat(statistics.standardDeviation(0)).isCloseTo(exact, within(1e-9 * exact));
        assertThat(statistics.sumOfSquaredDeviations(1)).isCloseTo(exact * exact * 2999, within(1e-5));
    }

    /** The same with a weight that is no binary fraction. */
    @ParameterizedTest
    @CsvSource({"1e9", "123456789.3"})
    void standardDeviation_hugeMeanAndWeights_keepsNineDigits(double mean) {
        ExampleStatistics statistics = new ExampleStatistics(1);
        for (int i = 0; i < 3000; i++) {
            statistics.addFeature(0, mean + (i % 3 - 1), 0.1);
            statistics.endRow(0, 0.1);
        }
        double exact = spread(mean, 3000);
        assertThat(statistics.standardDeviation(0)).isCloseTo(exact, within(1e-9 * exact));
    }

    /** The deviation of the values as they are rounded, from their deviations from {@code mean}. */
    private static double spread(double mean, int rows) {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < rows; i++) {
            double deviation = (mean + (i % 3 - 1)) - mean; // exact
            sum += deviation;
            squares += deviation * deviation;
        }
        return Math.sqrt((squares - sum * sum / rows) / (rows - 1));
    }

    @Test
    void weights_integers_equalRepeatedRowsButForTheDivisor() {
        ExampleStatistics weighted = new ExampleStatistics(1);
        weighted.addFeature(0, 2, 3);
        weighted.endRow(1, 3);
        weighted.addFeature(0, 7, 1);
        weighted.endRow(5, 1);
        ExampleStatistics repeated = of(new double[][] {{2}, {2}, {2}, {7}}, new double[] {1, 1, 1, 5});

        assertThat(weighted.rows()).isEqualTo(2);
        assertThat(weighted.weight()).isEqualTo(4);
        assertThat(weighted.mean(0)).isEqualTo(repeated.mean(0));
        assertThat(weighted.mean(1)).isEqualTo(repeated.mean(1));
        assertThat(weighted.sumOfSquaredDeviations(0)).isEqualTo(repeated.sumOfSquaredDeviations(0));
        double divisor = 4 - (9 + 1) / 4.0; // Σω − Σω²/Σω
        assertThat(weighted.standardDeviation(0))
                .isCloseTo(Math.sqrt(weighted.sumOfSquaredDeviations(0) / divisor), within(1e-15));
    }

    @Test
    void weights_allMultiplied_leaveTheDeviation() {
        ExampleStatistics ones = new ExampleStatistics(1);
        ExampleStatistics thousands = new ExampleStatistics(1);
        for (int i = 0; i < 10; i++) {
            ones.addFeature(0, i * i, 1);
            ones.endRow(0, 1);
            thousands.addFeature(0, i * i, 1000);
            thousands.endRow(0, 1000);
        }
        assertThat(thousands.standardDeviation(0)).isCloseTo(ones.standardDeviation(0), within(1e-12));
    }

    @Test
    void merge_anyGrouping_isTheWhole() {
        double[][] x = {{1, 0}, {2, 5}, {-3, 0}, {4, 0.5}};
        double[] y = {1, 2, 3, 4};
        ExampleStatistics whole = of(x, y);
        ExampleStatistics merged = new ExampleStatistics(2);
        for (int i = x.length - 1; i >= 0; i--) {
            assertThat(merged.merge(of(new double[][] {x[i]}, new double[] {y[i]})))
                    .isSameAs(merged);
        }
        assertThat(merged.rows()).isEqualTo(4);
        assertThat(merged.weight()).isEqualTo(whole.weight());
        assertThat(merged.density()).isEqualTo(whole.density());
        for (int j = 0; j <= 2; j++) {
            assertThat(merged.mean(j)).isEqualTo(whole.mean(j));
            assertThat(merged.standardDeviation(j)).isEqualTo(whole.standardDeviation(j));
            assertThat(merged.min(j)).isEqualTo(whole.min(j));
            assertThat(merged.max(j)).isEqualTo(whole.max(j));
        }
    }

    @Test
    void merge_otherNumberOfFeatures_isRefusedAndNamesBoth() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExampleStatistics(2).merge(new ExampleStatistics(3)))
                .withMessage("statistics to merge must have the same number of features, but have 2 and 3");
    }

    @Test
    void addFeature_leftOut_is0There() {
        ExampleStatistics statistics = new ExampleStatistics(2);
        statistics.addFeature(0, 3, 1);
        statistics.addFeature(1, -1, 1);
        statistics.endRow(0, 1);
        statistics.endRow(0, 1);
        statistics.addFeature(0, 6, 1);
        statistics.endRow(0, 1);
        assertThat(statistics.mean(0)).isEqualTo(3);
        assertThat(statistics.standardDeviation(0)).isCloseTo(3, within(1e-15));
        assertThat(statistics.min(0)).isZero();
        assertThat(statistics.max(0)).isEqualTo(6);
        assertThat(statistics.max(1)).isZero();
        assertThat(statistics.density()).isEqualTo(3 / 6.0);
    }

    @Test
    void addFeature_explicitZeros_areNotCountedAsDense() {
        assertThat(of(new double[][] {{0, 1}, {0, 0}}, new double[2]).density()).isEqualTo(0.25);
    }

    @Test
    void constant_anyValue_hasNoDeviation() {
        ExampleStatistics statistics = new ExampleStatistics(1);
        for (int i = 0; i < 1000; i++) {
            statistics.addFeature(0, 0.1, 1 / (1.0 + i));
            statistics.endRow(1e17 / 3, 1 / (1.0 + i));
        }
        assertThat(statistics.isConstant(0)).isTrue();
        assertThat(statistics.standardDeviation(0)).isZero();
        assertThat(statistics.standardDeviation(1)).isZero();
        assertThat(statistics.sumOfSquaredDeviations(1)).isZero();
    }

    @Test
    void constant_butForARowThatLeavesItOut_isNotConstant() {
        ExampleStatistics statistics = new ExampleStatistics(1);
        statistics.addFeature(0, 4, 1);
        statistics.endRow(0, 1);
        statistics.endRow(0, 1);
        assertThat(statistics.isConstant(0)).isFalse();
    }

    /** A column that varies must never look constant, or its scale would take it out. */
    @ParameterizedTest
    @CsvSource({"1, 1.0000000000000002", "1e300, 1.1e300", "0, 1e-200", "-1e-300, 1e-300"})
    void standardDeviation_ofAColumnThatVaries_isPositiveAndFinite(double low, double high) {
        ExampleStatistics statistics = of(new double[][] {{low}, {high}, {low}}, new double[3]);
        assertThat(statistics.standardDeviation(0)).isPositive().isFinite();
    }

    @Test
    void standardDeviation_oneRowHasAllTheWeight_isStillPositive() {
        ExampleStatistics statistics = new ExampleStatistics(1);
        statistics.addFeature(0, 1, 5);
        statistics.endRow(0, 5);
        statistics.addFeature(0, 3, 0);
        statistics.endRow(0, 0);
        assertThat(statistics.standardDeviation(0)).isPositive().isFinite();
    }

    @Test
    void addRow_gatheredRows_areInWhateverIsReadNext() {
        double[] row = {2, 0};
        assertThat(dense(row).weight()).isEqualTo(1);
        assertThat(dense(row).mean(0)).isEqualTo(2);
        assertThat(dense(row).min(0)).isEqualTo(2);
        assertThat(dense(row).max(2)).isEqualTo(5);
        assertThat(dense(row).sumOfSquares(0)).isEqualTo(4);
        assertThat(dense(row).isConstant(1)).isTrue();
        assertThat(dense(row).standardDeviation(0)).isZero();
        assertThat(dense(row).density()).isEqualTo(0.5);
        assertThat(new ExampleStatistics(2).merge(dense(row)).mean(0)).isEqualTo(2);
        assertThat(dense(row).merge(dense(new double[] {4, 0})).mean(0)).isEqualTo(3);
    }

    private static ExampleStatistics dense(double[] row) {
        ExampleStatistics statistics = new ExampleStatistics(2);
        statistics.addRow(row, 5, 1);
        return statistics;
    }

    @Test
    void addRow_arrayUsedAgain_isNotKept() {
        ExampleStatistics statistics = new ExampleStatistics(1);
        double[] row = {1};
        statistics.addRow(row, 0, 1);
        row[0] = 3;
        statistics.addRow(row, 0, 1);
        assertThat(statistics.mean(0)).isEqualTo(2);
    }

    @Test
    void writeObject_gatheredRows_areWritten() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(dense(new double[] {2, 7}));
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            ExampleStatistics copy = (ExampleStatistics) in.readObject();
            assertThat(copy.mean(1)).isEqualTo(7);
            copy.addRow(new double[] {4, 7}, 5, 1);
            assertThat(copy.mean(0)).isEqualTo(3);
        }
    }

    @Test
    void largestWeight_isTheLargestOfAllRowsAndParts() {
        assertThat(new ExampleStatistics(1).largestWeight()).isZero();
        ExampleStatistics statistics = dense(new double[2]);
        statistics.addRow(new double[2], 0, 4);
        statistics.endRow(0, 3);
        assertThat(statistics.largestWeight()).isEqualTo(4);
        assertThat(dense(new double[2]).merge(statistics).largestWeight()).isEqualTo(4);
    }

    @Test
    void range_zerosOfBothSigns_doesNotDependOnTheirOrder() {
        ExampleStatistics one = of(new double[][] {{0.0}, {-0.0}}, new double[2]);
        ExampleStatistics other = of(new double[][] {{-0.0}, {0.0}}, new double[2]);
        assertThat(Double.doubleToRawLongBits(one.min(0))).isEqualTo(Double.doubleToRawLongBits(other.min(0)));
        assertThat(Double.doubleToRawLongBits(one.mean(0))).isEqualTo(Double.doubleToRawLongBits(other.mean(0)));
    }

    private static ExampleStatistics of(double[][] x, double[] y) {
        ExampleStatistics statistics = new ExampleStatistics(x[0].length);
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x[i].length; j++) {
                statistics.addFeature(j, x[i][j], 1);
            }
            statistics.endRow(y[i], 1);
        }
        return statistics;
    }
}
