package io.descent.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * How well a model predicts a table.
 *
 * @param rows that were compared
 * @param droppedRows left out for missing or infinite values
 * @param labels the metrics of each label, in their order
 */
record Evaluation(long rows, long droppedRows, List<LabelMetrics> labels) {
    Evaluation {
        labels = List.copyOf(labels);
    }

    /**
     * @param names of the labels, in their order
     */
    static Evaluation of(EvaluationSum sum, List<String> names, boolean intercept) {
        List<LabelMetrics> labels = new ArrayList<>();
        for (int k = 0; k < names.size(); k++) {
            labels.add(LabelMetrics.of(names.get(k), sum, k, intercept));
        }
        return new Evaluation(sum.rows(), sum.invalidRows(), labels);
    }

    /** Of all labels, each counting the same. */
    LabelMetrics mean() {
        return LabelMetrics.mean(labels);
    }
}
