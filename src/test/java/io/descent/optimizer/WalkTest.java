package io.descent.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.linalg.Vectors;
import io.descent.optimizer.StepSchedule.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WalkTest {

    private static final Parabola FUNCTION = new Parabola(1, 3, 1, 2, 3, 4);

    private static Walk walk(UpdateRule rule) {
        StepCourse course = new StepSchedule(StepSize.constant(0.1), Shape.COSINE, 0, 5).course(0.1);
        return new Walk(rule, course, 0, 2, 4, new double[] {5, 6, 7}, new double[rule.memory()][3]);
    }

    @Test
    void step_eachBatch_movesAndAddsUp() {
        Walk walk = walk(UpdateRule.GRADIENT_DESCENT);
        assertThat(walk.iteration()).isEqualTo(2);
        double[] before = walk.parameters().clone();
        double[] gradient = new double[3];
        double value = FUNCTION.evaluate(before, 2, 1, gradient).getAsDouble();
        walk.step(FUNCTION, 1);
        double size = 0.05 * (1 + Math.cos(Math.PI * 1.25 / 5));
        assertThat(walk.stepSize()).isCloseTo(size, within(1e-16));
        assertThat(walk.steps()).isEqualTo(1);
        assertThat(walk.meanValue()).isEqualTo(value);
        assertThat(walk.meanGradient()).isEqualTo(gradient);
        for (int j = 0; j < 3; j++) {
            assertThat(walk.parameters()[j]).isCloseTo(before[j] - size * gradient[j], within(1e-15));
        }
    }

    @Test
    void step_batchWithoutWeight_changesNothing() {
        Walk walk = walk(UpdateRule.ADAM);
        walk.step(FUNCTION, 0);
        double[] at = walk.parameters().clone();
        double value = walk.meanValue();
        walk.step(new Parabola(1, 3, 1, Double.NaN), 1);
        assertThat(walk.parameters()).isEqualTo(at);
        assertThat(walk.steps()).isEqualTo(1);
        assertThat(walk.meanValue()).isEqualTo(value);
    }

    /** Adam counts batches, also those it did not see. */
    @Test
    void step_numbers_goOnFromIterationToIteration() {
        Walk walk = walk(UpdateRule.ADAM);
        walk.step(FUNCTION, 2);
        double[] gradient = new double[3];
        FUNCTION.evaluate(new double[] {5, 6, 7}, 2, 2, gradient);
        double correction = (1 - 0.9) / (1 - Math.pow(0.9, 7)) / Math.sqrt((1 - 0.999) / (1 - Math.pow(0.999, 7)));
        assertThat(walk.parameters()[0]).isCloseTo(5 - walk.stepSize() * correction, within(1e-7));
        assertThat(gradient[0]).isPositive();
    }

    @ParameterizedTest
    @EnumSource(UpdateRule.class)
    void branch_moved_leavesTheWalkWhereItWas(UpdateRule rule) {
        Walk walk = walk(rule);
        walk.step(FUNCTION, 0);
        double[] numbers = walk.weighted(1);
        Walk branch = walk.branch();
        assertThat(branch.steps()).isZero();
        assertThat(branch.parameters()).isEqualTo(walk.parameters());
        branch.step(FUNCTION, 1);
        branch.step(FUNCTION, 2);
        assertThat(branch.parameters()).isNotEqualTo(walk.parameters());
        assertThat(walk.weighted(1)).isEqualTo(numbers);
    }

    @ParameterizedTest
    @EnumSource(UpdateRule.class)
    void join_oneBranch_isThatBranchBitForBit(UpdateRule rule) {
        Walk expected = walk(rule);
        Walk walk = walk(rule);
        Walk branch = walk.branch();
        for (int batch = 0; batch < 4; batch++) {
            expected.step(FUNCTION, batch);
            branch.step(FUNCTION, batch);
        }
        walk.join(branch.weighted(1));
        assertThat(walk.parameters()).isEqualTo(expected.parameters());
        assertThat(walk.memory()).isDeepEqualTo(expected.memory());
        assertThat(walk.meanGradient()).isEqualTo(expected.meanGradient());
        assertThat(walk.meanValue()).isEqualTo(expected.meanValue());
        assertThat(walk.steps()).isEqualTo(4);
        assertThat(walk.stepSize()).isEqualTo(expected.stepSize());
    }

    /** One branch of weight 3 and one of weight 1, after steps that all took together. */
    @ParameterizedTest
    @EnumSource(UpdateRule.class)
    void join_severalBranches_isTheirMeanByWeight(UpdateRule rule) {
        Walk walk = walk(rule);
        walk.step(FUNCTION, 0);
        double first = walk.meanValue();
        double[] firstGradient = walk.meanGradient();
        Walk one = walk.branch();
        Walk other = walk.branch();
        one.step(FUNCTION, 1);
        one.step(FUNCTION, 2);
        other.step(FUNCTION, 3);
        other.step(FUNCTION, 1);
        walk.join(Vectors.plus(one.weighted(3), 1, other.weighted(1)));
        assertThat(walk.steps()).isEqualTo(3);
        double mean = (first + 2 * (0.75 * one.meanValue() + 0.25 * other.meanValue())) / 3;
        assertThat(walk.meanValue()).isCloseTo(mean, within(1e-12));
        for (int j = 0; j < 3; j++) {
            assertThat(walk.parameters()[j])
                    .isCloseTo(0.75 * one.parameters()[j] + 0.25 * other.parameters()[j], within(1e-13));
            double gradient =
                    (firstGradient[j] + 2 * (0.75 * one.meanGradient()[j] + 0.25 * other.meanGradient()[j])) / 3;
            assertThat(walk.meanGradient()[j]).isCloseTo(gradient, within(1e-12));
            for (int k = 0; k < walk.memory().length; k++) {
                assertThat(walk.memory()[k][j])
                        .isCloseTo(0.75 * one.memory()[k][j] + 0.25 * other.memory()[k][j], within(1e-13));
            }
        }
    }

    @Test
    void join_noWeight_staysWhereItWas() {
        Walk walk = walk(UpdateRule.MOMENTUM);
        walk.step(FUNCTION, 0);
        double[] numbers = walk.weighted(1);
        Walk branch = walk.branch();
        walk.join(branch.weighted(0));
        assertThat(walk.weighted(1)).isEqualTo(numbers);
    }

    /** A branch that leaves the range of numbers takes the others with it, and is not hidden by their mean. */
    @Test
    void join_aBranchThatIsNoNumber_isNoNumber() {
        Walk walk = walk(UpdateRule.GRADIENT_DESCENT);
        Walk good = walk.branch();
        Walk bad = walk.branch();
        good.step(FUNCTION, 0);
        bad.step(new Parabola(Double.POSITIVE_INFINITY, 3, 1, 1, 1, 1), 0);
        assertThat(bad.isFinite()).isFalse();
        walk.join(Vectors.plus(good.weighted(1), 1, bad.weighted(1)));
        assertThat(walk.isFinite()).isFalse();
    }
}
