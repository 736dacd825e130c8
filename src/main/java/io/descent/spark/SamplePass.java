package io.descent.spark;

import io.descent.gradient.ExampleBlock;
import io.descent.linalg.RowHash;
import io.descent.model.FeatureScaling;
import java.io.Serializable;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/**
 * The pass that takes a sample of the training examples: those with the smallest hashes of label, weight and features.
 * So the sample is the same however the rows lie.
 */
final class SamplePass extends AbstractFunction1<Iterator<ExampleBlock>, RowSample> implements Serializable {

    private static final long serialVersionUID = 1L;

    private final FeatureScaling standardisation;
    private final int[] columns; // the features that vary
    private final int most;
    private final long threshold; // hashes above it, as signed numbers, are out

    private SamplePass(FeatureScaling standardisation, int[] columns, int most, long threshold) {
        this.standardisation = standardisation;
        this.columns = columns;
        this.most = most;
        this.threshold = threshold;
    }

    /**
     * A sample of some {@code most} rows, or all if there are no more, in standardised units, in an order of their own.
     *
     * @param rows of the training examples
     */
    static RowSample over(
            SparkGradientSource source, FeatureScaling standardisation, int[] columns, long rows, int most) {
        double share = 1.1 * most / rows; // a few too many, of which the first are kept
        long threshold = share >= 1 ? Long.MAX_VALUE : (long) (Long.MIN_VALUE + share * 0x1p64);
        SamplePass pass = new SamplePass(standardisation, columns, most, threshold);
        long bytes = (8L * columns.length + 32) * Math.min(rows, most);
        return Reduction.of(
                        source.blocks().rdd(),
                        pass,
                        (a, b) -> a.merge(b),
                        bytes / Math.max(1, source.blocks().getNumPartitions()) * 2,
                        RowSample.class)
                .value()
                .first(most);
    }

    @Override
    public RowSample apply(Iterator<ExampleBlock> blocks) {
        RowSample sample = new RowSample(columns.length);
        double[] stored = new double[standardisation.features()];
        while (blocks.hasNext()) {
            ExampleBlock block = blocks.next();
            if (block.role() != ExampleBlock.Role.TRAINING) {
                continue;
            }
            long[] hashes = block.rowHashes();
            for (int i = 0; i < hashes.length; i++) {
                long hash = RowHash.finished(hashes[i]);
                if (hash <= threshold) {
                    double omega = block.weight(i);
                    block.features().copyRow(i, stored);
                    double[] row = new double[columns.length];
                    for (int k = 0; k < columns.length; k++) {
                        row[k] = standardisation.apply(columns[k], stored[columns[k]]);
                    }
                    sample.add(hash, omega, row);
                    if (sample.size() >= 2 * most + 64) { // a row repeated a million times has one hash
                        sample = sample.first(most);
                    }
                }
            }
        }
        return sample.size() > most ? sample.first(most) : sample;
    }
}
