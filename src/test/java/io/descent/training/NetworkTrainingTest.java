package io.descent.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.descent.gradient.NetworkTables;
import io.descent.linalg.Vectors;
import io.descent.model.Activation;
import io.descent.optimizer.BatchDescent;
import io.descent.optimizer.StepSchedule.Shape;
import io.descent.optimizer.StepSize;
import io.descent.training.TrainingLoop.Result;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Descents of networks on rows in memory. */
class NetworkTrainingTest {

    static List<String> names() {
        return BatchDescent.NAMES;
    }

    @ParameterizedTest
    @CsvSource({
        "adam, 0.02, 60, 0.95",
        "momentum, 0, 60, 0.95",
        "nesterov, 0, 60, 0.95",
        "gradient-descent, 0.2, 60, 0.9",
        "l-bfgs, 0, 60, 0.95"
    })
    void fit_eachMethod_learnsSmoothWaves(String method, double step, int iterations, double r2) {
        NetworkFit fit = NetworkFit.waves(150)
                .hidden(12)
                .shards(1, 15, 1)
                .method(method, new StepSize(step, 0))
                .iterations(iterations);
        Result result = fit.fit();
        assertThat(fit.r2(result)).isGreaterThan(r2);
        assertThat(result.history().last().loss()).isLessThan(1 - r2);
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void fit_twentySeeds_neverMeetsWhatIsNoNumber(Activation activation) {
        for (int seed = 0; seed < 20; seed++) {
            Result result = NetworkFit.waves(32)
                    .activation(activation)
                    .hidden(5, 4)
                    .iterations(4)
                    .shards(1, 4, 1)
                    .seed(seed)
                    .fit();
            assertFinite(result);
            assertThat(result.history().last().loss())
                    .isLessThan(result.history().first().loss());
        }
    }

    /** Inputs that make the automatic step size far too long. */
    @ParameterizedTest
    @MethodSource("names")
    void fit_automaticStepTooLong_isReducedAndGoesDown(String method) {
        for (int batches : new int[] {1, 8}) {
            Result result = NetworkFit.waves(80)
                    .hidden()
                    .times(1e4)
                    .method(method, StepSize.AUTO)
                    .shards(2, batches, 1)
                    .iterations(25)
                    .fit();
            assertFinite(result);
            assertThat(result.history().last().loss())
                    .isLessThan(result.history().first().loss());
        }
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void fit_hugeInputsOfHiddenLayers_staysFinite(Activation activation) {
        for (String method : names()) {
            NetworkFit fit = NetworkFit.waves(60)
                    .hidden(5)
                    .activation(activation)
                    .times(1e4)
                    .method(method, StepSize.AUTO)
                    .iterations(12);
            Result result = fit.fit();
            assertFinite(result);
            assertThat(result.history().last().loss())
                    .as(method)
                    .isLessThanOrEqualTo(result.history().first().loss());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "gradient-descent, 1e3",
        "gradient-descent, 1e30",
        "momentum, 1e3",
        "nesterov, 1e3",
        "adam, 1e2",
        "adam, 1e30"
    })
    void fit_stepSetTooLong_divergesAndNamesIt(String method, double step) {
        for (Activation activation : Activation.values()) {
            for (int localSteps : new int[] {1, 4}) {
                NetworkFit fit = NetworkFit.waves(80)
                        .activation(activation)
                        .shape(Shape.CONSTANT)
                        .shards(2, 8, localSteps)
                        .iterations(8)
                        .method(method, StepSize.constant(step));
                DivergedException diverged = catchThrowableOfType(DivergedException.class, fit::fit);
                assertThat(diverged)
                        .as("%s, %d local steps", activation, localSteps)
                        .hasMessageMatching("the descent diverged: the loss went from \\S+ at the start to .+ at"
                                + " iteration \\d with step size "
                                + String.format("%.4g", step).replace("+", "\\+")
                                + "; choose a smaller one, or leave it on auto");
            }
        }
    }

    /** Whatever the step size, an end is one below the start. */
    @ParameterizedTest
    @MethodSource("names")
    void fit_stepOfAnyLength_endsBelowTheStartOrDiverges(String method) {
        for (double step = 1e-3; step < 1e4; step *= 5) {
            NetworkFit fit = NetworkFit.waves(60)
                    .hidden(4)
                    .activation(Activation.RELU)
                    .iterations(6)
                    .method(method, StepSize.constant(step));
            Result[] results = new Result[1];
            Throwable thrown = catchThrowable(() -> results[0] = fit.fit());
            if (thrown == null) {
                assertFinite(results[0]);
                assertThat(results[0].history().last().loss())
                        .isLessThanOrEqualTo(results[0].history().first().loss());
            } else {
                assertThat(thrown).isInstanceOf(DivergedException.class).hasMessageContaining("with step size");
            }
        }
    }

    /** Labels that are noise: what is learnt of them is of no use to others. */
    @Test
    void fit_withPatience_endsAfterItWithTheBestParameters() {
        Random random = new Random(2);
        double[][] x = NetworkTables.floats(random, 80, 4);
        double[][] y = NetworkTables.floats(random, 80, 1);
        NetworkFit fit = new NetworkFit(x, y)
                .hidden(10)
                .method("adam", StepSize.constant(0.02))
                .iterations(200)
                .patience(5);
        Result result = fit.fit();
        assertThat(result.reason()).isEqualTo(StopReason.EARLY_STOPPING);
        assertThat(result.converged()).isTrue();
        List<IterationRecord> records = result.history().records();
        int best = 0;
        for (IterationRecord each : records) {
            if (each.validationLoss().getAsDouble()
                    < records.get(best).validationLoss().getAsDouble()) {
                best = each.iteration();
            }
        }
        assertThat(result.history().iterations()).isEqualTo(best + 5).isLessThan(200);
        assertThat(fit.source().validationAt(result.parameters()).meanSquaredError())
                .isEqualTo(records.get(best).validationLoss().getAsDouble());
        assertThat(result.parameters().toArray()).isNotEqualTo(result.point().parameters());
    }

    @Test
    void fit_withoutPatience_endsWhereItIsAfterAllIterations() {
        Result result = NetworkFit.waves(60).iterations(7).fit();
        assertThat(result.reason()).isEqualTo(StopReason.MAX_ITERATIONS);
        assertThat(result.history().iterations()).isEqualTo(7);
        assertThat(result.parameters().toArray()).isEqualTo(result.point().parameters());
        assertThat(result.history().records().get(0).validationLoss()).isEmpty();
    }

    /** A validation loss that never falls after the last iteration is no reason to stop earlier. */
    @Test
    void fit_patienceLongerThanTheDescent_endsWithTheBestParametersAllTheSame() {
        NetworkFit fit = NetworkFit.waves(100).iterations(6).patience(50);
        Result result = fit.fit();
        assertThat(result.reason()).isEqualTo(StopReason.MAX_ITERATIONS);
        double least = result.history().records().stream()
                .mapToDouble(each -> each.validationLoss().getAsDouble())
                .min()
                .getAsDouble();
        assertThat(fit.source().validationAt(result.parameters()).meanSquaredError())
                .isEqualTo(least);
    }

    private static void assertFinite(Result result) {
        assertThat(Vectors.allFinite(result.parameters().toArray())).isTrue();
        for (IterationRecord each : result.history().records()) {
            assertThat(each.loss()).isFinite();
            assertThat(each.gradientNorm()).isFinite();
        }
    }
}
