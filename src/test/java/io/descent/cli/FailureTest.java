package io.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.spark.DataException;
import io.descent.spark.NoInputException;
import io.descent.training.DivergedException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.security.AccessControlException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureTest {
    private static final String ABORTED = "Job aborted due to stage failure: Task 0 in stage 5.0 failed 4 times, most"
            + " recent failure: Lost task 0.3 in stage 5.0 (TID 5) (10.0.0.1 executor 1): ";

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new DataException("x must be finite"), 65, "x must be finite"),
                Arguments.of(new NoInputException("nothing at a"), 66, "nothing at a"),
                Arguments.of(
                        new DivergedException(1, 2.5, " at iteration 3"),
                        20,
                        "the descent diverged: the loss went from 1.000 at the start to 2.500 at iteration 3"),
                Arguments.of(
                        new DivergedException(1, Double.NaN, " at iteration 3"),
                        20,
                        "the descent diverged: the loss went from 1.000 at the start to no finite number at iteration 3"),
                Arguments.of(wrapped(new DataException("x must be finite")), 65, "x must be finite"),
                Arguments.of(
                        new SparkException(ABORTED + "io.descent.spark.DataException: x must be finite\n\tat a.B\n"),
                        65,
                        "x must be finite"),
                Arguments.of(
                        new SparkException(ABORTED + "java.lang.OutOfMemoryError: Java heap space\n\tat a.B"),
                        70,
                        "executor"),
                Arguments.of(wrapped(new OutOfMemoryError("Java heap space")), 70, "--driver-memory"),
                Arguments.of(wrapped(new FileNotFoundException("a.csv")), 66, "a.csv"),
                Arguments.of(wrapped(new AccessControlException("Permission denied: user=x")), 66, "Permission denied"),
                Arguments.of(fullDisk(), 74, "No space left on device"),
                Arguments.of(new UncheckedIOException(new EOFException("cut off")), 74, "cut off"),
                Arguments.of(
                        new IllegalStateException("odd\nsecond line"), 70, "IllegalStateException: odd; --verbose"),
                Arguments.of(new NullPointerException(), 70, "NullPointerException"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void of_anything_hasCodeAndOneSentence(Throwable thrown, int code, String words) {
        Outcome outcome = Failure.of(thrown);
        assertThat(outcome.code().number()).isEqualTo(code);
        assertThat(outcome.message()).contains(words).doesNotContain("\n", "\tat", "second line", "io.descent");
    }

    @Test
    void of_circularCauses_ends() {
        RuntimeException first = new RuntimeException("first");
        RuntimeException second = new RuntimeException("second", first);
        first.initCause(second);
        assertThat(Failure.of(second).code()).isEqualTo(ExitCode.INTERNAL_ERROR);
    }

    @Test
    void numbers_areThoseOfTheContract() {
        assertThat(List.of(ExitCode.values()).stream().map(ExitCode::number))
                .containsExactly(0, 20, 64, 65, 66, 70, 73, 74, 75, 78);
    }

    /** As a full disk arrives; Hadoop keeps the constructor to itself. */
    private static FSError fullDisk() {
        try {
            Constructor<FSError> constructor = FSError.class.getDeclaredConstructor(Throwable.class);
            constructor.setAccessible(true);
            return constructor.newInstance(new IOException("No space left on device"));
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static Throwable wrapped(Throwable cause) {
        return new SparkException(ABORTED + "something", new SparkException("task failed", cause));
    }
}
