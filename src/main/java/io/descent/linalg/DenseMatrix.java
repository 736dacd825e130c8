package io.descent.linalg;

/** What the two dense layouts share: columns one after the other, zeros and all. */
abstract class DenseMatrix implements FeatureMatrix {

    private static final long serialVersionUID = 1L;

    protected final int rows;
    protected final int features;

    DenseMatrix(int rows, int features, int values) {
        Shapes.checkLength("values", values, rows * features);
        this.rows = rows;
        this.features = features;
    }

    @Override
    public final int rows() {
        return rows;
    }

    @Override
    public final int features() {
        return features;
    }
}
