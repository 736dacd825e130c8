package io.descent.spark;

import io.descent.linalg.FeatureMatrixBuilder;
import io.descent.linalg.Precision;

/** How the features of a block lie in memory. */
enum BlockLayout {
    DENSE,
    SPARSE;

    /** A sparse value takes twice the memory of a dense one and is slower to reach. */
    private static final double DENSE_FROM = 0.4;

    static BlockLayout forDensity(double density) {
        return density >= DENSE_FROM ? DENSE : SPARSE;
    }

    FeatureMatrixBuilder builder(int features, Precision precision) {
        return this == DENSE
                ? FeatureMatrixBuilder.dense(features, precision)
                : FeatureMatrixBuilder.sparse(features, precision);
    }
}
