package io.descent.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.descent.linalg.PlainAlgebra;
import io.descent.linalg.Precision;
import io.descent.optimizer.AcceleratedGradient;
import io.descent.optimizer.Adam;
import io.descent.optimizer.ConjugateGradient;
import io.descent.optimizer.GradientDescent;
import io.descent.optimizer.LimitedMemoryBfgs;
import io.descent.optimizer.Momentum;
import io.descent.optimizer.OptimizerSettings;
import io.descent.optimizer.Point;
import io.descent.optimizer.Preconditioner;
import io.descent.optimizer.StepSize;
import io.descent.training.ArrayFit.Fitted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A descent that goes on from a state ends with the bits of one that was never interrupted. */
class ResumeTest {

    private static final StepSize CONSTANT = StepSize.constant(0.15);
    private static final StepSize DECAYING = new StepSize(0.2, 0.05);

    private final Problem problem = Problem.noisy(1, 60, 4);

    /** A fit, made anew each time. */
    record Case(String name, Supplier<ArrayFit> fit) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> cases() {
        Problem noisy = Problem.noisy(1, 60, 4);
        Problem common = alike(40, 12, 0.1);
        Problem nearlyDependent = alike(60, 8, 1e-5);
        List<Case> cases = new ArrayList<>();
        for (StepSize size : List.of(StepSize.AUTO, CONSTANT, DECAYING)) {
            for (OptimizerSettings method : List.of(
                    new GradientDescent(size),
                    new Momentum(size),
                    new AcceleratedGradient(AcceleratedGradient.NESTEROV, size),
                    new AcceleratedGradient(AcceleratedGradient.FISTA, size),
                    new Adam(size))) {
                String name = method.name() + " " + size;
                cases.add(new Case(
                        name, () -> noisy.fit().heldOut(8).optimizer(method).rule(1e-6, 60)));
                if (method.name().equals(AcceleratedGradient.FISTA)) {
                    cases.add(new Case(name + " with L1", () -> noisy.fit()
                            .optimizer(method)
                            .penalty(0.1, 0.5)
                            .rule(1e-6, 60)));
                }
            }
        }
        cases.add(new Case(
                "gradient-descent with its own step on features that go together",
                () -> common.fit().optimizer(new GradientDescent(StepSize.AUTO)).rule(1e-6, 60)));
        cases.add(new Case(
                "adam with its own step on features that go together",
                () -> common.fit().optimizer(new Adam(StepSize.AUTO)).rule(1e-6, 60)));
        cases.add(new Case(
                "adam with its own step, too long only later",
                () -> opposed().fit().optimizer(new Adam(StepSize.AUTO)).rule(1e-6, 20)));
        cases.add(new Case("l-bfgs that stalls", () -> Problem.exact(5, 40, 4)
                .fit()
                .optimizer(new LimitedMemoryBfgs())
                .rule(0, 300)));
        cases.add(new Case(
                "l-bfgs as far as it goes",
                () -> noisy.fit().optimizer(new LimitedMemoryBfgs()).rule(0, 300)));
        cases.add(new Case(
                "l-bfgs with little memory",
                () -> nearlyDependent.fit().optimizer(new LimitedMemoryBfgs(2)).rule(1e-10, 60)));
        cases.add(new Case("conjugate-gradient", noisy::fit));
        cases.add(
                new Case("conjugate-gradient until it stalls", () -> noisy.fit().rule(0, 300)));
        cases.add(new Case("conjugate-gradient, nearly dependent", nearlyDependent::fit));
        cases.add(new Case(
                "conjugate-gradient, nearly dependent, until it stalls",
                () -> nearlyDependent.fit().rule(0, 300)));
        cases.add(new Case("conjugate-gradient, preconditioned", () -> nearlyDependent
                .fit()
                .optimizer(new ConjugateGradient(new Diagonal()))
                .rule(0, 300)));
        cases.add(new Case(
                "conjugate-gradient, few iterations",
                () -> nearlyDependent.fit().rule(1e-8, 3)));
        cases.add(new Case(
                "conjugate-gradient with a ridge and float32",
                () -> noisy.fit().penalty(0.1, 0).precision(Precision.SINGLE).withoutIntercept()));
        cases.add(new Case(
                "from moments",
                () -> noisy.fit().optimizer(new LimitedMemoryBfgs()).fromMoments()));
        cases.add(new Case("nothing to explain", () -> new ArrayFit(new double[9][2], new double[9])));
        cases.add(new Case("no feature varies", () -> new ArrayFit(new double[3][2], new double[] {0.1, 0.7, 1e9})));
        return cases;
    }

