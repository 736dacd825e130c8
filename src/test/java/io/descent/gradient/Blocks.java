package io.descent.gradient;

import io.descent.linalg.FeatureMatrixBuilder;
import io.descent.linalg.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes blocks from arrays. */
public final class Blocks {
    private Blocks() {}

    /** How a block's features lie in memory. */
    public enum Layout {
        DENSE,
        SPARSE
    }

    /** One training block in float64 without weights. */
    public static ExampleBlock of(double[][] x, double[] y) {
        return of(x, y, null, Layout.DENSE, Precision.DOUBLE, ExampleBlock.Role.TRAINING);
    }

    /** One training block in float64. */
    public static ExampleBlock of(double[][] x, double[] y, double[] omega) {
        return of(x, y, omega, Layout.DENSE, Precision.DOUBLE, ExampleBlock.Role.TRAINING);
    }

    /**
     * One block.
     *
     * @param omega the weights, or null where all are 1
     */
    public static ExampleBlock of(
            double[][] x, double[] y, double[] omega, Layout layout, Precision precision, ExampleBlock.Role role) {
        FeatureMatrixBuilder builder = layout == Layout.DENSE
                ? FeatureMatrixBuilder.dense(x[0].length, precision)
                : FeatureMatrixBuilder.sparse(x[0].length, precision);
        for (double[] row : x) {
            for (int j = 0; j < row.length; j++) {
                builder.put(j, row[j]);
            }
            builder.endRow();
        }
        return new ExampleBlock(builder.build(), y, omega, role);
    }

    /** Training blocks of at most {@code rows} rows each, in order. */
    public static List<ExampleBlock> cut(
            int rows, double[][] x, double[] y, double[] omega, Layout layout, Precision precision) {
        List<ExampleBlock> blocks = new ArrayList<>();
        for (int from = 0; from < x.length; from += rows) {
            int to = Math.min(x.length, from + rows);
            blocks.add(of(
                    Arrays.copyOfRange(x, from, to),
                    Arrays.copyOfRange(y, from, to),
                    omega == null ? null : Arrays.copyOfRange(omega, from, to),
                    layout,
                    precision,
                    ExampleBlock.Role.TRAINING));
        }
        return blocks;
    }
}
