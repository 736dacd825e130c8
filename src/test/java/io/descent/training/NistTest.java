package io.descent.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.linalg.Vectors;
import io.descent.training.ArrayFit.Fitted;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Certified values of the Statistical Reference Datasets of the National Institute of Standards and Technology
 * (NIST/ITL StRD, linear regression), in double precision, by plain conjugate gradients, with the rows in blocks of
 * several sizes. What a fit on Spark reaches, with its preconditioner, is in DescentRegressorNistTest.
 */
class NistTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100})
    void norris_certifiedTo10Digits(int rowsPerBlock) {
        assertDigits(fit("norris", 1, rowsPerBlock), 10, 1.00211681802045, -0.262323073774029);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100})
    void noInt1_certifiedTo10Digits(int rowsPerBlock) {
        NistTable table = NistTable.read("noint1");
        Fitted fitted = new ArrayFit(table.powers(1), table.label())
                .withoutIntercept()
                .rowsPerBlock(rowsPerBlock)
                .fit();
        assertDigits(fitted, 10, 2.07438016528926, 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100})
    void wampler1_certifiedTo6Digits(int rowsPerBlock) {
        assertDigits(fit("wampler1", 5, rowsPerBlock), 6, 1, 1, 1, 1, 1, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100})
    void wampler2_certifiedTo10Digits(int rowsPerBlock) {
        assertDigits(fit("wampler2", 5, rowsPerBlock), 10, 0.1, 0.01, 0.001, 0.0001, 0.00001, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100})
    void longley_certifiedTo10Digits(int rowsPerBlock) {
        NistTable table = NistTable.read("longley");
        Fitted fitted = new ArrayFit(table.columns(), table.label())
                .rowsPerBlock(rowsPerBlock)
                .fit();
        assertDigits(
                fitted,
                10,
                15.0618722713733,
                -0.358191792925910E-01,
                -2.02022980381683,
                -1.03322686717359,
                -0.511041056535807E-01,
                1829.15146461355,
                -3482258.63459582);
    }

    /** Condition 4e9: the loop alone cannot know, but whatever it returns is a number. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100})
    void filip_isFinite(int rowsPerBlock) {
        Fitted fitted = fit("filip", 10, rowsPerBlock);
        assertThat(Vectors.allFinite(fitted.values())).isTrue();
        assertThat(fitted.result().point().isFinite()).isTrue();
    }

    private static Fitted fit(String name, int degree, int rowsPerBlock) {
        NistTable table = NistTable.read(name);
        return new ArrayFit(table.powers(degree), table.label())
                .rowsPerBlock(rowsPerBlock)
                .fit();
    }

    private static void assertDigits(Fitted fitted, int digits, double... certified) {
        double[] values = fitted.values();
        assertThat(values).hasSameSizeAs(certified);
        for (int j = 0; j < certified.length; j++) {
            double tolerance = Math.pow(10, -digits) * Math.abs(certified[j]);
            assertThat(Math.abs(values[j] - certified[j])).as("parameter %d", j).isLessThanOrEqualTo(tolerance);
        }
        assertThat(fitted.result().converged()).isTrue();
    }
}
