package io.descent.benchmark;

import io.descent.gradient.ExampleBlock;
import io.descent.linalg.FeatureMatrixBuilder;
import io.descent.linalg.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Blocks of random examples, as a fit would cache them. */
final class Blocks {
    private Blocks() {}

    static List<ExampleBlock> of(Shape shape, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        FeatureMatrixBuilder builder = shape.isSparse()
                ? FeatureMatrixBuilder.sparse(shape.features(), Precision.SINGLE)
                : FeatureMatrixBuilder.dense(shape.features(), Precision.SINGLE);
        List<ExampleBlock> blocks = new ArrayList<>();
        for (long row = 0; row < shape.rows(); row++) {
            putRow(shape, random, builder);
            builder.endRow();
            if (builder.full() || row + 1 == shape.rows()) {
                double[] labels = random.doubles(builder.rows(), -1, 1).toArray();
                blocks.add(new ExampleBlock(builder.build(), labels, null, ExampleBlock.Role.TRAINING));
            }
        }
        return blocks;
    }

    /** A sparse row has one value in each of as many equal stretches of the features. */
    private static void putRow(Shape shape, SplittableRandom random, FeatureMatrixBuilder builder) {
        int stretch = shape.features() / shape.nonZeros();
        for (int k = 0; k < shape.nonZeros(); k++) {
            int column = k * stretch + (stretch > 1 ? random.nextInt(stretch) : 0);
            builder.put(column, random.nextInt() * 0x1p-31); // in [−1, 1)
        }
    }
}
