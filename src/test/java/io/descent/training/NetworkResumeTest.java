package io.descent.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.descent.optimizer.BatchDescent;
import io.descent.optimizer.StepSchedule.Shape;
import io.descent.optimizer.StepSize;
import io.descent.training.TrainingLoop.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A network's descent that goes on from a state ends with the bits of one that was never interrupted. */
class NetworkResumeTest {

    /** A fit, made anew each time. */
    record Case(String name, Supplier<NetworkFit> fit) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (String method : BatchDescent.NAMES) {
            for (int shards : new int[] {1, 4}) {
                for (int localSteps : new int[] {1, 3}) {
                    cases.add(new Case(
                            method + ", shards " + shards + ", local steps " + localSteps,
                            () -> waves().method(method, StepSize.AUTO).shards(shards, 4, localSteps)));
                }
            }
            cases.add(new Case(method + " of one batch", () -> waves().method(method, StepSize.AUTO)
                    .shards(2, 1, 1)));
            cases.add(new Case(method + " whose own step is too long", () -> NetworkFit.waves(50)
                    .hidden()
                    .times(1e3)
                    .iterations(14)
                    .method(method, StepSize.AUTO)
                    .shards(2, 3, 1)));
            cases.add(new Case(method + " with an L1 norm and decay", () -> waves().penalty(0.02, 0.5)
                    .method(method, new StepSize(0.01, 0.2))
                    .shape(Shape.DECAY)
                    .shards(2, 4, 2)));
        }
        for (int shards : new int[] {1, 4}) {
            cases.add(new Case("l-bfgs, shards " + shards, () -> waves().method(NetworkFit.L_BFGS, StepSize.AUTO)
                    .shards(shards, 1, 1)));
        }
        cases.add(new Case("until it learns by heart", () -> waves().method("adam", StepSize.constant(0.03))
                .iterations(40)
                .patience(2)));
        return cases;
    }

    private static NetworkFit waves() {
        return NetworkFit.waves(50).hidden(3).iterations(7).patience(2);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void resume_fromEachIteration_endsWithTheSameBits(Case each) {
        States states = new States();
        Result undisturbed = each.fit().get().checkpoints(states).fit();
        assertThat(states.all()).hasSize(undisturbed.history().records().size());
        for (TrainingState state : states.all()) {
            assertSame(each.fit().get().resume(States.copy(state)), undisturbed);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void resume_fromOneStateTwice_endsWithTheSameBits(Case each) {
        States states = new States();
        Result undisturbed = each.fit().get().checkpoints(states).fit();
        TrainingState state = states.all().get(states.all().size() / 2);
        assertSame(each.fit().get().resume(state), undisturbed);
        assertSame(each.fit().get().resume(state), undisturbed);
    }

    /** Reductions of the step and ends by patience: the cases above must reach them. */
    @Test
    void cases_ofReductionsAndPatience_areReached() {
        int reduced = 0;
        int stopped = 0;
        for (Case each : cases()) {
            States states = new States();
            Result result = each.fit().get().checkpoints(states).fit();
            stopped += result.reason() == StopReason.EARLY_STOPPING ? 1 : 0;
            reduced += each.name().contains("too long")
                            && states.last().optimizer().number("reduction") < 1
                    ? 1
                    : 0;
            assertThat(result.history().iterations()).as(each.name()).isGreaterThan(1);
        }
        assertThat(reduced).isGreaterThanOrEqualTo(3);
        assertThat(stopped).isPositive();
    }

    /** A run that is interrupted again and again is the same run. */
    @Test
    void resume_afterEachIterationAnew_endsWithTheSameBits() {
        Supplier<NetworkFit> fit = () -> waves().method("adam", StepSize.AUTO).shards(3, 4, 2);
        Result undisturbed = fit.get().fit();
        States states = new States().endAfter(0);
        assertThatThrownBy(() -> fit.get().checkpoints(states).fit()).isInstanceOf(States.Killed.class);
        for (int k = 1; k < undisturbed.history().iterations(); k++) {
            TrainingState from = States.copy(states.last());
            states.endAfter(k);
            assertThatThrownBy(() -> fit.get().checkpoints(states).resume(from)).isInstanceOf(States.Killed.class);
        }
        assertSame(fit.get().resume(states.last()), undisturbed);
    }

    @Test
    void resume_stateOfAnotherMethodOrNetwork_isRefused() {
        for (String from : BatchDescent.NAMES) {
            States states = new States();
            waves().method(from, StepSize.AUTO)
                    .iterations(2)
                    .checkpoints(states)
                    .fit();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> waves().hidden(4).resume(states.last()))
                    .withMessage("the state's parameters of the start must have length 21, but has 16");
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            waves().method(NetworkFit.L_BFGS, StepSize.AUTO).resume(states.last()))
                    .withMessageStartingWith("the state of the optimizer must hold");
        }
    }

    private static void assertSame(Result found, Result expected) {
        assertThat(found.parameters().toArray()).isEqualTo(expected.parameters().toArray());
        assertThat(found.point()).usingRecursiveComparison().isEqualTo(expected.point());
        assertThat(found.reason()).isEqualTo(expected.reason());
        assertThat(found.passes()).isEqualTo(expected.passes());
        assertThat(States.timeless(found.history().records()))
                .isEqualTo(States.timeless(expected.history().records()));
    }
}
