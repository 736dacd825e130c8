package io.descent.cli;

import io.descent.gradient.ExampleStatistics;
import io.descent.linalg.ExactSums;
import java.io.Serializable;

/**
 * The sums over some rows from which metrics are made; neither the order of the rows counts, nor their grouping. Public
 * for Spark's encoder alone.
 */
public final class EvaluationSum implements Serializable {
    private static final long serialVersionUID = 1L;

    private long rows;
    private long invalidRows;
    private long negativeWeights;
    private final ExactSums squares = new ExactSums(1); // Σωr²
    private final ExactSums absolutes = new ExactSums(1); // Σω|r|
    private final ExampleStatistics labels = new ExampleStatistics(0); // of rows with a weight above 0

    /** Adds a row; one with a value that is no finite number, or a weight below 0, is only counted. */
    void add(double label, double omega, double prediction) {
        if (!Double.isFinite(label) || !Double.isFinite(omega) || !Double.isFinite(prediction)) {
            invalidRows++;
            return;
        }
        if (omega < 0) {
            negativeWeights++;
            return;
        }
        rows++;
        double residual = prediction - label;
        squares.addProduct(0, omega * residual, residual);
        absolutes.addProduct(0, omega, Math.abs(residual));
        if (omega > 0) {
            labels.endRow(label, omega);
        }
    }

    /** Adds the rows of another sum. */
    void merge(EvaluationSum other) {
        rows += other.rows;
        invalidRows += other.invalidRows;
        negativeWeights += other.negativeWeights;
        squares.merge(other.squares);
        absolutes.merge(other.absolutes);
        labels.merge(other.labels);
    }

    long rows() {
        return rows;
    }

    long invalidRows() {
        return invalidRows;
    }

    long negativeWeights() {
        return negativeWeights;
    }

    /** Σω. */
    double weight() {
        return labels.weight();
    }

    /** Σωr². */
    double squares() {
        return squares.value(0);
    }

    /** Σω|r|. */
    double absolutes() {
        return absolutes.value(0);
    }

    /** Σωy². */
    double labelSquares() {
        return labels.sumOfSquares(labels.label());
    }

    /** Σω(y − ȳ)², with the weighted mean ȳ; 0 where the label does not vary. */
    double labelDeviations() {
        return labels.sumOfSquaredDeviations(labels.label());
    }
}