    /** Every state is taken in one run, which then goes on to its end: nothing of it may change any more. */
    @ParameterizedTest
    @MethodSource("cases")
    void resume_fromEachIteration_endsWithTheSameBits(Case each) {
        States states = new States();
        Fitted undisturbed = each.fit().get().checkpoints(states).fit();
        assertThat(states.all())
                .hasSize(undisturbed.result().history().records().size());
        for (TrainingState state : states.all()) {
            assertSame(each.fit().get().from(States.copy(state)).fit(), undisturbed);
        }
    }

    /** A state may be written to a file while a descent goes on from it. */
    @ParameterizedTest
    @MethodSource("cases")
    void resume_fromOneStateTwice_endsWithTheSameBits(Case each) {
        States states = new States();
        Fitted undisturbed = each.fit().get().checkpoints(states).fit();
        TrainingState state = states.all().get(states.all().size() / 2);
        assertSame(each.fit().get().from(state).fit(), undisturbed);
        assertSame(each.fit().get().from(state).fit(), undisturbed);
    }

    /** Several cycles, steps back to an earlier point, and no step at all: the cases above must reach them. */
    @Test
    void cases_ofConjugateGradients_haveSeveralCycles() {
        States states = new States();
        alike(60, 8, 1e-5).fit().rule(0, 300).checkpoints(states).fit();
        long evaluated = states.all().stream()
                .filter(state -> state.point().origin() == Point.Origin.EVALUATED)
                .count();
        assertThat(evaluated).isGreaterThanOrEqualTo(3);
        assertThat(evaluated).isLessThan(states.all().size() - 10);
    }

    @Test
    void cases_ofStalledQuasiNewtonAndOfAdamsReductions_areReached() {
        ArrayFit stalling = Problem.exact(5, 40, 4).fit().optimizer(new LimitedMemoryBfgs());
        assertThat(stalling.rule(0, 300).fit().result().reason()).isEqualTo(StopReason.PRECISION_LIMIT);
        States states = new States();
        opposed()
                .fit()
                .optimizer(new Adam(StepSize.AUTO))
                .rule(1e-6, 20)
                .checkpoints(states)
                .fit();
        assertThat(states.all().get(3).optimizer().number("reduction")).isEqualTo(1);
        assertThat(states.last().optimizer().number("reduction")).isLessThan(1);
    }

    /** A run that is interrupted again and again is the same run. */
    @Test
    void resume_afterEachIterationAnew_endsWithTheSameBits() {
        for (OptimizerSettings method : List.of(new ConjugateGradient(), new Adam(StepSize.AUTO))) {
            Supplier<ArrayFit> fit = () -> problem.fit().optimizer(method).rule(1e-9, 40);
            Fitted undisturbed = fit.get().fit();
            States states = new States().endAfter(0);
            assertThatThrownBy(() -> fit.get().checkpoints(states).fit()).isInstanceOf(States.Killed.class);
            for (int k = 1; k < undisturbed.result().history().iterations(); k++) {
                TrainingState from = States.copy(states.last());
                states.endAfter(k);
                assertThatThrownBy(
                                () -> fit.get().from(from).checkpoints(states).fit())
                        .isInstanceOf(States.Killed.class);
                assertThat(states.last().iteration()).isEqualTo(k);
            }
            assertSame(fit.get().from(states.last()).fit(), undisturbed);
        }
    }

