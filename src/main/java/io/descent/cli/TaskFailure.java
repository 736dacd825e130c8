package io.descent.cli;

import io.descent.spark.DataException;
import io.descent.training.DivergedException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a task threw on an executor, where the exception itself did not come back: Spark then gives its class and message
 * in the text of the exception that it throws on the driver.
 */
final class TaskFailure {
    private static final Map<String, ExitCode> CODES = Map.of(
            DataException.class.getName(), ExitCode.BAD_DATA,
            DivergedException.class.getName(), ExitCode.NOT_CONVERGED);

    private static final Pattern THROWN = Pattern.compile("(io\\.descent\\.[\\w.]+Exception): ([^\\n]+)");
    private static final Pattern MEMORY = Pattern.compile("java\\.lang\\.OutOfMemoryError(: [^\\n]+)?");

    private TaskFailure() {}

    static Optional<Outcome> find(Throwable cause) {
        String text = String.valueOf(cause.getMessage());
        Matcher thrown = THROWN.matcher(text);
        while (thrown.find()) {
            if (CODES.containsKey(thrown.group(1))) {
                return Optional.of(Outcome.failure(CODES.get(thrown.group(1)), thrown.group(2)));
            }
        }
        return MEMORY.matcher(text).find()
                ? Optional.of(Outcome.failure(
                        ExitCode.INTERNAL_ERROR,
                        "an executor ran out of memory; give it more with --executor-memory, or use more partitions"))
                : Optional.empty();
    }
}
