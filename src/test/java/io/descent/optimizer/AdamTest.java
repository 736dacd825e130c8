package io.descent.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.descent.linalg.Vectors;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdamTest {

    private final Quadratic function =
            new Quadratic(new double[][] {{4, 0}, {0, 1e-3}}, new double[] {1, -2000}, 0); // gradient (−4, 2)

    @Test
    void step_first_movesEachParameterByTheStepWhateverItsGradient() {
        Optimizer adam = new Adam(StepSize.constant(0.01)).create();
        Point next = adam.step(function.start(), function);
        assertThat(next.parameters()).containsExactly(new double[] {0.01, -0.01}, within(1e-9));
        assertThat(adam.stepSize()).hasValue(0.01);
    }

    /** With β₁ = β₂ = 0.5 and gradients −4 and −3.9: m̂ = (1 + 1.95)·…, as on paper. */
    @Test
    void step_second_weighsTheGradientsByBeta() {
        Adam adam = new Adam(StepSize.constant(0.025), 0.5, 0.5, 1e-300);
        Quadratic one = new Quadratic(new double[][] {{4}}, new double[] {1}, 0);
        Optimizer optimizer = adam.create();
        Point first = optimizer.step(one.start(), one);
        Point second = optimizer.step(first, one);
        double g1 = -4;
        double g2 = 4 * (0.025 - 1);
        double mean = (0.25 * g1 + 0.5 * g2) / 0.75;
        double square = (0.25 * g1 * g1 + 0.5 * g2 * g2) / 0.75;
        assertThat(second.parameters()[0]).isCloseTo(0.025 - 0.025 * mean / Math.sqrt(square), within(1e-15));
    }

    /** A tenth of the first root mean squared error, falling as 1/(1 + t/50). */
    @Test
    void stepSize_auto_isATenthOfTheFirstErrorAndFalls() {
        Optimizer adam = new Adam(StepSize.AUTO).create();
        Point start = function.start();
        Point next = adam.step(start, function);
        double first = 0.1 * Math.sqrt(start.value());
        assertThat(adam.stepSize().getAsDouble()).isCloseTo(first, within(1e-12));
        adam.step(next, function);
        assertThat(adam.stepSize().getAsDouble()).isCloseTo(first / 1.02, within(1e-12));
    }

    /** H = 2·11ᵀ + 2·0.01·I, as of features that go together: the root mean square change of predictions is bounded. */
    @ParameterizedTest
    @CsvSource({"1, 1", "10, 1", "100, 1", "1000, 1", "100, 1e6", "3, 1e9"})
    void step_autoOnFeaturesThatGoTogether_changesPredictionsByAQuarterOfTheErrorAtMost(int dimension, double unit) {
        double[][] h = new double[dimension][dimension];
        double[] minimum = new double[dimension];
        for (int j = 0; j < dimension; j++) {
            Arrays.fill(h[j], 2 * unit * unit);
            h[j][j] += 0.02 * unit * unit;
            minimum[j] = 1 / (unit * dimension);
        }
        Quadratic together = new Quadratic(h, minimum, 0);
        Point start = together.start();
        Optimizer adam = new Adam(StepSize.AUTO).create();
        Point point = start;
        for (int step = 0; step < 50; step++) {
            Point next = adam.step(point, together);
            double[] move = Vectors.minus(next.parameters(), point.parameters());
            double change = Math.sqrt(together.curvature(move).quadraticForm() / 2);
            assertThat(change).isLessThanOrEqualTo(0.2501 * Math.sqrt(start.value()));
            assertThat(next.value()).isLessThan(2 * start.value());
            point = next;
        }
        assertThat(point.value()).isLessThan(0.6); // of 1.5 at the start and 0.5 at the minimum
        assertThat(adam.stepMeaning()).isEqualTo(Optimizer.StepMeaning.OWN);
    }

    /** The proportion of two numbers cannot tell how far to go back from where there are none. */
    @Test
    void step_autoBeyondAllNumbers_comesBack() {
        Quadratic steep = new Quadratic(new double[][] {{1e306}}, new double[] {1e-153}, 0);
        Optimizer adam = new Adam(StepSize.AUTO).create();
        Point point = adam.step(steep.start(), new Ending(steep, 1e-150));
        assertThat(point.isFinite()).isTrue();
        assertThat(point.value()).isLessThan(2 * steep.start().value());
    }

    /** What is set is used, wherever it leads. */
    @Test
    void step_constant_isNotReduced() {
        Quadratic steep = new Quadratic(new double[][] {{1e6}}, new double[] {1}, 0);
        Optimizer adam = new Adam(StepSize.constant(50)).create();
        Point point = adam.step(steep.start(), steep);
        assertThat(point.parameters()).containsExactly(new double[] {50}, within(1e-5));
        assertThat(adam.stepMeaning()).isEqualTo(Optimizer.StepMeaning.LENGTH);

        Optimizer beyond = new Adam(StepSize.constant(50)).create();
        assertThat(beyond.step(steep.start(), new Ending(steep, 1)).isFinite()).isFalse();
        assertThat(beyond.stepSize()).hasValue(50);
    }

    @Test
    void step_gradient0_staysWithoutNaN() {
        Optimizer adam = new Adam(StepSize.constant(0.1)).create();
        Point minimum = function.evaluate(function.minimum());
        assertThat(adam.step(minimum, function).parameters()).containsExactly(function.minimum());
    }

    @Test
    void new_settingsOutOfRange_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Adam(StepSize.AUTO, 1, 0.9, 1e-8))
                .withMessage("beta1 must be in [0, 1), but is 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Adam(StepSize.AUTO, 0.9, -0.5, 1e-8))
                .withMessage("beta2 must be in [0, 1), but is -0.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Adam(StepSize.AUTO, 0.9, 0.9, 0))
                .withMessage("epsilon must be > 0, but is 0.0");
    }

    /** No number further than {@code end} from 0. */
    private record Ending(Quadratic inside, double end) implements DifferentiableFunction {
        @Override
        public int dimension() {
            return inside.dimension();
        }

        @Override
        public int weights() {
            return inside.weights();
        }

        @Override
        public double l1() {
            return inside.l1();
        }

        @Override
        public Point evaluate(double[] v) {
            double[] nothing = {Double.NaN};
            return Vectors.norm(v) > end ? Point.evaluated(v, Double.NaN, nothing, 0, 0) : inside.evaluate(v);
        }

        @Override
        public Curvature curvature(double[] direction) {
            return inside.curvature(direction);
        }
    }
}