    /** Three rises in a row count, wherever the descent was interrupted between them. */
    @Test
    void resume_climbingDescent_divergesAtTheSameIterationWithTheSameWords() {
        GradientDescent itself = new GradientDescent(StepSize.AUTO);
        double longest = 2.02 // its own step is 1/(1.01·L), and 2/L the longest that is stable
                * problem.fit()
                        .optimizer(itself)
                        .rule(1e-8, 200)
                        .fit()
                        .result()
                        .history()
                        .records()
                        .get(1)
                        .stepSize()
                        .getAsDouble();
        GradientDescent climbing = new GradientDescent(StepSize.constant(1.03 * longest));
        Supplier<ArrayFit> fit = () -> problem.fit().optimizer(climbing).rule(1e-8, 200);
        States states = new States();
        DivergedException expected = catchThrowableOfType(
                DivergedException.class, () -> fit.get().checkpoints(states).fit());
        assertThat(states.last().rises()).isEqualTo(2);
        assertThat(states.last().last().loss())
                .isLessThan(5 * states.last().first().value()); // the rises tell
        for (TrainingState state : states.all()) {
            assertThatThrownBy(() -> fit.get().from(state).fit())
                    .isInstanceOf(DivergedException.class)
                    .hasMessage(expected.getMessage());
        }
    }

    /** The clock goes on as well. */
    @Test
    void resume_seconds_goOnFromTheLatestIteration() {
        States states = new States().endAfter(2);
        assertThatThrownBy(() -> problem.fit().checkpoints(states).fit()).isInstanceOf(States.Killed.class);
        TrainingState state = states.last();
        IterationRecord last = state.last();
        List<IterationRecord> late = new ArrayList<>(state.history().subList(0, 2));
        late.add(new IterationRecord(
                2,
                last.loss(),
                last.validationLoss(),
                last.gradientNorm(),
                last.stepSize(),
                1000,
                last.passes(),
                last.update()));
        TrainingState later = new TrainingState(
                state.first(),
                state.point(),
                state.rises(),
                state.best(),
                state.optimizer(),
                late,
                state.trace(),
                state.passes());
        History history = problem.fit().from(later).fit().result().history();
        assertThat(history.records().get(3).seconds()).isBetween(1000.0, 1100.0);
        assertThat(history.records().get(3).update()).isLessThan(100);
    }

    @Test
    void listeners_ofAResumedDescent_areToldFromWhereItGoesOn() {
        States states = new States();
        problem.fit().rule(1e-10, 4).checkpoints(states).fit();
        TrainingState state = states.all().get(2);
        List<Object> told = new ArrayList<>();
        problem.fit()
                .rule(1e-10, 4)
                .from(state)
                .listeners(new TrainingListener() {
                    @Override
                    public void resumed(TrainingState from) {
                        told.add(from);
                    }

                    @Override
                    public void iterationEnded(IterationRecord record) {
                        told.add(record.iteration());
                    }
                })
                .fit();
        assertThat(told).containsExactly(state, 3, 4);
    }

    /** Between two iterations: those who listen know of the iteration before the state of it may be kept. */
    @Test
    void offer_eachIteration_comesAfterItsRecord() {
        List<String> order = new ArrayList<>();
        problem.fit()
                .rule(1e-10, 2)
                .listeners(new TrainingListener() {
                    @Override
                    public void iterationEnded(IterationRecord record) {
                        order.add("ended " + record.iteration());
                    }
                })
                .checkpoints(new CheckpointStore() {
                    @Override
                    public Optional<TrainingState> latest(Supplier<DataFingerprint> data) {
                        throw new UnsupportedOperationException("a loop is told where to begin");
                    }

                    @Override
                    public void offer(int iteration, Supplier<TrainingState> state) {
                        order.add("offered " + iteration + " = " + state.get().iteration());
                    }
                })
                .fit();
        assertThat(order)
                .containsExactly("ended 0", "offered 0 = 0", "ended 1", "offered 1 = 1", "ended 2", "offered 2 = 2");
    }

