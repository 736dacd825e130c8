package io.descent.cli;

import io.descent.gradient.ExampleStatistics;
import io.descent.linalg.ExactSums;
import java.io.Serializable;

/**
 * The sums over some rows from which metrics are made, for each label; neither the order of the rows counts, nor their
 * grouping. Public for Spark's encoder alone.
 */
public final class EvaluationSum implements Serializable {
    private static final long serialVersionUID = 1L;

    private long rows;
    private long invalidRows;
    private long negativeWeights;
    private final long[] invalidLabels; // (labels): rows with a value of the label that is no finite number
    private final ExactSums squares; // (labels): Σωr²
    private final ExactSums absolutes; // (labels): Σω|r|
    private final ExampleStatistics values; // of the labels, in rows with a weight above 0

    EvaluationSum(int labels) {
        invalidLabels = new long[labels];
        squares = new ExactSums(labels);
        absolutes = new ExactSums(labels);
        values = new ExampleStatistics(labels - 1); // the last label is that of the statistics
    }

    /** The number of labels. */
    int labels() {
        return invalidLabels.length;
    }

    /**
     * Adds a row; one with a value that is no finite number, or a weight below 0, is only counted.
     *
     * @param label the labels, (labels)
     * @param prediction the predictions of the labels, (labels)
     */
    void add(double[] label, double omega, double[] prediction) {
        if (!areFinite(label, prediction) || !Double.isFinite(omega)) {
            invalidRows++;
            return;
        }
        if (omega < 0) {
            negativeWeights++;
            return;
        }
        rows++;
        for (int k = 0; k < label.length; k++) {
            double residual = prediction[k] - label[k];
            squares.addProduct(k, omega * residual, residual);
            absolutes.addProduct(k, omega, Math.abs(residual));
        }
        if (omega > 0) {
            int last = label.length - 1;
            for (int k = 0; k < last; k++) {
                values.addFeature(k, label[k], omega);
            }
            values.endRow(label[last], omega);
        }
    }

    private boolean areFinite(double[] label, double[] prediction) {
        boolean finite = true;
        for (int k = 0; k < label.length; k++) {
            if (!Double.isFinite(label[k])) {
                invalidLabels[k]++;
                finite = false;
            }
            finite &= Double.isFinite(prediction[k]);
        }
        return finite;
    }

    /** Adds the rows of another sum over the same labels. */
    void merge(EvaluationSum other) {
        rows += other.rows;
        invalidRows += other.invalidRows;
        negativeWeights += other.negativeWeights;
        for (int k = 0; k < invalidLabels.length; k++) {
            invalidLabels[k] += other.invalidLabels[k];
        }
        squares.merge(other.squares);
        absolutes.merge(other.absolutes);
        values.merge(other.values);
    }

    long rows() {
        return rows;
    }

    long invalidRows() {
        return invalidRows;
    }

    /** The rows in which the value of a label is no finite number. */
    long invalidRows(int label) {
        return invalidLabels[label];
    }

    long negativeWeights() {
        return negativeWeights;
    }

    /** Σω. */
    double weight() {
        return values.weight();
    }

    /** Σωr² of a label. */
    double squares(int label) {
        return squares.value(label);
    }

    /** Σω|r| of a label. */
    double absolutes(int label) {
        return absolutes.value(label);
    }

    /** Σωy² of a label. */
    double labelSquares(int label) {
        return values.sumOfSquares(label);
    }

    /** Σω(y − ȳ)² of a label, with the weighted mean ȳ; 0 where it does not vary. */
    double labelDeviations(int label) {
        return values.sumOfSquaredDeviations(label);
    }
}
