package io.descent.gradient;

import io.descent.linalg.FeatureMatrix;
import io.descent.linalg.RowHash;
import java.io.Serializable;

/**
 * Some thousand examples in primitive arrays: features X (rows, features), labels y (rows), and
 * weights ω (rows) or null where all are 1.
 */
public final class ExampleBlock implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final long LABEL = RowHash.factor(-1);
    private static final long WEIGHT = RowHash.factor(-2);

    private final FeatureMatrix features;
    private final double[] labels;
    private final double[] weights;
    private final Role role;

    /** Whether a block is descended on or only measured. */
    public enum Role {
        TRAINING,
        VALIDATION
    }

    /**
     * @param weights ω, or null where all are 1
     */
    public ExampleBlock(FeatureMatrix features, double[] labels, double[] weights, Role role) {
        if (labels.length != features.rows()) {
            throw new IllegalArgumentException(
                    "labels must have length " + features.rows() + ", but has " + labels.length);
        }
        if (weights != null && weights.length != labels.length) {
            throw new IllegalArgumentException(
                    "weights must have length " + labels.length + ", but has " + weights.length);
        }
        this.features = features;
        this.labels = labels;
        this.weights = weights;
        this.role = role;
    }

    /** The number of examples. */
    public int rows() {
        return labels.length;
    }

    /** X, (rows, features). */
    public FeatureMatrix features() {
        return features;
    }

    /** y, (rows); not to be changed. */
    double[] labels() {
        return labels;
    }

    /** The label of one example. */
    public double label(int row) {
        return labels[row];
    }

    /** The weight ω of one example. */
    public double weight(int row) {
        return weights == null ? 1 : weights[row];
    }

    /**
     * What each example adds up to, from its features, label and weight: the same whatever else is in its block and
     * however that is laid out. To be finished by {@link RowHash}; (rows).
     */
    public long[] rowHashes() {
        long[] hashes = new long[rows()];
        features.addHashes(hashes);
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] += RowHash.term(label(i), LABEL) + RowHash.term(weight(i), WEIGHT);
        }
        return hashes;
    }

    boolean isWeighted() {
        return weights != null;
    }

    /** What the examples are for. */
    public Role role() {
        return role;
    }

    /** Heap bytes of the arrays. */
    public long bytes() {
        return features.bytes() + 8L * labels.length + (weights == null ? 0 : 8L * weights.length);
    }
}
