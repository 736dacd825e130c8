package io.descent.storage;

import java.util.List;
import org.apache.hadoop.fs.Path;

/** A checkpoint belongs to another fit than this one. */
public final class CheckpointMismatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** In what it differs. */
    public enum Of {
        SETTINGS,
        DATA
    }

    private final Of kind;

    private CheckpointMismatchException(Of kind, String message) {
        super(message);
        this.kind = kind;
    }

    static CheckpointMismatchException ofSettings(Path checkpoint, List<String> differences) {
        return new CheckpointMismatchException(
                Of.SETTINGS, "checkpoint " + checkpoint + " is of other settings: " + String.join("; ", differences));
    }

    static CheckpointMismatchException ofData(Path checkpoint, String difference) {
        return new CheckpointMismatchException(
                Of.DATA, "the data is not that of checkpoint " + checkpoint + ": " + difference);
    }

    public Of kind() {
        return kind;
    }
}
