package io.descent.storage;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.apache.hadoop.fs.FSError;

/** What went wrong on a file system, in words. */
final class Failures {
    /** Something that a file system does. */
    interface Action {
        void run() throws IOException;
    }

    private Failures() {}

    /** The reason for people, on one line; java.nio's exceptions carry only the path. */
    static String reason(Throwable e) {
        if (e instanceof AccessDeniedException denied) {
            return denied.getFile() + ": permission denied";
        }
        if (e instanceof NoSuchFileException absent) {
            return absent.getFile() + ": no such file or directory";
        }
        if (e instanceof java.nio.file.FileAlreadyExistsException exists) {
            return exists.getFile() + " is a file";
        }
        if (e instanceof FileSystemException failed && failed.getReason() != null) {
            return failed.getFile() + ": " + failed.getReason();
        }
        return e.getMessage() == null
                ? e.getClass().getSimpleName()
                : e.getMessage().lines().findFirst().orElse("");
    }

    /** Runs {@code action}; an {@link FSError}, as which a full disk arrives, becomes an {@link IOException}. */
    static void translated(Action action) throws IOException {
        try {
            action.run();
        } catch (FSError e) {
            throw new IOException(
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage(), e);
        }
    }

    /** Runs a step of tidying up, after which the others are to be tried whether or not it succeeds. */
    static void ignored(Action action) {
        try {
            action.run();
        } catch (IOException | RuntimeException | FSError e) {
            // the failure that led here is reported; what stays behind has no manifest, and so is no run
        }
    }
}
