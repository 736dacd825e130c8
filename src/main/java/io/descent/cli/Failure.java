package io.descent.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.descent.config.OverrideException;
import io.descent.config.SettingsException;
import io.descent.spark.DataException;
import io.descent.spark.NoInputException;
import io.descent.spark.SparkReason;
import io.descent.storage.CheckpointMismatchException;
import io.descent.storage.CheckpointMismatchException.Of;
import io.descent.storage.DamagedRunException;
import io.descent.storage.NoRunException;
import io.descent.storage.OutputException;
import io.descent.storage.TakenOverException;
import io.descent.training.DivergedException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.security.AccessControlException;
import org.apache.spark.SparkThrowable;

/** The exit code and the words for whatever was thrown. Spark wraps what tasks throw, so all causes are looked at. */
final class Failure {

    private Failure() {}

    static Outcome of(Throwable thrown) {
        List<Throwable> causes = causes(thrown);
        return first(causes, Failure::ours)
                .or(() -> first(causes, TaskFailure::find))
                .or(() -> first(causes, Failure::memory))
                .or(() -> first(causes, Failure::files))
                .or(() -> first(causes, SparkFailure::find))
                .or(() -> first(causes, Failure::otherFiles))
                .orElseGet(() -> internal(causes.get(causes.size() - 1)));
    }

    /** What is wrong, in one line. */
    static String reason(Throwable thrown) {
        if (thrown instanceof AccessDeniedException denied) {
            return denied.getFile() + ": permission denied"; // java.nio's own message is the path alone
        }
        if (thrown instanceof FileSystemException failed && failed.getReason() == null) {
            return failed.getFile() + ": " + failed.getClass().getSimpleName();
        }
        return thrown.getMessage() == null ? thrown.getClass().getSimpleName() : SparkReason.of(thrown);
    }

    private interface Rule {
        Optional<Outcome> find(Throwable cause);
    }

    private static Optional<Outcome> first(List<Throwable> causes, Rule rule) {
        return causes.stream().map(rule::find).flatMap(Optional::stream).findFirst();
    }

    private static Optional<Outcome> ours(Throwable cause) {
        if (cause instanceof CommandException e) {
            return because(e.code(), e);
        }
        if (cause instanceof SettingsException) {
            return because(ExitCode.BAD_SETTINGS, cause);
        }
        if (cause instanceof OverrideException) {
            return because(ExitCode.BAD_COMMAND_LINE, cause);
        }
        if (cause instanceof DataException) {
            return because(ExitCode.BAD_DATA, cause);
        }
        if (cause instanceof NoInputException || cause instanceof NoRunException) {
            return because(ExitCode.NO_INPUT, cause);
        }
        if (cause instanceof DivergedException) {
            return because(ExitCode.NOT_CONVERGED, cause);
        }
        if (cause instanceof OutputException) {
            return because(ExitCode.CANNOT_CREATE, cause);
        }
        if (cause instanceof DamagedRunException) {
            return because(ExitCode.IO_ERROR, cause);
        }
        if (cause instanceof TakenOverException) {
            return because(ExitCode.TRY_AGAIN, cause);
        }
        if (cause instanceof CheckpointMismatchException e) {
            return because(e.kind() == Of.DATA ? ExitCode.BAD_DATA : ExitCode.CANNOT_CREATE, cause);
        }
        return Optional.empty();
    }

    private static Optional<Outcome> memory(Throwable cause) {
        return cause instanceof OutOfMemoryError
                ? Optional.of(
                        Outcome.failure(
                                ExitCode.INTERNAL_ERROR,
                                "memory ran out (" + reason(cause)
                                        + "); give Spark more with --driver-memory or --executor-memory, or use more partitions"))
                : Optional.empty();
    }

    /** Input that is not there or may not be read; where output may not be written, whoever writes says so. */
    private static Optional<Outcome> files(Throwable cause) {
        boolean absent = cause instanceof FileNotFoundException || cause instanceof NoSuchFileException;
        boolean denied = cause instanceof AccessControlException || cause instanceof AccessDeniedException;
        if (absent || denied) {
            return Optional.of(Outcome.failure(ExitCode.NO_INPUT, "a file cannot be read: " + reason(cause)));
        }
        return Optional.empty();
    }

    private static Optional<Outcome> otherFiles(Throwable cause) {
        boolean read = cause instanceof IOException || cause instanceof FSError;
        return read && !(cause instanceof JsonProcessingException) && !(cause instanceof SparkThrowable)
                ? Optional.of(Outcome.failure(ExitCode.IO_ERROR, "I/O error: " + reason(cause)))
                : Optional.empty();
    }

    private static Outcome internal(Throwable root) {
        return Outcome.failure(
                ExitCode.INTERNAL_ERROR,
                "internal error: " + root.getClass().getSimpleName() + ": " + reason(root)
                        + "; --verbose shows the stack trace");
    }

    private static Optional<Outcome> because(ExitCode code, Throwable cause) {
        return Optional.of(Outcome.failure(code, cause.getMessage()));
    }

    /** {@code thrown} and its causes, the outermost first. */
    private static List<Throwable> causes(Throwable thrown) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Throwable> causes = new ArrayList<>();
        for (Throwable each = thrown; each != null && seen.add(each); each = each.getCause()) {
            causes.add(each);
        }
        return causes;
    }
}
