package io.descent.cli;

import io.descent.linalg.CompensatedSums;
import java.io.Serializable;

/** The sums over some rows from which metrics are made. Public for Spark's encoder alone. */
public final class EvaluationSum implements Serializable {
    private static final long serialVersionUID = 1L;

    private long rows;
    private long invalidRows;
    private long negativeWeights;
    private double weight; // Σω
    private final CompensatedSums squares = new CompensatedSums(1); // Σωr²
    private final CompensatedSums absolutes = new CompensatedSums(1); // Σω|r|
    private final CompensatedSums labelSquares = new CompensatedSums(1); // Σωy²
    private double labelMean; // Σωy / Σω
    private double labelDeviations; // Σω(y − ȳ)²

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
        labelSquares.addProduct(0, omega * label, label);
        join(omega, label, 0);
    }

    /** Adds the rows of another sum. */
    void merge(EvaluationSum other) {
        rows += other.rows;
        invalidRows += other.invalidRows;
        negativeWeights += other.negativeWeights;
        squares.merge(other.squares);
        absolutes.merge(other.absolutes);
        labelSquares.merge(other.labelSquares);
        join(other.weight, other.labelMean, other.labelDeviations);
    }

    /** Joins labels, by their weight, mean and squared deviations, to those before (Welford 1962, Chan et al. 1979). */
    private void join(double omega, double mean, double deviations) {
        if (omega == 0) {
            return;
        }
        double total = weight + omega;
        double distance = mean - labelMean;
        labelMean += distance * (omega / total);
        labelDeviations += deviations + distance * distance * (weight * (omega / total));
        weight = total;
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

    double weight() {
        return weight;
    }

    double squares() {
        return squares.value(0);
    }

    double absolutes() {
        return absolutes.value(0);
    }

    double labelSquares() {
        return labelSquares.value(0);
    }

    double labelDeviations() {
        return labelDeviations;
    }
}
