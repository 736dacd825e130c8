package io.descent.storage;

import java.util.Set;
import java.util.UUID;

/** The names in a run's directory. */
public final class RunLayout {
    /** The record of the run. */
    public static final String TRAINING = "training.json";
    /** The fitted function in plain JSON. */
    public static final String MODEL = "model.json";
    /** The Spark ML pipeline: a directory. */
    public static final String PIPELINE = "pipeline";
    /** A line per iteration. */
    public static final String HISTORY = "history.csv";
    /** The picture. */
    public static final String REPORT = "report.html";
    /** Lengths and SHA-256 of the rest; without it there is no run. */
    public static final String MANIFEST = "manifest.json";

    private static final Set<String> NAMES = Set.of(TRAINING, MODEL, PIPELINE, HISTORY, REPORT, MANIFEST);
    private static final String ATTEMPT = "_attempt-";
    private static final String REPLACED = "_replaced-";

    private RunLayout() {}

    static String newAttempt() {
        return ATTEMPT + UUID.randomUUID();
    }

    static String newReplaced() {
        return REPLACED + UUID.randomUUID();
    }

    static boolean isAttempt(String name) {
        return name.startsWith(ATTEMPT);
    }

    static boolean isWork(String name) {
        return isAttempt(name) || name.startsWith(REPLACED);
    }

    static boolean isOfRun(String name) {
        return NAMES.contains(name) || isWork(name);
    }

    /** The file beside another in which Hadoop's local file system keeps the other's checksum. */
    static boolean isChecksum(String name) {
        return name.startsWith(".") && name.endsWith(".crc");
    }
}
