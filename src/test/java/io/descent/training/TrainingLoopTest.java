package io.descent.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.descent.optimizer.GradientDescent;
import io.descent.optimizer.LimitedMemoryBfgs;
import io.descent.optimizer.Momentum;
import io.descent.optimizer.Point;
import io.descent.optimizer.StepSize;
import io.descent.training.ArrayFit.Fitted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the loop does around the steps. */
class TrainingLoopTest {

    private final Problem problem = Problem.noisy(1, 60, 4);

    @Test
    void run_toleranceMet_saysSo() {
        Fitted fitted = problem.fit().rule(1e-6, 100).fit();
        assertThat(fitted.result().reason()).isEqualTo(StopReason.TOLERANCE);
        assertThat(fitted.result().converged()).isTrue();
        double first = fitted.result().history().first().gradientNorm();
        assertThat(fitted.result().point().gradientNorm()).isLessThanOrEqualTo(1e-6 * first);
    }

    @Test
    void run_maxIterations_endsThereAndSaysSo() {
        GradientDescent slow = new GradientDescent(StepSize.constant(1e-3));
        Fitted fitted = problem.fit().optimizer(slow).rule(1e-8, 7).fit();
        assertThat(fitted.result().reason()).isEqualTo(StopReason.MAX_ITERATIONS);
        assertThat(fitted.result().converged()).isFalse();
        assertThat(fitted.result().history().iterations()).isEqualTo(7);
    }

    @Test
    void run_toleranceOutOfReach_endsWhereTheArithmeticDoes() {
        Fitted fitted = problem.fit().rule(0, 1000).fit();
        assertThat(fitted.result().reason()).isEqualTo(StopReason.PRECISION_LIMIT);
        assertThat(fitted.result().converged()).isFalse();
        LeastSquaresTest.assertClose(fitted.values(), problem.leastSquares(), 1e-10);
    }

    @Test
    void run_quasiNewtonOutOfReach_staysAtTheMinimumAndIsNotCalledConverged() {
        Fitted fitted =
                problem.fit().optimizer(new LimitedMemoryBfgs()).rule(0, 300).fit();
        assertThat(fitted.result().converged()).isFalse();
        LeastSquaresTest.assertClose(fitted.values(), problem.leastSquares(), 1e-7);
    }

    /** W = 0, b = mean label: the loss is the label's mean squared deviation. */
    @Test
    void history_iteration0_isTheStart() {
        double squares = 0;
        for (double y : problem.y()) {
            squares += Math.pow(y - problem.meanLabel(), 2) / problem.rows();
        }
        History history = problem.fit().fit().result().history();
        assertThat(history.first().iteration()).isZero();
        assertThat(history.first().loss()).isCloseTo(squares, within(1e-12 * squares));
        assertThat(history.first().stepSize()).isEmpty();
        assertThat(history.first()).isSameAs(history.records().get(0));
    }

    @Test
    void history_conjugateGradients_numbersEachStepAndNeverGoesUp() {
        History history = problem.fit().rule(1e-10, 100).fit().result().history();
        List<IterationRecord> records = history.records();
        assertThat(records).hasSizeBetween(3, 6);
        for (int k = 1; k < records.size(); k++) {
            assertThat(records.get(k).iteration()).isEqualTo(k);
            assertThat(records.get(k).loss())
                    .isLessThanOrEqualTo(records.get(k - 1).loss());
            assertThat(records.get(k).seconds())
                    .isGreaterThanOrEqualTo(records.get(k - 1).seconds());
        }
        assertThat(history.iterations()).isEqualTo(records.size() - 1);
        assertThat(history.last()).isSameAs(records.get(records.size() - 1));
    }

    /** The step that ends a cycle has a length like the others. */
    @Test
    void history_conjugateGradients_hasTheLengthOfEachStep() {
        History history = problem.fit().rule(1e-10, 100).fit().result().history();
        assertThat(history.records().subList(1, history.records().size()))
                .allSatisfy(record -> assertThat(record.stepSize()).isPresent());
    }

    @Test
    void history_stepSizes_areThoseThatWereUsed() {
        GradientDescent decaying = new GradientDescent(new StepSize(0.1, 1));
        History history =
                problem.fit().optimizer(decaying).rule(0, 3).fit().result().history();
        assertThat(history.records().get(1).stepSize()).hasValue(0.1);
        assertThat(history.records().get(2).stepSize()).hasValue(0.05);
        assertThat(history.records().get(3).stepSize().getAsDouble()).isCloseTo(0.1 / 3, within(1e-16));
    }

    @Test
    void history_withoutValidationExamples_hasNoValidationLoss() {
        assertThat(problem.fit().fit().result().history().last().validationLoss())
                .isEmpty();
    }

    /** The held-out rows are measured, and never descended on. */
    @Test
    void history_withValidationExamples_measuresThemAtEachIteration() {
        Problem training = new Problem(Arrays.copyOf(problem.x(), 50), Arrays.copyOf(problem.y(), 50));
        Fitted fitted = problem.fit().heldOut(10).fit();

        LeastSquaresTest.assertClose(fitted.values(), training.leastSquares(), 1e-10);
        double expected = 0;
        for (int i = 50; i < 60; i++) {
            expected += Math.pow(fitted.parameters().predict(problem.x()[i]) - problem.y()[i], 2) / 10;
        }
        History history = fitted.result().history();
        assertThat(history.last().validationLoss().getAsDouble()).isCloseTo(expected, within(1e-9));
        assertThat(history.records())
                .allSatisfy(record -> assertThat(record.validationLoss()).isPresent());
    }

    @Test
    void listeners_several_areToldOfEachRecordInTurn() {
        List<String> told = new ArrayList<>();
        List<IterationRecord> records = new ArrayList<>();
        Fitted fitted = problem.fit()
                .listeners(
                        new TrainingListener() {
                            @Override
                            public void iterationEnded(IterationRecord record) {
                                told.add("first " + record.iteration());
                                records.add(record);
                            }
                        },
                        new TrainingListener() {
                            @Override
                            public void iterationEnded(IterationRecord record) {
                                told.add("second " + record.iteration());
                            }
                        })
                .fit();
        assertThat(records).isEqualTo(fitted.result().history().records());
        List<String> expected = new ArrayList<>();
        for (int k = 0; k <= fitted.result().history().iterations(); k++) {
            expected.add("first " + k);
            expected.add("second " + k);
        }
        assertThat(told).isEqualTo(expected);
    }

    /** A method that carries its gradient along must not end on it: what is returned comes from the data. */
    @Test
    void result_point_isComputedFromTheData() {
        for (int maxIterations : new int[] {1, 2, 3, 100}) {
            ArrayFit fit = problem.fit().rule(1e-8, maxIterations);
            TrainingLoop.Result result = fit.fit().result();
            Point evaluated = fit.objective().evaluate(result.point().parameters());
            assertThat(result.point().origin()).isEqualTo(Point.Origin.EVALUATED);
            assertThat(result.point().value()).isEqualTo(evaluated.value());
            assertThat(result.point().gradient()).isEqualTo(evaluated.gradient());
        }
    }

    @Test
    void run_twice_givesTheSameBits() {
        ArrayFit fit = problem.fit().optimizer(new Momentum(StepSize.AUTO));
        assertThat(fit.fit().values()).isEqualTo(fit.fit().values());
    }
}
