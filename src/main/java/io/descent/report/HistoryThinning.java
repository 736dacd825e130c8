package io.descent.report;

import io.descent.report.ReportData.History;
import io.descent.training.IterationRecord;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Makes the history of a report: all iterations, or every so many of a long descent, and the last. */
public final class HistoryThinning {

    private static final int MOST = 2000;

    private HistoryThinning() {}

    /**
     * @param records in the order of the iterations, from the start on
     */
    public static History of(List<IterationRecord> records) {
        int last = records.size() - 1;
        int every = Math.max(1, (last + MOST - 2) / (MOST - 1));
        List<IterationRecord> kept = IntStream.rangeClosed(0, last)
                .filter(k -> k % every == 0 || k == last)
                .mapToObj(records::get)
                .toList();
        boolean validated = records.get(0).validationLoss().isPresent();
        return new History(
                every,
                kept.stream().mapToInt(IterationRecord::iteration).toArray(),
                numbers(kept, IterationRecord::loss),
                validated ? numbers(kept, record -> record.validationLoss().getAsDouble()) : new double[0],
                numbers(kept, IterationRecord::gradientNorm),
                kept.stream()
                        .map(record -> record.stepSize().isPresent()
                                ? (Double) record.stepSize().getAsDouble()
                                : null)
                        .toArray(Double[]::new),
                numbers(kept, IterationRecord::seconds),
                numbers(kept, record -> record.passes().broadcast()),
                numbers(kept, record -> record.passes().tasks()),
                numbers(kept, record -> record.passes().meanTask()),
                numbers(kept, record -> record.passes().slowestTask()),
                numbers(kept, record -> record.passes().reduce()),
                numbers(kept, IterationRecord::update),
                numbers(kept, record -> record.passes().gigabytesPerSecond()));
    }

    private static double[] numbers(List<IterationRecord> records, ToDoubleFunction<IterationRecord> number) {
        return records.stream().mapToDouble(number).toArray();
    }
}
