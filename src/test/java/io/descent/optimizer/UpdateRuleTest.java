package io.descent.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.descent.linalg.PlainAlgebra;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each rule against the formulas as they were published. */
class UpdateRuleTest {

    private static final int DIMENSION = 4;
    private static final int STEPS = 8;
    private static final double[][] GRADIENTS = PlainAlgebra.gaussian(new Random(1), STEPS, DIMENSION);
    private static final double[] START = {1, -2, 3, 0.5};

    /** η changes from step to step. */
    private static double eta(int t) {
        return 0.1 / t;
    }

    @Test
    void update_gradientDescent_isMinusEtaTimesTheGradient() {
        double[] v = START.clone();
        for (int t = 1; t <= STEPS; t++) {
            for (int j = 0; j < DIMENSION; j++) {
                v[j] -= eta(t) * GRADIENTS[t - 1][j];
            }
        }
        assertClose(walked(UpdateRule.GRADIENT_DESCENT), v);
    }

    @Test
    void update_momentum_isPolyaks() {
        double[] v = START.clone();
        double[] u = new double[DIMENSION];
        for (int t = 1; t <= STEPS; t++) {
            for (int j = 0; j < DIMENSION; j++) {
                u[j] = 0.9 * u[j] - eta(t) * GRADIENTS[t - 1][j];
                v[j] += u[j];
            }
        }
        assertClose(walked(UpdateRule.MOMENTUM), v);
    }

    /** With the place w and its move u, the gradient is taken at w + βu: that is where v stands. */
    @Test
    void update_nesterov_isTheLookAheadOfNesterovsMomentum() {
        double[] w = START.clone();
        double[] u = new double[DIMENSION];
        for (int t = 1; t <= STEPS; t++) {
            for (int j = 0; j < DIMENSION; j++) {
                u[j] = 0.9 * u[j] - eta(t) * GRADIENTS[t - 1][j];
                w[j] += u[j];
            }
        }
        double[] ahead = new double[DIMENSION];
        Arrays.setAll(ahead, j -> w[j] + 0.9 * u[j]);
        assertClose(walked(UpdateRule.NESTEROV), ahead);
    }

    @Test
    void update_adam_isAlgorithm1OfKingmaAndBa() {
        double[] v = START.clone();
        double[] m = new double[DIMENSION];
        double[] s = new double[DIMENSION];
        for (int t = 1; t <= STEPS; t++) {
            for (int j = 0; j < DIMENSION; j++) {
                double g = GRADIENTS[t - 1][j];
                m[j] = 0.9 * m[j] + 0.1 * g;
                s[j] = 0.999 * s[j] + 0.001 * g * g;
                double mHat = m[j] / (1 - Math.pow(0.9, t));
                double sHat = s[j] / (1 - Math.pow(0.999, t));
                v[j] -= eta(t) * mHat / (Math.sqrt(sHat) + 1e-8);
            }
        }
        assertClose(walked(UpdateRule.ADAM), v);
    }

    /** |∇J| ≤ l1 holds a weight at 0 exactly; the bias has no norm. */
    @ParameterizedTest
    @EnumSource(UpdateRule.class)
    void update_weightAt0WithinTheNorm_staysAt0(UpdateRule rule) {
        double[] v = new double[3];
        double[][] memory = new double[rule.memory()][3];
        for (int t = 1; t <= 300; t++) {
            rule.update(v, new double[] {0.99, -0.5, 0.99}, memory, t, rates(0.01, 1), 2);
        }
        assertThat(v[0]).isZero();
        assertThat(v[1]).isZero();
        assertThat(v[2]).isLessThan(-0.5);
    }

    /** ∇J + l1·sign(v) = 0 is where a weight rests, whatever is remembered of the way. */
    @ParameterizedTest
    @EnumSource(UpdateRule.class)
    void update_parabolaWithANorm_restsAtTheSoftThreshold(UpdateRule rule) {
        double[] minimum = {2, -3, 0.4, -0.2, 0.3};
        double[] expected = {1.5, -2.5, 0, 0, 0.3}; // by 0.5 nearer to 0, but for the bias
        double[] v = {1, 1, 1, 1, 1};
        double[][] memory = new double[rule.memory()][5];
        for (int t = 1; t <= 4000; t++) {
            double[] g = new double[5];
            Arrays.setAll(g, j -> v[j] - minimum[j]);
            rule.update(v, g, memory, t, rates(0.02 / (1 + 0.002 * t), 0.5), 4);
        }
        for (int j = 0; j < 5; j++) {
            assertThat(v[j]).isCloseTo(expected[j], within(1e-6));
        }
        assertThat(v[2]).isZero();
        assertThat(v[3]).isZero();
    }

    /** Moves are as long as the step size; means of gradients know nothing of it. What is saved stays as it is. */
    @ParameterizedTest
    @EnumSource(UpdateRule.class)
    void shortened_memory_isOfAShorterStep(UpdateRule rule) {
        double[][] whole = new double[rule.memory()][DIMENSION];
        double[][] quarter = new double[rule.memory()][DIMENSION];
        double[] v = START.clone();
        double[] w = START.clone();
        for (int t = 1; t <= STEPS; t++) {
            rule.update(v, GRADIENTS[t - 1], whole, t, rates(eta(t), 0), DIMENSION);
            rule.update(w, GRADIENTS[t - 1], quarter, t, rates(eta(t) / 4, 0), DIMENSION);
        }
        double[][] shortened = rule.shortened(whole, 0.25);
        assertThat(shortened.length).isEqualTo(rule.memory());
        for (int k = 0; k < rule.memory(); k++) {
            assertClose(shortened[k], quarter[k]);
        }
    }

    @Test
    void named_eachMethod_isItsRule() {
        assertThat(BatchDescent.NAMES.stream().map(UpdateRule::named)).containsExactlyInAnyOrder(UpdateRule.values());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UpdateRule.named("l-bfgs"))
                .withMessage("a method of many small steps must be one of adam, momentum, nesterov, gradient-descent,"
                        + " but is l-bfgs");
    }

    private static double[] walked(UpdateRule rule) {
        double[] v = START.clone();
        double[][] memory = new double[rule.memory()][DIMENSION];
        for (int t = 1; t <= STEPS; t++) {
            rule.update(v, GRADIENTS[t - 1], memory, t, rates(eta(t), 0), DIMENSION);
        }
        return v;
    }

    private static void assertClose(double[] found, double[] expected) {
        for (int j = 0; j < expected.length; j++) {
            assertThat(found[j]).isCloseTo(expected[j], within(1e-13));
        }
    }

    private static UpdateRule.Rates rates(double eta, double l1) {
        return new UpdateRule.Rates(eta, l1, 0);
    }

    @Test
    void update_weightDecay_isOfWeightsAloneAndNotOfTheGradient() {
        double[] v = {2, 2};
        UpdateRule.ADAM.update(v, new double[2], new double[2][2], 1, new UpdateRule.Rates(0.5, 0, 0.25), 1);
        assertThat(v).containsExactly(2 * (1 - 0.5 * 0.25), 2);
    }
}
