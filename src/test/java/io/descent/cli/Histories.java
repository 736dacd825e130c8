package io.descent.cli;

import io.descent.storage.Progress;
import io.descent.training.IterationRecord;
import io.descent.training.PassTimes;
import io.descent.training.TrainingListener.TrainingStart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Made-up descents. */
final class Histories {
    static final TrainingStart START = new TrainingStart(1_000_000, 10, 200, 1e-8, 80_000_000);

    private Histories() {}

    /** Iterations of half a second from 0 on, with these losses. */
    static List<IterationRecord> of(double... losses) {
        List<IterationRecord> records = new ArrayList<>();
        for (double loss : losses) {
            records.add(record(records.size(), loss, OptionalDouble.empty()));
        }
        return records;
    }

    static IterationRecord record(int iteration, double loss, OptionalDouble validationLoss) {
        return new IterationRecord(
                iteration,
                loss,
                validationLoss,
                loss,
                OptionalDouble.of(0.5),
                iteration / 2.0,
                new PassTimes(0.01, 0.4, 0.3, 0.2, 0.02, 80_000_000),
                0.001);
    }

    static Progress progress(long writes, double... losses) {
        return new Progress(
                writes,
                Instant.EPOCH,
                1,
                ProgressReporter.DESCENT,
                Optional.of(START),
                OptionalInt.of(11),
                losses.length,
                1,
                of(losses));
    }

    /** Of a training whose descent has not begun. */
    static Progress reading(long writes) {
        return new Progress(
                writes, Instant.EPOCH, 1, "reading data.csv", Optional.empty(), OptionalInt.empty(), 0, 1, List.of());
    }
}
