package io.descent.storage;

import io.descent.training.IterationRecord;
import io.descent.training.PassTimes;
import java.util.List;
import java.util.OptionalDouble;

/** The history of a run as CSV, a line per iteration. What is missing, or is no finite number, is empty. */
public final class HistoryCsv {
    private static final String HEADER = "iteration,loss,validationLoss,gradientNorm,stepSize,seconds\n";

    private static final int FIELDS = 6;

    private HistoryCsv() {}

    /** The whole file; each number is written so that it reads as the same double. */
    public static String of(Iterable<IterationRecord> records) {
        StringBuilder csv = new StringBuilder(HEADER);
        for (IterationRecord each : records) {
            csv.append(each.iteration())
                    .append(',')
                    .append(written(each.loss()))
                    .append(',')
                    .append(written(each.validationLoss()))
                    .append(',')
                    .append(written(each.gradientNorm()))
                    .append(',')
                    .append(written(each.stepSize()))
                    .append(',')
                    .append(written(each.seconds()))
                    .append('\n');
        }
        return csv.toString();
    }

    /**
     * The records of a file that {@link #of} wrote. What is not in it is absent, zero, or NaN where a number must be.
     *
     * @throws IllegalArgumentException if {@code csv} is not such a file
     */
    public static List<IterationRecord> parse(String csv) {
        if (!csv.startsWith(HEADER)) {
            throw new IllegalArgumentException("a history must begin with \"" + HEADER.trim() + "\"");
        }
        return csv.substring(HEADER.length()).lines().map(HistoryCsv::record).toList();
    }

    private static IterationRecord record(String line) {
        String[] fields = line.split(",", -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException("a line of a history must have " + FIELDS + " fields, but is " + line);
        }
        return new IterationRecord(
                Integer.parseInt(fields[0]),
                read(fields[1]).orElse(Double.NaN),
                read(fields[2]),
                read(fields[3]).orElse(Double.NaN),
                read(fields[4]),
                read(fields[5]).orElse(Double.NaN),
                PassTimes.NONE,
                0);
    }

    private static OptionalDouble read(String field) {
        return field.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(field));
    }

    private static String written(OptionalDouble value) {
        return value.isPresent() ? written(value.getAsDouble()) : "";
    }

    private static String written(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "";
    }
}
