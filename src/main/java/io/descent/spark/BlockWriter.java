package io.descent.spark;

import io.descent.gradient.ExampleBlock;
import io.descent.linalg.FeatureMatrixBuilder;
import io.descent.linalg.Precision;
import io.descent.model.FeatureScaling;
import java.util.Arrays;

/** Encodes rows of one role into blocks. */
final class BlockWriter {

    private final FeatureScaling encoding;
    private final FeatureMatrixBuilder features;
    private final boolean weighted;
    private final ExampleBlock.Role role;
    private final double[] zeros; // (features): what 0 is encoded as, or null where 0 stays 0
    private double[] labels = new double[64];
    private double[] weights = new double[64];

    BlockWriter(
            FeatureScaling encoding,
            BlockLayout layout,
            Precision precision,
            boolean weighted,
            ExampleBlock.Role role) {
        this.encoding = encoding;
        this.features = layout.builder(encoding.features(), precision);
        this.weighted = weighted;
        this.role = role;
        this.zeros = layout == BlockLayout.DENSE ? new double[encoding.features()] : null;
        if (zeros != null) {
            for (int j = 0; j < zeros.length; j++) {
                zeros[j] = encoding.apply(j, 0);
            }
        }
    }

    void add(ExampleRow row) {
        int at = features.rows();
        if (at == labels.length) {
            labels = Arrays.copyOf(labels, 2 * at);
            weights = Arrays.copyOf(weights, 2 * at);
        }
        labels[at] = row.label();
        weights[at] = row.weight();
        if (zeros != null && row.count() < zeros.length) {
            for (int j = 0; j < zeros.length; j++) {
                features.put(j, zeros[j]);
            }
        }
        for (int k = 0; k < row.count(); k++) {
            features.put(row.index(k), encoding.apply(row.index(k), row.value(k)));
        }
        features.endRow();
    }

    boolean isFull() {
        return features.full();
    }

    boolean isEmpty() {
        return features.rows() == 0;
    }

    ExampleBlock build() {
        int rows = features.rows();
        return new ExampleBlock(
                features.build(), Arrays.copyOf(labels, rows), weighted ? Arrays.copyOf(weights, rows) : null, role);
    }
}
