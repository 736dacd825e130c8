package io.descent.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.gradient.Blocks.Layout;
import io.descent.linalg.PlainAlgebra;
import io.descent.optimizer.ConjugateGradient;
import io.descent.training.ArrayFit.Fitted;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing to explain: the start is the answer. */
class ConstantLabelTest {

    @ParameterizedTest
    @CsvSource({"0, 10", "1, 10", "0.1, 10", "0.1, 3", "0.7, 97", "1e17, 49", "-3.3, 49", "1e-200, 30"})
    void fit_constantLabel_endsAtTheStart(double label, int rows) {
        double[][] x = PlainAlgebra.gaussian(new Random(1), rows, 2);
        double[] y = new double[rows];
        Arrays.fill(y, label);
        for (Layout layout : Layout.values()) {
            assertStart(new ArrayFit(x, y).layout(layout).fit(), label);
        }
    }

    @ParameterizedTest
    @CsvSource({"0.1, 10", "0.7, 97", "-3.3, 49", "0.3, 50", "1.1, 31"})
    void fit_constantLabelWithWeights_endsAtTheStart(double label, int rows) {
        Random random = new Random(2);
        double[][] x = PlainAlgebra.gaussian(random, rows, 2);
        double[] y = new double[rows];
        double[] omega = new double[rows];
        for (int i = 0; i < rows; i++) {
            y[i] = label;
            omega[i] = random.nextDouble();
        }
        assertStart(new ArrayFit(x, y).weights(omega).fit(), label);
        assertStart(
                new ArrayFit(x, y)
                        .weights(omega)
                        .optimizer(new ConjugateGradient())
                        .rule(1e-8, 10)
                        .fit(),
                label);
    }

    private static void assertStart(Fitted fitted, double label) {
        assertThat(fitted.values()).containsExactly(0, 0, label);
        assertThat(fitted.result().converged()).isTrue();
        assertThat(fitted.result().history().iterations()).isZero();
    }
}
