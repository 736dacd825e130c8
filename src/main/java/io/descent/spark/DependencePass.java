package io.descent.spark;

import io.descent.gradient.ExampleBlock;
import io.descent.linalg.DependenceSketch;
import io.descent.model.FeatureScaling;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;

/** A pass that sketches how the standardised features depend on each other. */
final class DependencePass implements FlatMapFunction<Iterator<ExampleBlock>, DependenceSketch> {

    private static final long serialVersionUID = 1L;

    private final FeatureScaling standardisation;
    private final int[] columns; // the features that vary
    private final long stride;

    private DependencePass(FeatureScaling standardisation, int[] columns, long stride) {
        this.standardisation = standardisation;
        this.columns = columns;
        this.stride = stride;
    }

    /**
     * A sketch of the given features over every {@code stride}-th row, merged in the order of the
     * partitions.
     */
    static DependenceSketch over(
            JavaRDD<ExampleBlock> blocks, FeatureScaling standardisation, int[] columns, long stride) {
        DependenceSketch whole = new DependenceSketch(columns.length);
        blocks.mapPartitions(new DependencePass(standardisation, columns, stride))
                .collect()
                .forEach(whole::merge);
        return whole;
    }

    @Override
    public Iterator<DependenceSketch> call(Iterator<ExampleBlock> blocks) {
        DependenceSketch sketch = new DependenceSketch(columns.length);
        double[] stored = new double[standardisation.features()];
        double[] row = new double[columns.length];
        long next = 0; // rows to skip before the next one to take
        while (blocks.hasNext()) {
            ExampleBlock block = blocks.next();
            if (block.role() != ExampleBlock.Role.TRAINING) {
                continue;
            }
            for (; next < block.rows(); next += stride) {
                int i = (int) next;
                block.features().copyRow(i, stored);
                for (int k = 0; k < columns.length; k++) {
                    row[k] = standardisation.apply(columns[k], stored[columns[k]]);
                }
                sketch.add(row, block.weight(i));
            }
            next -= block.rows();
        }
        sketch.compress();
        return List.of(sketch).iterator();
    }
}
