package io.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.storage.Progress;
import io.descent.training.ArrayFit;
import io.descent.training.IterationRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressReporterTest {
    private static final double[][] X = {{1, 2}, {2, 1}, {3, 5}, {4, 4}, {5, 9}};
    private static final double[] Y = {1, 2, 2, 5, 3};

    private final List<Progress> written = new ArrayList<>();
    private long now;
    private long cost;

    private final ProgressReporter reporter = new ProgressReporter(
            progress -> {
                now += cost;
                written.add(progress);
            },
            () -> now,
            start -> start.features() + 1);

    private Progress last() {
        return written.get(written.size() - 1);
    }

    @Test
    void write_beforeTheDescent_tellsThePhase() {
        reporter.phase("reading data.csv");
        reporter.write();

        assertThat(last().phase()).isEqualTo("reading data.csv");
        assertThat(last().start()).isEmpty();
        assertThat(last().parameters()).isEmpty();
        assertThat(last().history()).isEmpty();
        assertThat(last().writes()).isEqualTo(1);
    }

    @Test
    void write_inTheDescent_tellsTheHistory() {
        reporter.started(Histories.START);
        List<IterationRecord> records = Histories.of(4, 2, 1);
        records.forEach(reporter::iterationEnded);
        reporter.write();

        assertThat(last().phase()).isEqualTo(ProgressReporter.DESCENT);
        assertThat(last().start()).contains(Histories.START);
        assertThat(last().parameters()).isEqualTo(OptionalInt.of(11));
        assertThat(last().passes()).isEqualTo(3);
        assertThat(last().history()).isEqualTo(records);
    }

    @Test
    void write_longDescent_isThinned() {
        reporter.started(Histories.START);
        Histories.of(new double[9_999]).forEach(reporter::iterationEnded);
        reporter.write();

        assertThat(last().every()).isEqualTo(5);
        assertThat(last().history()).hasSize(2_001);
        assertThat(last().history().get(2_000).iteration()).isEqualTo(9_998);
    }

    @Test
    void write_restsFiftyTimesAsLongAsItTook_andASecondAtLeast() {
        cost = TimeUnit.MILLISECONDS.toNanos(1);
        assertThat(reporter.write()).isEqualTo(OptionalLong.of(TimeUnit.SECONDS.toNanos(1)));
        cost = TimeUnit.MILLISECONDS.toNanos(300);
        assertThat(reporter.write()).isEqualTo(OptionalLong.of(TimeUnit.SECONDS.toNanos(15)));
        reporter.write();
        assertThat(last().interval()).as("what was planned after the last").isEqualTo(15);
    }

    @Test
    void write_thatFails_isTriedAgain() {
        ProgressReporter unlucky = new ProgressReporter(
                progress -> {
                    throw new IOException("no space left on device");
                },
                () -> now,
                start -> 1);

        assertThat(unlucky.write()).isPresent();
    }

    @Test
    void descent_whetherOrNotProgressCanBeWritten_hasTheSameBits() {
        double[] alone = new ArrayFit(X, Y).fit().values();
        ProgressReporter unlucky = new ProgressReporter(
                progress -> {
                    throw new IllegalStateException("unexpected");
                },
                () -> now,
                start -> 1);

        assertThat(new ArrayFit(X, Y).listeners(reporter).fit().values()).isEqualTo(alone);
        assertThat(new ArrayFit(X, Y).listeners(unlucky).fit().values()).isEqualTo(alone);
    }
}
