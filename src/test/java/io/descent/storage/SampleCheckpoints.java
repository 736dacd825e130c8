package io.descent.storage;

import io.descent.optimizer.OptimizerState;
import io.descent.optimizer.Point;
import io.descent.training.DataFingerprint;
import io.descent.training.IterationRecord;
import io.descent.training.PassTimes;
import io.descent.training.Trace;
import io.descent.training.TrainingState;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Checkpoints for tests. */
final class SampleCheckpoints {
    private SampleCheckpoints() {}

    /** One with something in every field. */
    static Checkpoint of(int features, int iterations) {
        List<IterationRecord> history = new ArrayList<>();
        for (int i = 0; i < iterations; i++) {
            history.add(new IterationRecord(
                    i,
                    1.0 / (i + 1),
                    i % 2 == 0 ? OptionalDouble.empty() : OptionalDouble.of(-0.0),
                    0.25,
                    i % 3 == 0 ? OptionalDouble.of(Double.NaN) : OptionalDouble.empty(),
                    i * 1.5,
                    new PassTimes(0.1, 0.2, 0.3, 0.4, 0.5, 1L << 40),
                    0.01));
        }
        OptimizerState optimizer = new OptimizerState()
                .put("momentum", numbers(features + 1, 3))
                .put("none")
                .put("größe", true);
        TrainingState state = new TrainingState(
                point(features, 1),
                point(features, 2),
                2,
                point(features, 3).parameters(),
                optimizer,
                history,
                List.of(new Trace.Moment(0, numbers(features + 1, 4)), new Trace.Moment(3, numbers(features + 1, 5))),
                3L * iterations);
        return new Checkpoint(
                "{\"label\":\"größe 🦄\"}", new DataFingerprint(1000, features, "xor64:0123456789abcdef"), 7, state);
    }

    private static Point point(int features, double factor) {
        return new Point(
                numbers(features + 1, factor), 0.5, numbers(features + 1, -factor), 0.75, Point.Origin.EXTRAPOLATED);
    }

    private static double[] numbers(int count, double factor) {
        double[] numbers = new double[count];
        for (int j = 0; j < count; j++) {
            numbers[j] = Math.sin(j + 1) * factor;
        }
        return numbers;
    }
}
