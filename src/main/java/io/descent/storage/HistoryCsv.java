package io.descent.storage;

import io.descent.training.IterationRecord;
import java.util.OptionalDouble;

/** The history of a run as CSV, a line per iteration. What is missing, or is no finite number, is empty. */
public final class HistoryCsv {
    private static final String HEADER = "iteration,loss,validationLoss,gradientNorm,stepSize,seconds\n";

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

    private static String written(OptionalDouble value) {
        return value.isPresent() ? written(value.getAsDouble()) : "";
    }

    private static String written(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "";
    }
}
