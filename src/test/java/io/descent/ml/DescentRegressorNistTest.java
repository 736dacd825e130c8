package io.descent.ml;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.ArrayTable;
import io.descent.linalg.Vectors;
import io.descent.training.NistTable;
import io.descent.training.StopReason;
import io.descent.training.TrainingSummary;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** NIST's certified values in double precision with the default settings, through Spark. */
class DescentRegressorNistTest {

    /** Degree of the polynomial in the first x; 0 for the x's as they are. */
    private static final Map<String, Integer> DEGREES =
            Map.of("norris", 1, "noint1", 1, "wampler1", 5, "wampler2", 5, "longley", 0, "filip", 10);

    @Test
    void norris_certifiedTo10Digits() {
        assertDigits(fit("norris", 2), 10, 1.00211681802045, -0.262323073774029);
    }

    @Test
    void noInt1_certifiedTo10Digits() {
        assertDigits(fit("noint1", 2), 10, 2.07438016528926, 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void wampler1_certifiedTo10Digits(int partitions) {
        assertDigits(fit("wampler1", partitions), 10, 1, 1, 1, 1, 1, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void wampler2_certifiedTo10Digits(int partitions) {
        assertDigits(fit("wampler2", partitions), 10, 0.1, 0.01, 0.001, 0.0001, 0.00001, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void longley_certifiedTo10Digits(int partitions) {
        assertDigits(
                fit("longley", partitions),
                10,
                15.0618722713733,
                -0.358191792925910E-01,
                -2.02022980381683,
                -1.03322686717359,
                -0.511041056535807E-01,
                1829.15146461355,
                -3482258.63459582);
    }

    /** Condition 4e9: weights without a digit to trust are no success, and no NaN either. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void filip_isCalledIllConditioned(int partitions) {
        DescentRegressionModel model = fit("filip", partitions);
        TrainingSummary summary = model.summary().orElseThrow();
        assertThat(summary.stopReason()).isEqualTo(StopReason.ILL_CONDITIONED);
        assertThat(summary.converged()).isFalse();
        assertThat(summary.warnings())
                .singleElement()
                .asString()
                .startsWith("the problem is too ill-conditioned (condition number ")
                .contains("set lambda > 0");
        assertThat(Vectors.allFinite(model.parameters().toArray())).isTrue();
        assertThat(summary.metrics().mse()).isFinite();
    }

    private static DescentRegressionModel fit(String name, int partitions) {
        NistTable table = NistTable.read(name);
        int degree = DEGREES.get(name);
        double[][] x = degree == 0 ? table.columns() : table.powers(degree);
        return new DescentRegressor()
                .setFeaturesCols(ArrayTable.names(x[0].length))
                .setPrecision("double")
                .setFitIntercept(!name.equals("noint1"))
                .fit(ArrayTable.columns(x, table.label()).partitions(partitions).table());
    }

    private static void assertDigits(DescentRegressionModel model, int digits, double... certified) {
        double[] values = model.parameters().toArray();
        assertThat(values).hasSameSizeAs(certified);
        for (int j = 0; j < certified.length; j++) {
            double tolerance = Math.pow(10, -digits) * Math.abs(certified[j]);
            assertThat(Math.abs(values[j] - certified[j])).as("parameter %d", j).isLessThanOrEqualTo(tolerance);
        }
        TrainingSummary summary = model.summary().orElseThrow();
        assertThat(summary.converged()).isTrue();
        assertThat(summary.warnings()).isEmpty();
    }
}
