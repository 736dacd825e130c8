package io.descent.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What methods remember, and which memories they refuse. */
class OptimizerStateTest {

    /** Arrays whose length is the number of other arrays; it is those that are missed. */
    private static final Map<String, String> COUNTS = Map.of("alphas", "betas", "products", "move-");

    private final Quadratic function = Quadratic.withCondition(new Random(1), 6, 1e3);

    static List<OptimizerSettings> methods() {
        return List.of(
                new GradientDescent(StepSize.AUTO),
                new Momentum(StepSize.AUTO),
                new AcceleratedGradient(AcceleratedGradient.NESTEROV, StepSize.AUTO),
                new AcceleratedGradient(AcceleratedGradient.FISTA, StepSize.constant(1e-3)),
                new Adam(StepSize.AUTO),
                new LimitedMemoryBfgs(),
                new ConjugateGradient());
    }

    /** Infinities and signed zeros included. */
    @ParameterizedTest
    @MethodSource("methods")
    void restore_thenSave_isTheSameState(OptimizerSettings settings) {
        for (int steps : new int[] {0, 1, 3, 6, 9}) {
            OptimizerState state = stateAfter(settings, steps);
            Optimizer other = settings.create();
            other.restore(state, function.dimension());
            OptimizerState again = other.save();
            assertThat(again.arrays().keySet()).isEqualTo(state.arrays().keySet());
            state.arrays()
                    .forEach((name, values) ->
                            assertThat(bits(again.array(name))).as(name).isEqualTo(bits(values)));
        }
    }

    /** Saved after each step, while the descent goes on. */
    @ParameterizedTest
    @MethodSource("methods")
    void restore_afterAnyStep_takesTheSameSteps(OptimizerSettings settings) {
        assertSameSteps(settings, function);
    }

    /** The last direction is flat against those before it, which only the memory of them tells. */
    @Test
    void restore_conjugateGradientsBeforeAFlatDirection_takesTheSameSteps() {
        double[][] h = {{4, 0, 0}, {0, 1, 0}, {0, 0, 1e-20}};
        Quadratic flat = new Quadratic(h, new double[] {1, 1, 1e20}, 0);
        assertSameSteps(new ConjugateGradient(), flat);
    }

    private static void assertSameSteps(OptimizerSettings settings, Quadratic function) {
        Optimizer undisturbed = settings.create();
        List<OptimizerState> states = new ArrayList<>();
        List<Point> points = new ArrayList<>(List.of(function.start()));
        for (int k = 0; k < 20 && !undisturbed.stalled(); k++) {
            states.add(undisturbed.save());
            points.add(undisturbed.step(points.get(k), function));
        }
        states.add(undisturbed.save());
        for (int k = 0; k < states.size(); k++) {
            Optimizer optimizer = settings.create();
            optimizer.restore(states.get(k), function.dimension());
            Point point = points.get(k);
            for (int next = k + 1; next < points.size(); next++) {
                point = optimizer.step(point, function);
                assertThat(point).usingRecursiveComparison().isEqualTo(points.get(next));
            }
            assertThat(optimizer.stepSize()).isEqualTo(undisturbed.stepSize());
            assertThat(optimizer.relativeError(point)).isEqualTo(undisturbed.relativeError(point));
            assertThat(optimizer.stalled()).isEqualTo(undisturbed.stalled());
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void restore_nameMissing_isRefusedWithTheName(OptimizerSettings settings) {
        OptimizerState state = stateAfter(settings, 4);
        for (String name : state.arrays().keySet()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> settings.create().restore(without(name, state), function.dimension()))
                    .withMessage("the state of the optimizer must hold " + name + ", but does not");
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void restore_lengthWrong_isRefusedWithTheName(OptimizerSettings settings) {
        OptimizerState state = stateAfter(settings, 4);
        state.arrays().forEach((name, values) -> {
            OptimizerState longer = without(name, state).put(name, Arrays.copyOf(values, values.length + 1));
            assertThatIllegalArgumentException()
                    .as(name)
                    .isThrownBy(() -> settings.create().restore(longer, function.dimension()))
                    .withMessageContaining(COUNTS.getOrDefault(name, name));
        });
    }

    @Test
    void checkNames_oneTooMany_isRefusedWithTheName() {
        OptimizerState expected = new OptimizerState().put("t", 1.0);
        new OptimizerState().put("t", 2.0).checkNames(expected);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new OptimizerState().put("t", 1.0).put("velocity", 1, 2).checkNames(expected))
                .withMessage("the state of the optimizer must hold what its method remembers, but holds velocity");
    }

    @Test
    void put_sameNameTwice_isRefused() {
        OptimizerState state = new OptimizerState().put("t", 1.0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> state.put("t", true))
                .withMessage("a state must hold each name once, but holds t already");
    }

    @Test
    void whole_notAWholeNumber_isRefused() {
        for (double value : new double[] {0.5, -1, 1e10, Double.NaN, Double.POSITIVE_INFINITY}) {
            OptimizerState state = new OptimizerState().put("iteration", value);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> state.whole("iteration"))
                    .withMessage("iteration must be a whole number from 0, but is " + value);
        }
        assertThat(new OptimizerState().put("iteration", 7.0).whole("iteration"))
                .isEqualTo(7);
    }

    private OptimizerState stateAfter(OptimizerSettings settings, int steps) {
        Optimizer optimizer = settings.create();
        Point point = function.start();
        for (int k = 0; k < steps; k++) {
            point = optimizer.step(point, function);
        }
        return optimizer.save();
    }

    private static OptimizerState without(String name, OptimizerState state) {
        OptimizerState rest = new OptimizerState();
        state.arrays().forEach((other, values) -> {
            if (!other.equals(name)) {
                rest.put(other, values);
            }
        });
        return rest;
    }

    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
    }
}
