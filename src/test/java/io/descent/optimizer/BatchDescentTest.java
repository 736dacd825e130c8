package io.descent.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.descent.optimizer.Optimizer.StepMeaning;
import io.descent.optimizer.StepSchedule.Shape;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BatchDescentTest {

    private static final double[] SAME = {2, 2, 2, 2, 2, 2, 2, 2};

    private static BatchDescent descent(String name, double step) {
        StepSize size = step == 0 ? StepSize.AUTO : StepSize.constant(step);
        return new BatchDescent(name, new StepSchedule(size, Shape.CONSTANT, 0, 10));
    }

    private static Point after(Optimizer optimizer, Parabola function, int steps) {
        Point point = function.start(0);
        for (int t = 0; t < steps; t++) {
            point = optimizer.step(point, function);
        }
        return point;
    }

    static List<String> names() {
        return BatchDescent.NAMES;
    }

    @ParameterizedTest
    @MethodSource("names")
    void step_manyTimes_arrivesAtTheMinimum(String name) {
        Optimizer optimizer = descent(name, 0.02).create();
        Point point = after(optimizer, new Parabola(1, 3, SAME), 100);
        assertThat(point.value()).isLessThan(1e-4);
        for (double v : point.parameters()) {
            assertThat(v).isCloseTo(2, within(1e-2));
        }
        assertThat(optimizer.stepSize()).hasValue(0.02);
        assertThat(optimizer.stepMeaning()).isEqualTo(StepMeaning.LENGTH);
    }

    @ParameterizedTest
    @MethodSource("names")
    void step_pointGiven_isLeftAsItIs(String name) {
        Parabola function = new Parabola(1, 3, SAME);
        Point point = function.start(0.5);
        descent(name, 0).create().step(point, function);
        assertThat(point).usingRecursiveComparison().isEqualTo(function.start(0.5));
    }

    /** Curvatures that the automatic step size is too long for, by a factor from a bit to a million. */
    @ParameterizedTest
    @MethodSource("names")
    void step_automaticSizeTooLong_isReducedAndGoesDown(String name) {
        for (double curvature = 3; curvature < 1e8; curvature *= 1.3) {
            for (int batches : new int[] {1, 2, 3, 8, 40}) {
                double[] minima = new double[batches];
                Arrays.fill(minima, 2);
                Parabola function = new Parabola(curvature, 3, minima);
                double start = function.start(0).value();
                Optimizer optimizer = descent(name, 0).create();
                Point point = after(optimizer, function, 30);
                assertThat(function.evaluate(point.parameters()).value())
                        .as("%s curvature, %s batches", curvature, batches)
                        .isLessThan(start);
                assertThat(optimizer.stepMeaning()).isEqualTo(StepMeaning.OWN);
                if (!name.equals(Adam.NAME)) { // steps below 1/L are stable
                    assertThat(optimizer.save().number("reduction"))
                            .as("%s curvature, %s batches", curvature, batches)
                            .isGreaterThan(Math.min(0.9, 1 / (64 * curvature)));
                }
            }
        }
    }

    @Test
    void step_automaticSizeOfTheRightLength_isNotReduced() {
        for (String name : names()) {
            Parabola function = new Parabola(1, 3, SAME);
            Optimizer optimizer = descent(name, 0).create();
            after(optimizer, function, 20);
            assertThat(optimizer.save().number("reduction")).isEqualTo(1);
            assertThat(function.descents()).isEqualTo(20);
        }
    }

    /** Who sets a step size gets it, and is told what it led to. */
    @Test
    void step_givenSizeTooLong_isNotReduced() {
        Parabola function = new Parabola(1000, 3, SAME);
        Optimizer optimizer = descent(GradientDescent.NAME, 0.1).create();
        Point point = after(optimizer, function, 1);
        assertThat(point.value()).isGreaterThan(function.start(0).value());
        assertThat(optimizer.stepSize()).hasValue(0.1);
        assertThat(function.descents()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("names")
    void restore_afterAnyIteration_takesTheSameSteps(String name) {
        Parabola function = new Parabola(1000, 3, 1, 2, Double.NaN, 3);
        Optimizer undisturbed = descent(name, 0).create();
        Point point = function.start(0);
        Optimizer other = descent(name, 0).create();
        for (int t = 0; t < 12; t++) {
            OptimizerState state = other.save();
            other = descent(name, 0).create();
            other.restore(state, 3);
            Point next = undisturbed.step(point, function);
            assertThat(other.step(point, function)).usingRecursiveComparison().isEqualTo(next);
            assertThat(other.stepSize()).isEqualTo(undisturbed.stepSize());
            point = next;
        }
    }

    /** One batch is all examples: what is told of a point is J there. */
    @ParameterizedTest
    @MethodSource("names")
    void step_oneBatch_isEvaluatedWhereItLeads(String name) {
        Parabola function = new Parabola(1, 3, 2);
        Point point = after(descent(name, 0).create(), function, 5);
        assertThat(point).usingRecursiveComparison().isEqualTo(function.evaluate(point.parameters()));
    }

    @Test
    void new_methodOfOtherKind_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> descent(LimitedMemoryBfgs.NAME, 0))
                .withMessageContaining("must be one of adam, momentum, nesterov, gradient-descent, but is l-bfgs");
    }
}
