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
    private final double[] shift; // (features) where dense
    private final double[] factor; // (features) where dense: 1/scale, exact for a power of two
    private final double[] encoded; // (features) where dense
    private final double[] spread; // (features) where dense
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
        int d = layout == BlockLayout.DENSE ? encoding.features() : 0;
        this.shift = new double[d];
        this.factor = new double[d];
        this.encoded = new double[d];
        this.spread = new double[d];
        for (int j = 0; j < d; j++) {
            shift[j] = encoding.shift(j);
            factor[j] = encoding.varies(j) ? 1 / encoding.scale(j) : 0;
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
        if (layout == BlockLayout.DENSE) {
            features.putRow(encoded(row.isDense() ? row.values() : spread(row)));
        } else {
            for (int k = 0; k < row.count(); k++) {
                features.put(row.index(k), encoding.apply(row.index(k), row.value(k)));
            }
        }
        features.endRow();
    }

    /** As {@link FeatureScaling#apply}, for all features at once. */
    private double[] encoded(double[] values) {
        for (int j = 0; j < encoded.length; j++) {
            encoded[j] = (values[j] - shift[j]) * factor[j];
        }
        return encoded;
    }

    /** The row with its zeros, which centring makes other numbers. */
    private double[] spread(ExampleRow row) {
        Arrays.fill(spread, 0);
        for (int k = 0; k < row.count(); k++) {
            spread[row.index(k)] = row.value(k);
        }
        return spread;
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
