package io.descent.spark;

import io.descent.gradient.ExampleStatistics;
import io.descent.training.ExampleSample;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** What one pass over a table tells: statistics of its valid training rows, and what is wrong. */
final class TableProfile implements Serializable {

    private static final long serialVersionUID = 1L;

    /** About what the statistics of a feature take. */
    static final long BYTES_PER_FEATURE = 128;

    /** Keys beside the features' own numbers in the counts of bad values. */
    static final int WEIGHT = -1;

    /** That of the first label; the others count down. */
    static final int LABEL = -2;

    private final TableSample sample; // or null
    private final ExampleStatistics training;
    private final ExampleStatistics validation;
    private final ExampleStatistics[] trainingLabels; // of the labels after the first, without features
    private final ExampleStatistics[] validationLabels;
    private final TreeMap<Integer, long[]> bad = new TreeMap<>(); // column → {missing, infinite}
    private long invalidRows;
    private long negativeWeights;
    private double mostNegativeWeight;

    /** Whether a profile takes a sample of the training rows. */
    enum Sampling {
        NONE,
        SOME_ROWS
    }

    TableProfile(int features, int labels) {
        this(features, labels, Sampling.NONE);
    }

    TableProfile(int features, int labels, Sampling sampling) {
        sample = sampling == Sampling.SOME_ROWS ? new TableSample(features) : null;
        training = new ExampleStatistics(features);
        validation = new ExampleStatistics(features);
        trainingLabels = statistics(labels - 1);
        validationLabels = statistics(labels - 1);
    }

    private static ExampleStatistics[] statistics(int labels) {
        ExampleStatistics[] statistics = new ExampleStatistics[labels];
        Arrays.setAll(statistics, o -> new ExampleStatistics(0));
        return statistics;
    }

    void add(ExampleRow row) {
        if (!row.isValid()) {
            invalidRows++;
            for (int o = 0; o < row.labels(); o++) {
                countBad(LABEL - o, row.label(o));
            }
            countBad(WEIGHT, row.weight());
            for (int k = 0; k < row.count(); k++) {
                countBad(row.index(k), row.value(k));
            }
            return;
        }
        if (row.weight() < 0) {
            negativeWeights++;
            mostNegativeWeight = Math.min(mostNegativeWeight, row.weight());
        }
        if (sample != null && !row.heldOut()) {
            sample.add(row);
        }
        ExampleStatistics[] others = row.heldOut() ? validationLabels : trainingLabels;
        for (int o = 0; o < others.length; o++) {
            others[o].endRow(row.label(o + 1), row.weight());
        }
        ExampleStatistics statistics = row.heldOut() ? validation : training;
        if (row.isDense()) {
            statistics.addRow(row.values(), row.label(), row.weight());
            return;
        }
        for (int k = 0; k < row.count(); k++) {
            statistics.addFeature(row.index(k), row.value(k), row.weight());
        }
        statistics.endRow(row.label(), row.weight());
    }

    private void countBad(int column, double value) {
        if (!Double.isFinite(value)) {
            bad.computeIfAbsent(column, c -> new long[2])[Double.isNaN(value) ? 0 : 1]++;
        }
    }

    TableProfile merge(TableProfile other) {
        if (sample != null) {
            sample.merge(other.sample);
        }
        training.merge(other.training);
        validation.merge(other.validation);
        for (int o = 0; o < trainingLabels.length; o++) {
            trainingLabels[o].merge(other.trainingLabels[o]);
            validationLabels[o].merge(other.validationLabels[o]);
        }
        for (Map.Entry<Integer, long[]> entry : other.bad.entrySet()) {
            long[] counts = bad.computeIfAbsent(entry.getKey(), c -> new long[2]);
            counts[0] += entry.getValue()[0];
            counts[1] += entry.getValue()[1];
        }
        invalidRows += other.invalidRows;
        negativeWeights += other.negativeWeights;
        mostNegativeWeight = Math.min(mostNegativeWeight, other.mostNegativeWeight);
        return this;
    }

    /** To be called before it is sent. */
    void complete() {
        if (sample != null) {
            sample.keepFirst();
        }
    }

    /** Some of the training rows; null if none were taken. */
    ExampleSample sample() {
        return sample == null ? null : sample.examples(training.rows());
    }

    ExampleStatistics training() {
        return training;
    }

    ExampleStatistics validation() {
        return validation;
    }

    /** Of the features and the first label, or of another label alone. */
    ExampleStatistics training(int output) {
        return output == 0 ? training : trainingLabels[output - 1];
    }

    /** As {@link #training(int)}, of the examples held out. */
    ExampleStatistics validation(int output) {
        return output == 0 ? validation : validationLabels[output - 1];
    }

    /** Missing and infinite values by column, labels and weight first. */
    Map<Integer, long[]> bad() {
        return bad;
    }

    long invalidRows() {
        return invalidRows;
    }

    long negativeWeights() {
        return negativeWeights;
    }

    double mostNegativeWeight() {
        return mostNegativeWeight;
    }
}
