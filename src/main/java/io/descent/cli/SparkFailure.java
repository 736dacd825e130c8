package io.descent.cli;

import io.descent.spark.SparkReason;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.parser.ParseException;

/** What Spark refuses, told apart by the names and SQL states that it gives its errors. */
final class SparkFailure {
    private static final Set<String> NO_INPUT =
            Set.of("PATH_NOT_FOUND", "UNABLE_TO_INFER_SCHEMA", "FAILED_READ_FILE.FILE_NOT_EXIST");
    private static final Set<String> BAD_SETTINGS = Set.of("DATA_SOURCE_NOT_FOUND");
    /** SQL states for values that break a rule, such as a text that is no number. */
    private static final String DATA_STATE = "22";

    private SparkFailure() {}

    static Optional<Outcome> find(Throwable cause) {
        if (!(cause instanceof SparkThrowable spark)) {
            return Optional.empty();
        }
        String condition = String.valueOf(spark.getCondition());
        if (NO_INPUT.contains(condition)) {
            return because(ExitCode.NO_INPUT, cause);
        }
        if (BAD_SETTINGS.contains(condition) || cause instanceof ParseException) {
            return because(ExitCode.BAD_SETTINGS, cause);
        }
        boolean data = String.valueOf(spark.getSqlState()).startsWith(DATA_STATE);
        return data || cause instanceof AnalysisException ? because(ExitCode.BAD_DATA, cause) : Optional.empty();
    }

    private static Optional<Outcome> because(ExitCode code, Throwable cause) {
        return Optional.of(Outcome.failure(code, SparkReason.of(cause)));
    }
}