    /** A state that is offered and not taken costs nothing. */
    @Test
    void offer_stateNotAsked_changesNothing() {
        Fitted without =
                problem.fit().optimizer(new Adam(StepSize.AUTO)).rule(1e-6, 30).fit();
        States states = new States();
        Fitted with = problem.fit()
                .optimizer(new Adam(StepSize.AUTO))
                .rule(1e-6, 30)
                .checkpoints(states)
                .fit();
        assertSame(with, without);
    }

    @Test
    void resume_stateOfAnotherNetwork_isRefused() {
        States states = new States();
        problem.fit().checkpoints(states).fit();
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Problem.noisy(1, 60, 5).fit().from(states.last()).fit())
                .withMessage("the state's parameters of the start must have length 6, but has 5");
    }

    @Test
    void resume_stateOfAnotherMethod_isRefused() {
        List<OptimizerSettings> methods = List.of(
                new GradientDescent(StepSize.AUTO),
                new Momentum(StepSize.AUTO),
                new AcceleratedGradient(AcceleratedGradient.NESTEROV, StepSize.AUTO),
                new Adam(StepSize.AUTO),
                new LimitedMemoryBfgs(),
                new ConjugateGradient());
        for (OptimizerSettings from : methods) {
            States states = new States();
            problem.fit().optimizer(from).rule(1e-8, 2).checkpoints(states).fit();
            for (OptimizerSettings to : methods) {
                if (to != from) {
                    assertThatIllegalArgumentException()
                            .as("%s as %s", from.name(), to.name())
                            .isThrownBy(() -> problem.fit()
                                    .optimizer(to)
                                    .from(states.last())
                                    .fit())
                            .withMessageStartingWith("the state of the optimizer must hold");
                }
            }
        }
    }

    private static void assertSame(Fitted found, Fitted expected) {
        assertThat(found.values()).isEqualTo(expected.values());
        assertThat(found.result().parameters().toArray())
                .isEqualTo(expected.result().parameters().toArray());
        assertThat(found.result().point())
                .usingRecursiveComparison()
                .isEqualTo(expected.result().point());
        assertThat(found.result().reason()).isEqualTo(expected.result().reason());
        assertThat(found.result().passes()).isEqualTo(expected.result().passes());
        assertThat(States.timeless(found.result().history().records()))
                .isEqualTo(States.timeless(expected.result().history().records()));
        assertThat(path(found)).isEqualTo(path(expected));
    }

    private static List<List<Double>> path(Fitted fitted) {
        return fitted.result().path().stream()
                .map(moment ->
                        Arrays.stream(moment.parameters().toArray()).boxed().toList())
                .toList();
    }

    /** Features that are one but for a part of their own. */
    private static Problem alike(int rows, int features, double own) {
        Random random = new Random(3);
        double[][] x = new double[rows][features];
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++) {
            double common = random.nextGaussian();
            for (int j = 0; j < features; j++) {
                x[i][j] = common + own * Math.pow(2, -j) * random.nextGaussian();
            }
            y[i] = common + x[i][1] - x[i][0] + 0.1 * random.nextGaussian();
        }
        return new Problem(x, y);
    }

    /** Weights that first go apart and then together, which changes the predictions by far more. */
    private static Problem opposed() {
        Random random = new Random(3);
        double[][] x = new double[200][20];
        double[] y = new double[200];
        for (int i = 0; i < 200; i++) {
            double common = random.nextGaussian();
            y[i] = 0.1 * common;
            for (int j = 0; j < 20; j++) {
                double own = 0.3 * random.nextGaussian();
                x[i][j] = common + own;
                y[i] += j % 2 == 0 ? own : -own;
            }
        }
        return new Problem(x, y);
    }

    /** A preconditioner that is none the better for it. */
    private static final class Diagonal implements Preconditioner {
        @Override
        public double[] solve(double[] gradient) {
            return IntStream.range(0, gradient.length)
                    .mapToDouble(j -> gradient[j] / (j + 2))
                    .toArray();
        }

        @Override
        public double norm(double[] parameters) {
            return Math.sqrt(PlainAlgebra.dot(
                    parameters,
                    IntStream.range(0, parameters.length)
                            .mapToDouble(j -> parameters[j] * (j + 2))
                            .toArray()));
        }
    }
}
