package io.descent.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.descent.linalg.PlainAlgebra;
import io.descent.linalg.Precision;
import io.descent.linalg.Vectors;
import io.descent.optimizer.AcceleratedGradient;
import io.descent.optimizer.Adam;
import io.descent.optimizer.GradientDescent;
import io.descent.optimizer.Momentum;
import io.descent.optimizer.OptimizerSettings;
import io.descent.optimizer.StepSize;
import io.descent.training.ArrayFit.Fitted;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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
                        size -> new AcceleratedGradient(AcceleratedGradient.NESTEROV, size)),
                new Method(
                        AcceleratedGradient.FISTA, size -> new AcceleratedGradient(AcceleratedGradient.FISTA, size)));
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

    /** Adam's step is in units of the parameters: 1/L means nothing to it. */
    @ParameterizedTest
    @ValueSource(doubles = {100, 1e300})
    void fit_adamStepTooLong_isAdvisedASmallerOneOrAuto(double step) {
        double[][] x = PlainAlgebra.gaussian(new Random(3), 50, 2);
        double[] y = new double[50];
        for (int i = 0; i < 50; i++) {
            y[i] = 1e-3 * (x[i][0] - 2 * x[i][1]);
        }
        ArrayFit small = new ArrayFit(x, y).rule(1e-8, 200);
        DivergedException diverged =
                catchThrowableOfType(DivergedException.class, () -> small.optimizer(new Adam(StepSize.constant(step)))
                        .fit());
        assertThat(diverged)
                .hasMessageMatching("the descent diverged: the loss went from \\S+ at the start to .+ at iteration [12]"
                        + " with step size \\S+; choose a smaller one, or leave it on auto");
        small.optimizer(new Adam(StepSize.AUTO)).fit();
    }

    /** A hundred weights that move alike change the predictions a hundred times as much as one of them. */
    @Test
    void fit_adamWithItsOwnStepOnFeaturesThatGoTogether_doesNotDiverge() {
        Random random = new Random(1);
        double[][] x = new double[500][100];
        double[] y = new double[500];
        for (int i = 0; i < 500; i++) {
            double common = random.nextGaussian();
            for (int j = 0; j < 100; j++) {
                x[i][j] = common + 0.1 * random.nextGaussian();
            }
            y[i] = common;
        }
        Fitted fitted = new ArrayFit(x, y)
                .optimizer(new Adam(StepSize.AUTO))
                .rule(1e-8, 300)
                .fit();
        assertThat(fitted.result().point().value()).isLessThan(0.1);
    }

    /** The loss falls by a hundred times; its last digits are rounding, since labels are 5e8 deviations from 0. */
    @ParameterizedTest
    @EnumSource(Precision.class)
    void fit_plainDescentOnALabelFarFromZero_isNotCalledDiverged(Precision precision) {
        Random random = new Random(5);
        double[][] x = PlainAlgebra.gaussian(random, 80, 6);
        double[] y = new double[80];
        for (int i = 0; i < 80; i++) {
            y[i] = 5e8 + x[i][0] - x[i][1] + 0.1 * random.nextGaussian();
        }
        Fitted fitted = new ArrayFit(x, y)
                .precision(precision)
                .optimizer(new GradientDescent(StepSize.AUTO))
                .rule(1e-8, 500)
                .fit();
        assertThat(fitted.values()[0]).isCloseTo(1, within(0.1));
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
