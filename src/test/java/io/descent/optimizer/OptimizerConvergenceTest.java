package io.descent.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.linalg.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every method, with its own choice of step, on quadratics of condition 30 whose minimum is known. */
class OptimizerConvergenceTest {

    /** A method, the steps it is given, and how near it must come to the minimum. */
    record Method(OptimizerSettings settings, int steps, double tolerance) {
        @Override
        public String toString() {
            return settings.name();
        }
    }

    static final List<Method> METHODS = List.of(
            new Method(new GradientDescent(StepSize.AUTO), 1000, 1e-8),
            new Method(new Momentum(StepSize.AUTO), 600, 1e-8),
            new Method(new AcceleratedGradient(AcceleratedGradient.NESTEROV, StepSize.AUTO), 400, 1e-8),
            new Method(new AcceleratedGradient(AcceleratedGradient.FISTA, StepSize.AUTO), 400, 1e-8),
            new Method(new Adam(StepSize.AUTO), 2000, 1e-2),
            new Method(new ConjugateGradient(), 25, 1e-9),
            new Method(new LimitedMemoryBfgs(), 60, 1e-8));

    record Problem(Method method, int dimension) {}

    static List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        for (Method method : METHODS) {
            for (int dimension : new int[] {2, 3, 5, 10, 20}) {
                problems.add(new Problem(method, dimension));
            }
        }
        return problems;
    }

    @ParameterizedTest
    @MethodSource("problems")
    void step_onAQuadratic_reachesTheMinimum(Problem problem) {
        Quadratic function = Quadratic.withCondition(new Random(problem.dimension()), problem.dimension(), 30);
        Method method = problem.method();

        Point end = Descent.last(Descent.run(method.settings(), function, function.start(), method.steps()));

        double distance = Vectors.norm(Vectors.minus(end.parameters(), function.minimum()));
        assertThat(distance).isLessThan(method.tolerance() * Vectors.norm(function.minimum()));
        assertThat(end.value()).isCloseTo(0.5, within(method.tolerance()));
    }

    /** What is returned must be true of the function at the parameters that are returned. */
    @ParameterizedTest
    @MethodSource("problems")
    void step_anyMethod_returnsValueAndGradientOfItsPoint(Problem problem) {
        Quadratic function = Quadratic.withCondition(new Random(problem.dimension()), problem.dimension(), 30);
        List<Point> points = Descent.run(problem.method().settings(), function, function.start(), 5);
        for (Point point : points) {
            Point evaluated = function.evaluate(point.parameters());
            assertThat(point.value()).isCloseTo(evaluated.value(), within(1e-11));
            assertThat(point.gradient()).containsExactly(evaluated.gradient(), within(1e-10));
        }
    }

    @Test
    void create_twice_givesStatesThatDoNotShareAnything() {
        for (Method method : METHODS) {
            Quadratic function = Quadratic.withCondition(new Random(1), 4, 30);
            List<Point> first = Descent.run(method.settings(), function, function.start(), 4);
            List<Point> second = Descent.run(method.settings(), function, function.start(), 4);
            assertThat(Descent.last(second).parameters())
                    .as(method.toString())
                    .isEqualTo(Descent.last(first).parameters());
        }
    }

    @Test
    void step_anyMethod_leavesTheStartAsItIs() {
        for (Method method : METHODS) {
            Quadratic function = Quadratic.withCondition(new Random(1), 4, 30);
            Point start = function.start();
            double[] gradient = start.gradient().clone();
            Descent.run(method.settings(), function, start, 5);
            assertThat(start.parameters()).as(method.toString()).containsOnly(0);
            assertThat(start.gradient()).as(method.toString()).isEqualTo(gradient);
        }
    }
}
