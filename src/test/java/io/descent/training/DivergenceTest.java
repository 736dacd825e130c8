package io.descent.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.descent.linalg.Vectors;
import io.descent.optimizer.AcceleratedGradient;
import io.descent.optimizer.GradientDescent;
import io.descent.optimizer.Momentum;
import io.descent.optimizer.OptimizerSettings;
import io.descent.optimizer.StepSize;
import io.descent.training.ArrayFit.Fitted;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A step that is too long is noticed soon, and the message names one that is not. */
class DivergenceTest {

    private static final Pattern MESSAGE = Pattern.compile("the descent diverged: the loss went from \\S+ at the start"
            + " to (?<loss>.+) at iteration (?<iteration>\\d+) with step size (?<used>\\S+); a step size of"
            + " (?<step>\\S+) would not \\(1/L, L = \\S+ the largest curvature\\)");

    private final Problem problem = Problem.noisy(1, 60, 4);

    /** A method with a given constant step. */
    record Method(String name, Function<StepSize, OptimizerSettings> withStep) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** A step that many times the stable one. */
    record TooLong(Method method, double step) {}

    static List<TooLong> steps() {
        List<Method> methods = List.of(
                new Method(GradientDescent.NAME, GradientDescent::new),
                new Method(Momentum.NAME, Momentum::new),
                new Method(
                        AcceleratedGradient.NESTEROV,
                        size -> new AcceleratedGradient(AcceleratedGradient.NESTEROV, size)));
        List<TooLong> steps = new ArrayList<>();
        for (Method method : methods) {
            for (double step : new double[] {3, 100, 1e8, 1e300}) {
                steps.add(new TooLong(method, step));
            }
        }
        return steps;
    }

    @ParameterizedTest
    @MethodSource("steps")
    void fit_stepTooLong_isNoticedSoonAndNamesAStepThatConverges(TooLong tooLong) {
        Function<StepSize, OptimizerSettings> method = tooLong.method().withStep();
        DivergedException diverged = catchThrowableOfType(
                DivergedException.class, () -> fit(problem, method.apply(StepSize.constant(tooLong.step()))));

        Matcher message = MESSAGE.matcher(diverged.getMessage());
        assertThat(message.matches()).as(diverged.getMessage()).isTrue();
        assertThat(Integer.parseInt(message.group("iteration"))).isBetween(1, tooLong.step() < 100 ? 8 : 2);
        assertThat(Double.parseDouble(message.group("used"))).isEqualTo(tooLong.step());

        double named = Double.parseDouble(message.group("step"));
        Fitted fitted = fit(problem, method.apply(StepSize.constant(named)));
        assertThat(fitted.result().reason()).isEqualTo(StopReason.TOLERANCE);
        LeastSquaresTest.assertClose(fitted.values(), problem.leastSquares(), 1e-6);
    }

    /** Just beyond 2/L plain descent climbs slowly; three rises in a row are enough. */
    @Test
    void fit_stepJustTooLong_isNoticedByItsRises() {
        double curvature = largestCurvature();
        DivergedException diverged = catchThrowableOfType(
                DivergedException.class, () -> fit(problem, new GradientDescent(StepSize.constant(2.02 / curvature))));
        Matcher message = MESSAGE.matcher(diverged.getMessage());
        assertThat(message.matches()).as(diverged.getMessage()).isTrue();
        assertThat(Integer.parseInt(message.group("iteration"))).isBetween(3, 20);
    }

    @Test
    void fit_stepJustShortEnough_converges() {
        double curvature = largestCurvature();
        Fitted fitted = fit(problem, new GradientDescent(StepSize.constant(1.95 / curvature)));
        assertThat(fitted.result().reason()).isEqualTo(StopReason.TOLERANCE);
    }

    @Test
    void fit_lossBeyondAllNumbers_isNamedInWords() {
        DivergedException diverged = catchThrowableOfType(
                DivergedException.class, () -> fit(problem, new GradientDescent(StepSize.constant(1e300))));
        Matcher message = MESSAGE.matcher(diverged.getMessage());
        assertThat(message.matches()).isTrue();
        assertThat(message.group("loss")).isEqualTo("no finite number");
    }

    private static Fitted fit(Problem problem, OptimizerSettings method) {
        return problem.fit().optimizer(method).rule(1e-8, 5000).fit();
    }

    /** By many steps of the power method on J's own second derivative. */
    private double largestCurvature() {
        Objective objective = problem.fit().objective();
        double[] p = {1, 1, 1, 1, 0};
        double curvature = 0;
        for (int step = 0; step < 200; step++) {
            double[] next = objective.curvature(p).product();
            curvature = Vectors.norm(next);
            p = Vectors.times(1 / curvature, next);
        }
        return curvature;
    }
}
