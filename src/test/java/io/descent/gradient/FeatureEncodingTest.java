package io.descent.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.gradient.FeatureEncoding.Centring;
import io.descent.gradient.FeatureEncoding.Standardise;
import io.descent.linalg.PlainAlgebra;
import io.descent.model.FeatureScaling;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FeatureEncodingTest {

    private static final ExampleStatistics NONE = new ExampleStatistics(1);

    private static final double[] COLUMN = {3, 5, 11, 12, 19};

    @ParameterizedTest
    @EnumSource(names = {"STORED", "IMPLICIT"})
    void standardisation_withIntercept_leadsToMean0AndDeviation1(Centring centring) {
        double[] z = standardised(COLUMN, Standardise.YES, centring);
        double sum = 0;
        double squares = 0;
        for (double value : z) {
            sum += value;
            squares += value * value;
        }
        assertThat(sum).isCloseTo(0, within(1e-14));
        assertThat(squares / (z.length - 1)).isCloseTo(1, within(1e-14));
    }

    @Test
    void standardisation_withoutIntercept_keepsTheZero() {
        double[] z = standardised(COLUMN, Standardise.YES, Centring.NONE);
        double deviation = statistics(COLUMN).standardDeviation(0);
        for (int i = 0; i < z.length; i++) {
            assertThat(z[i]).isCloseTo(COLUMN[i] / deviation, within(1e-15));
        }
    }

    @ParameterizedTest
    @EnumSource
    void standardisation_switchedOff_leadsBackToTheUnitsOfTheData(Centring centring) {
        double[] z = standardised(COLUMN, Standardise.NO, centring);
        for (int i = 0; i < z.length; i++) {
            assertThat(z[i]).isEqualTo(COLUMN[i]);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IMPLICIT", "NONE"})
    void storage_withoutStoredCentres_keepsZeros(Centring centring) {
        FeatureScaling storage = FeatureEncoding.of(statistics(COLUMN), NONE, Standardise.YES, centring)
                .storage();
        assertThat(storage.apply(0, 0)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"STORED", "IMPLICIT"})
    void constantFeature_withIntercept_isTakenOut(Centring centring) {
        FeatureEncoding encoding =
                FeatureEncoding.of(statistics(new double[] {7, 7, 7}), NONE, Standardise.YES, centring);
        assertThat(encoding.storage().varies(0)).isFalse();
        assertThat(encoding.standardisation().varies(0)).isFalse();
    }

    /** Without intercept a constant is the intercept's double, and wanted. */
    @Test
    void constantFeature_withoutIntercept_staysUnlessIt0() {
        FeatureEncoding sevens =
                FeatureEncoding.of(statistics(new double[] {-7, -7}), NONE, Standardise.YES, Centring.NONE);
        assertThat(sevens.standardisation().apply(0, sevens.storage().apply(0, -7)))
                .isEqualTo(-1);
        FeatureEncoding zeros =
                FeatureEncoding.of(statistics(new double[] {0, 0}), NONE, Standardise.YES, Centring.NONE);
        assertThat(zeros.standardisation().varies(0)).isFalse();
    }

    /** float32 must resolve deviations, not values: its 24 digits are those of a value's distance from the mean. */
    @ParameterizedTest
    @CsvSource({"0, 1", "1e6, 1", "1e12, 1", "-3e5, 0.001", "1e-200, 1e-205"})
    void storage_inFloat32_losesNoDigitToTheMean(double mean, double deviation) {
        Random random = new Random(1);
        double[] column = PlainAlgebra.gaussian(random, 500);
        for (int i = 0; i < column.length; i++) {
            column[i] = mean + deviation * column[i];
        }
        ExampleStatistics statistics = statistics(column);
        FeatureScaling storage = FeatureEncoding.of(statistics, NONE, Standardise.YES, Centring.STORED)
                .storage();
        for (double x : column) {
            double distance = Math.abs(x - statistics.mean(0)) + 0x1p-10 * deviation; // from c
            double stored = storage.apply(0, x);
            assertThat(inverse(storage, stored)).isCloseTo(x, within(Math.ulp(distance) + Math.ulp(x)));
            double error = 0x1.001p-24 * distance + Math.ulp(x);
            assertThat(inverse(storage, (float) stored)).isCloseTo(x, within(error));
        }
    }

    /** Small integers, as counts and years and codes are, lose nothing at all. */
    @Test
    void storage_ofSmallIntegersInFloat32_isExact() {
        double[] column = new double[300];
        for (int i = 0; i < column.length; i++) {
            column[i] = 1900 + (i * i) % 97;
        }
        FeatureScaling storage = FeatureEncoding.of(statistics(column), NONE, Standardise.YES, Centring.STORED)
                .storage();
        for (double x : column) {
            double stored = storage.apply(0, x);
            assertThat((double) (float) stored).isEqualTo(stored);
            assertThat(inverse(storage, stored)).isEqualTo(x);
        }
    }

    private static double inverse(FeatureScaling storage, double stored) {
        double at0 = storage.apply(0, 0); // −c/2ᵏ
        double[] flat = storage.toOriginal(new double[] {1, 0}); // 1/2ᵏ, −c/2ᵏ
        assertThat(flat[1]).isEqualTo(at0);
        return stored / flat[0] - flat[1] / flat[0];
    }

    private static double[] standardised(double[] column, Standardise standardise, Centring centring) {
        FeatureEncoding encoding = FeatureEncoding.of(statistics(column), NONE, standardise, centring);
        double[] z = new double[column.length];
        for (int i = 0; i < z.length; i++) {
            z[i] = encoding.descent().apply(0, encoding.storage().apply(0, column[i]));
            assertThat(encoding.descentToStandard().apply(0, z[i]))
                    .isCloseTo(
                            encoding.standardisation()
                                    .apply(0, encoding.storage().apply(0, column[i])),
                            within(1e-12));
        }
        return z;
    }

    static ExampleStatistics statistics(double[] column) {
        ExampleStatistics statistics = new ExampleStatistics(1);
        for (double x : column) {
            statistics.addFeature(0, x, 1);
            statistics.endRow(0, 1);
        }
        return statistics;
    }
}
