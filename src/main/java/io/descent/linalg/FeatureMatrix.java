package io.descent.linalg;

import java.io.Serializable;

/**
 * The features of a block of examples: an immutable matrix X of shape (rows, features) in primitive
 * arrays. The two products below are all that a gradient needs.
 *
 * <p>A block is small enough to stay in a core's cache (see {@link FeatureMatrixBuilder}), so that
 * computing the residuals and then the gradient reads the data from memory once.
 */
public interface FeatureMatrix extends Serializable {

    /** The number of rows. */
    int rows();

    /** The number of columns. */
    int features();

    /** Heap bytes of the stored values and their indices, without object headers. */
    long bytes();

    /**
     * Computes residuals[i] = bias + Σⱼ X[i,j]·weights[j] − labels[i] for each row i.
     *
     * @param weights (features)
     * @param labels (rows), or null for labels that are all 0
     * @param residuals (at least rows), overwritten
     * @throws IllegalArgumentException if a length does not fit
     */
    void residuals(double[] weights, double bias, double[] labels, double[] residuals);

    /**
     * Adds Xᵀ·coefficients: the terms coefficients[i]·X[i,j] to sum j, for each feature j.
     *
     * @param coefficients (at least rows)
     * @param sums (features), on a grid that these terms fit; of two levels for values in float64, of one for float32
     * @throws IllegalArgumentException if a length does not fit
     */
    void addTransposeTimes(double[] coefficients, GridSums sums);

    /**
     * Writes one row, with its zeros, into an array.
     *
     * @param into (at least features), overwritten
     */
    void copyRow(int row, double[] into);

    /**
     * Adds each row's part to its hash, from its values that are not 0.
     *
     * @param hashes (at least rows), added to; see {@link RowHash}
     */
    void addHashes(long[] hashes);

    /** How products with dense features are computed here, for people. */
    static String kernels() {
        return Kernels.BEST.name();
    }
}
