package io.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.descent.optimizer.OptimizerState;
import io.descent.optimizer.Point;
import io.descent.training.IterationRecord;
import io.descent.training.PassTimes;
import io.descent.training.TrainingListener.TrainingStart;
import io.descent.training.TrainingState;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Progress on a terminal and in a log, with a clock of the test's own. */
class ProgressTest {
    private static final TrainingStart START = new TrainingStart(1_000_000, 10, 200, 1e-8, 80_000_000);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private long now;

    @Test
    void log_hasTheFirstLineOneEveryFewSecondsAndTheLast() {
        try (ProgressListener listener = new ProgressListener(new PlainDisplay(out), () -> now)) {
            listener.phase("reading data.csv");
            listener.started(START);
            for (int i = 0; i <= 23; i++) {
                listener.iterationEnded(record(i, Math.pow(0.5, i), i));
                now += TimeUnit.SECONDS.toNanos(1);
            }
        }
        List<String> lines = shown().lines().toList();
        assertThat(lines).first().isEqualTo("reading data.csv");
        assertThat(lines.stream().skip(1).map(line -> line.replaceFirst("iteration (\\d+)/200, .*", "$1")))
                .containsExactly("0", "5", "10", "15", "20", "23");
        assertThat(shown()).doesNotContain("\r", "\u001b");
    }

    @Test
    void log_ofADescentThatEndsAtOnce_saysTheEndOnce() {
        try (ProgressListener listener = new ProgressListener(new PlainDisplay(out), () -> now)) {
            listener.started(START);
            listener.iterationEnded(record(0, 1, 0));
        }
        assertThat(shown().lines()).hasSize(1);
    }

    @Test
    void terminal_showsOneLineAndWipesIt() {
        ProgressListener listener = new ProgressListener(new TerminalDisplay(out, 80), () -> now);
        listener.phase("reading " + "long/".repeat(40) + "\u001b[2Jtable.csv");
        listener.started(START);
        for (int i = 0; i < 100; i++) {
            listener.iterationEnded(record(i, Math.pow(0.9, i), i));
            now += TimeUnit.MILLISECONDS.toNanos(10);
        }
        listener.close();
        assertThat(shown()).doesNotContain("\n").startsWith("\r\u001b[K").endsWith("\r\u001b[K");
        List<String> frames = List.of(shown().split("\r\u001b\\[K")).stream()
                .filter(frame -> !frame.isEmpty())
                .toList();
        assertThat(frames).hasSize(11).allMatch(frame -> Texts.width(frame) <= 79);
        assertThat(frames.get(0)).contains("…").doesNotContain("\u001b");
        assertThat(frames.get(10)).contains("[", "90/200", "loss", "grad", "rows/s", "left");
    }

    @Test
    void terminal_thatIsNarrow_hasNoBar() {
        ProgressListener listener = new ProgressListener(new TerminalDisplay(out, 50), () -> now);
        listener.started(START);
        listener.iterationEnded(record(0, 1, 0));
        assertThat(shown()).doesNotContain("[.").contains("0/200");
    }

    @Test
    void tasks_areShownUntilTheDescentStarts() {
        ProgressListener listener = new ProgressListener(new TerminalDisplay(out, 80), () -> now);
        listener.phase("statistics");
        now += TimeUnit.SECONDS.toNanos(1);
        listener.tasks(3, 8);
        assertThat(shown()).endsWith("statistics: 3 of 8 tasks");
        listener.started(START);
        listener.iterationEnded(record(0, 1, 0));
        now += TimeUnit.SECONDS.toNanos(1);
        listener.tasks(4, 8);
        assertThat(shown()).doesNotContain("4 of 8");
    }

    @Test
    void speed_isThatOfThePasses() {
        ProgressListener listener = new ProgressListener(new PlainDisplay(out), () -> now);
        listener.started(START);
        listener.jobEnded();
        listener.jobEnded();
        listener.iterationEnded(record(0, 1, 4));
        assertThat(shown()).contains("500 k rows/s");
    }

    /** Passes and seconds go on together: the rate is that of the whole descent. */
    @Test
    void rate_ofAResumedDescent_countsWhatWasBefore() {
        IterationRecord start = validated(record(0, 1, 4));
        Point point = new Point(new double[11], 2, new double[11], 1, Point.Origin.EVALUATED);
        TrainingState state =
                new TrainingState(point, point, 0, new double[0], new OptimizerState(), List.of(start), List.of(), 3);
        try (ProgressListener listener = new ProgressListener(new PlainDisplay(out), () -> now)) {
            listener.started(START);
            listener.resumed(state);
            listener.jobEnded(); // a gradient
            listener.jobEnded(); // and the validation after it
            listener.iterationEnded(validated(record(1, 0.5, 8)));
        }
        assertThat(shown()).contains("iteration 1/200", "500 k rows/s");
    }

    @Test
    void timeLeft_isTakenFromTheFallOfTheGradient() {
        DescentProgress progress = new DescentProgress(START);
        for (int i = 0; i <= 20; i++) {
            progress.add(record(i, Math.pow(0.1, i / 4.0), 2 * i), i);
            assertThat(progress.secondsLeft().isPresent()).isEqualTo(i >= 3);
        }
        // 5 digits after 20 iterations; 3 more take 12 iterations of 2 seconds
        assertThat(progress.secondsLeft().getAsDouble()).isCloseTo(24, offset(1e-6));
        assertThat(progress.done()).isCloseTo(5 / 8.0, offset(1e-9));
    }

    @Test
    void timeLeft_ofAGradientThatDoesNotFall_isThatOfTheIterations() {
        DescentProgress progress = new DescentProgress(START);
        for (int i = 0; i <= 50; i++) {
            progress.add(record(i, 1, 2 * i), i);
        }
        assertThat(progress.secondsLeft().getAsDouble()).isCloseTo(300, offset(1e-6));
        assertThat(progress.done()).isCloseTo(0.25, offset(1e-9));
    }

    @Test
    void extremes_areShownAsUnknown() {
        TrainingStart start = new TrainingStart(5, 1, 10, 0, 0);
        DescentProgress progress = new DescentProgress(start);
        for (int i = 0; i <= 5; i++) {
            progress.add(record(i, 0, 0), 0);
            assertThat(ProgressText.plain(progress)).contains("– rows/s").doesNotContain("NaN", "Infinity");
            assertThat(ProgressText.bar(progress, 120)).doesNotContain("NaN", "Infinity");
        }
    }

    private static IterationRecord record(int iteration, double gradient, double seconds) {
        return new IterationRecord(
                iteration,
                1 + gradient,
                OptionalDouble.empty(),
                gradient,
                OptionalDouble.empty(),
                seconds,
                PassTimes.NONE,
                0);
    }

    private static IterationRecord validated(IterationRecord record) {
        return new IterationRecord(
                record.iteration(),
                record.loss(),
                OptionalDouble.of(1),
                record.gradientNorm(),
                record.stepSize(),
                record.seconds(),
                record.passes(),
                record.update());
    }

    private String shown() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
