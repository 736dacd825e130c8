package io.descent.storage;

import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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

    /** Is in each report, and in none of other tools. */
    static final String REPORT_MARK = "<meta name=\"generator\" content=\"Descent\">";
    /** Lengths and SHA-256 of the rest; without it there is no run. */
    public static final String MANIFEST = "manifest.json";
    /** Where the state of a run that goes on is kept, unless the settings say otherwise. */
    public static final String CHECKPOINTS = "_checkpoints";

    /** What can be drawn again of a run that is complete; all of them can be missing. */
    public static final List<String> PICTURES =
            List.of(REPORT, "line.svg", "surface.svg", "loss.svg", "line.png", "surface.png", "loss.png");

    /** How far the writer of a run is, in the directory in which he works; no part of the run. */
    static final String PROGRESS = "progress.json";

    /** What the files of a run are called; without the manifest. */
    static final List<String> FILES = Stream.concat(Stream.of(HISTORY, MODEL, PIPELINE, TRAINING), PICTURES.stream())
            .sorted()
            .toList();

    private static final String EPOCH = "_epoch-";
    private static final Pattern EPOCH_NAME = Pattern.compile(EPOCH + "(\\d{6,18})");
    private static final String ATTEMPT = "_attempt-";
    private static final Pattern ATTEMPT_NAME = Pattern.compile(ATTEMPT + "(\\d{6,18})-.*");
    private static final Pattern TEMPORARY = Pattern.compile("\\..+-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private RunLayout() {}

    /** The file that says who holds an epoch. */
    static String epoch(long number) {
        return EPOCH + padded(number);
    }

    /** The epoch that a file of that name is about. */
    static OptionalLong epochOf(String name) {
        Matcher matcher = EPOCH_NAME.matcher(name);
        return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }

    /** The directory in which the holder of an epoch works. */
    static String attempt(long epoch, String id) {
        return ATTEMPT + padded(epoch) + "-" + id;
    }

    /** The epoch in whose course a directory of that name was made. */
    static OptionalLong epochOfAttempt(String name) {
        Matcher matcher = ATTEMPT_NAME.matcher(name);
        return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }

    static boolean isAttempt(String name) {
        return name.startsWith(ATTEMPT);
    }

    /** True for what only somebody leaves who had the right to write a run. */
    static boolean isClaim(String name) {
        return isAttempt(name) || epochOf(name).isPresent();
    }

    /** True for what belongs to a run that goes on, or was interrupted. */
    static boolean isWork(String name) {
        return isClaim(name) || name.equals(CHECKPOINTS) || isTemporary(name);
    }

    static boolean isOfRun(String name) {
        return FILES.contains(name) || name.equals(MANIFEST) || isWork(name);
    }

    /** A name for a file that is moved to {@code name} when it is written. */
    static String newTemporary(String name) {
        return "." + name + "-" + UUID.randomUUID();
    }

    static boolean isTemporary(String name) {
        return TEMPORARY.matcher(name).matches();
    }

    /** The file beside another in which Hadoop's local file system keeps the other's checksum. */
    static boolean isChecksum(String name) {
        return name.startsWith(".") && name.endsWith(".crc");
    }

    private static String padded(long number) {
        return String.format("%06d", number);
    }
}
