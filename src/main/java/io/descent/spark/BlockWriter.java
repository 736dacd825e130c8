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
    private final BlockLayout layout;
    private final boolean weighted;
    private final ExampleBlock.Role role;
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
        this.layout = layout;
        this.weighted = weighted;
        this.role = role;
    }

    void add(ExampleRow row) {
        int at = features.rows();
        if (at == labels.length) {
            labels = Arrays.copyOf(labels, 2 * at);
            weights = Arrays.copyOf(weights, 2 * at);
        }
        labels[at] = row.label();
        weights[at] = row.weight();
        if (layout == BlockLayout.DENSE && row.count() < encoding.features()) {
            putWithZeros(row);
        } else {
            for (int k = 0; k < row.count(); k++) {
                features.put(row.index(k), encoding.apply(row.index(k), row.value(k)));
            }
        }
        features.endRow();
    }

    /** A feature that is not given is 0, which centring makes another number. */
    private void putWithZeros(ExampleRow row) {
        int k = 0;
        for (int j = 0; j < encoding.features(); j++) {
            boolean given = k < row.count() && row.index(k) == j;
            features.put(j, encoding.apply(j, given ? row.value(k++) : 0));
        }
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
