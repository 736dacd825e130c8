package io.descent.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TrainingSummaryTest {

    @Test
    void gigabytesPerSecond_areThePassesBytesOverTheDescentsSeconds() {
        assertThat(summary(10, 500_000_000, 2).gigabytesPerSecond()).isEqualTo(2.5);
    }

    @Test
    void gigabytesPerSecond_inNoTime_are0() {
        assertThat(summary(10, 500_000_000, 0).gigabytesPerSecond()).isZero();
    }

    @Test
    void iterations_areTheStepsOfTheHistory() {
        assertThat(summary(1, 1, 1).iterations()).isEqualTo(3);
    }

    private static TrainingSummary summary(long passes, long bytes, double descent) {
        History history = new History();
        for (int k = 0; k <= 3; k++) {
            history.add(
                    new IterationRecord(k, 1, OptionalDouble.empty(), 1, OptionalDouble.empty(), 0, PassTimes.NONE, 0));
        }
        return new TrainingSummary(
                List.of("x"),
                new Metrics(1, 1, OptionalDouble.empty()),
                Optional.empty(),
                true,
                StopReason.TOLERANCE,
                "l-bfgs",
                history,
                passes,
                bytes,
                new TrainingSummary.Seconds(5, 5, descent, 20),
                0,
                Optional.empty(),
                List.of());
    }
}
