package io.descent.report;

import io.descent.report.ReportData.History;
import io.descent.training.IterationRecord;
import io.descent.training.Thinning;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Makes the history of a report. */
public final class HistoryColumns {

    private static final int MOST = 2000;

    private HistoryColumns() {}

    /**
     * All iterations, or every so many of a long descent, and the last.
     *
     * @param records of all iterations
     */
    public static History of(List<IterationRecord> records) {
        int every = Thinning.every(records.size(), MOST);
        return of(Thinning.of(records, every), every);
    }

    /**
     * @param records of every so many iterations, and the last
     */
    public static History of(List<IterationRecord> records, int every) {
        boolean validated =
                records.stream().allMatch(record -> record.validationLoss().isPresent());
        return new History(
                every,
                records.stream().mapToInt(IterationRecord::iteration).toArray(),
                numbers(records, IterationRecord::loss),
                validated ? numbers(records, record -> record.validationLoss().getAsDouble()) : new double[0],
                numbers(records, IterationRecord::gradientNorm),
                records.stream()
                        .map(record -> record.stepSize().isPresent()
                                ? (Double) record.stepSize().getAsDouble()
                                : null)
                        .toArray(Double[]::new),
                numbers(records, IterationRecord::seconds),
                numbers(records, record -> record.passes().broadcast()),
                numbers(records, record -> record.passes().tasks()),
                numbers(records, record -> record.passes().meanTask()),
                numbers(records, record -> record.passes().slowestTask()),
                numbers(records, record -> record.passes().reduce()),
                numbers(records, IterationRecord::update),
                numbers(records, record -> record.passes().gigabytesPerSecond()));
    }

    private static double[] numbers(List<IterationRecord> records, ToDoubleFunction<IterationRecord> number) {
        return records.stream().mapToDouble(number).toArray();
    }
}
